import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import { findFile } from '../files/file.service.ts'
import { PetFile } from '../files/file.types.ts'
import { PetAlert } from '../alerts/pet-alert.types.ts'
import { Vitals } from '../measurements/measurement.types.ts'
import { MedicalRecord } from '../medical-records/medical-record.types.ts'
import { Pet, Weight } from '../pets/pet.types.ts'
import { Prescription } from '../prescriptions/prescription.types.ts'
import { Vaccination } from '../vaccinations/vaccination.types.ts'
import {
  findAlertOf,
  findPrescriptionOf,
  findRecordOf,
  findVaccinationOf,
  findVitalsOf,
  findWeightOf,
  statusReasonOf,
} from './entry.service.ts'
import { listTimelineOf } from './timeline.service.ts'
import { PetStatusChange, TimelineConnection, TimelineEntry, TimelineKind } from './timeline.types.ts'

@Resolver(() => Pet)
export class TimelineResolver {
  @Directive('@cost(weight: 10)')
  @FieldResolver(() => TimelineConnection, {
    description:
      'Everything about the patient in the order of time, the latest first: what the viewer may see of it, its owner what is released. Visits and invoices have their own lists. Opening the chart is audited.',
  })
  async timeline(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('kinds', () => [TimelineKind], { nullable: true, description: 'Only these; all if left out.' })
    kinds: TimelineKind[] | null,
    @Ctx() ctx: Context,
  ): Promise<TimelineConnection> {
    return new TimelineConnection(await listTimelineOf(ctx, pet.id, args, kinds))
  }
}

@Resolver(() => TimelineEntry)
export class TimelineEntryResolver {
  @FieldResolver(() => ID, { description: 'The id of what it stands for.' })
  entityId(@Root() { id }: TimelineEntry): string {
    return id
  }

  @FieldResolver(() => MedicalRecord, { nullable: true, description: 'The record of a `RECORD`.' })
  record(@Root() { id, kind }: TimelineEntry, @Ctx() ctx: Context): Promise<MedicalRecord | null> | null {
    return kind === TimelineKind.RECORD ? findRecordOf(ctx, id) : null
  }

  @FieldResolver(() => Vaccination, { nullable: true, description: 'The vaccination of a `VACCINATION`.' })
  vaccination(@Root() { id, kind }: TimelineEntry, @Ctx() ctx: Context): Promise<Vaccination | null> | null {
    return kind === TimelineKind.VACCINATION ? findVaccinationOf(ctx, id) : null
  }

  @FieldResolver(() => Prescription, {
    nullable: true,
    description: 'The prescription of a `PRESCRIPTION`.',
  })
  prescription(
    @Root() { id, kind }: TimelineEntry,
    @Ctx() ctx: Context,
  ): Promise<Prescription | null> | null {
    return kind === TimelineKind.PRESCRIPTION ? findPrescriptionOf(ctx, id) : null
  }

  @FieldResolver(() => Weight, { nullable: true, description: 'The weight of a `WEIGHT`.' })
  weight(@Root() { id, kind }: TimelineEntry, @Ctx() ctx: Context): Promise<Weight | null> | null {
    return kind === TimelineKind.WEIGHT ? findWeightOf(ctx, id) : null
  }

  @FieldResolver(() => Vitals, { nullable: true, description: 'The vital signs of `VITALS`.' })
  vitals(@Root() { id, kind }: TimelineEntry, @Ctx() ctx: Context): Promise<Vitals | null> | null {
    return kind === TimelineKind.VITALS ? findVitalsOf(ctx, id) : null
  }

  @FieldResolver(() => PetAlert, { nullable: true, description: 'The alert of an `ALERT`.' })
  alert(@Root() { id, kind }: TimelineEntry, @Ctx() ctx: Context): Promise<PetAlert | null> | null {
    return kind === TimelineKind.ALERT ? findAlertOf(ctx, id) : null
  }

  @FieldResolver(() => PetFile, { nullable: true, description: 'The file of a `FILE`.' })
  file(@Root() { id, kind }: TimelineEntry, @Ctx() ctx: Context): Promise<PetFile | null> | null {
    return kind === TimelineKind.FILE ? findFile(ctx, id) : null
  }

  @FieldResolver(() => PetStatusChange, { nullable: true, description: 'The change of a `STATUS`.' })
  status(@Root() { id, at, said }: TimelineEntry): PetStatusChange | null {
    return said && { id, changedAt: at, ...said }
  }
}

@Resolver(() => PetStatusChange)
export class PetStatusChangeResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Why, for staff; null when nobody said.' })
  reason(@Root() { reason }: PetStatusChange, @Ctx() ctx: Context): string | null {
    return statusReasonOf(ctx, reason)
  }
}
