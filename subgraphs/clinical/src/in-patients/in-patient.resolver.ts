import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { Appointment, Location, User } from '../refs/stubs.ts'
import { getCage, listCages, saveCage } from './cage.service.ts'
import { recordTreatment, undoTreatment } from './entry.service.ts'
import {
  AdmitPetInput,
  DischargePetInput,
  HandOverInPatientInput,
  InPatientFilter,
  MoveInPatientInput,
  OrderTreatmentInput,
  RecordTreatmentInput,
  SaveCageInput,
  StopTreatmentInput,
  TreatmentSheetFilter,
  UndoTreatmentInput,
} from './in-patient.inputs.ts'
import {
  findInPatient,
  getSheetChange,
  hearSheets,
  isForStaff,
  listInPatients,
  type SheetSignal,
} from './in-patient.service.ts'
import {
  Cage,
  HandOver,
  InPatient,
  InPatientConnection,
  Treatment,
  TreatmentEntry,
  TreatmentSheet,
  TreatmentSheetChange,
  TreatmentTask,
} from './in-patient.types.ts'
import { orderTreatment, stopTreatment } from './order.service.ts'
import { countOverdue, tasksDue, treatmentSheet } from './sheet.service.ts'
import { admitPet, dischargePet, handOver, moveInPatient } from './stay.service.ts'

const key = 'With an Idempotency-Key a repetition answers the first one’s.'

@Resolver(() => Cage)
export class CageResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [Cage], {
    description: 'The cages of a location by ward and name, at most 300. Needs `in-patient:read`.',
  })
  cages(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('withRetired', () => Boolean, { defaultValue: false, description: 'Whether retired ones too.' })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Cage[]> {
    return listCages(ctx, locationId, withRetired)
  }

  @Mutation(() => Cage, {
    description: `Adds a cage, changes or retires one. CONFLICT for a name twice in a ward, a cage with a patient and a stale version. Needs \`cage:write\`. ${key}`,
  })
  saveCage(
    @Arg('input', () => SaveCageInput, { description: 'The cage.' }) input: SaveCageInput,
    @Ctx() ctx: Context,
  ): Promise<Cage> {
    return saveCage(ctx, input)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it stands; null while its part of the system does not answer.',
  })
  location(@Root() { locationId }: Cage): Location {
    return { id: locationId }
  }
}

@Resolver(() => InPatient)
export class InPatientResolver {
  @Query(() => InPatient, {
    nullable: true,
    description: 'A stay by id; null when there is none that the viewer may see.',
  })
  inPatient(
    @Arg('id', () => ID, { description: 'The stay’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<InPatient | null> {
    return findInPatient(ctx, id)
  }

  @Query(() => InPatientConnection, {
    description:
      'Who is in the hospital at a location, or the stays of a patient; the latest admission first. An owner sees the own household’s. BAD_USER_INPUT at `filter` without either.',
  })
  async inPatients(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InPatientFilter, { description: 'Which.' }) filter: InPatientFilter,
    @Ctx() ctx: Context,
  ): Promise<InPatientConnection> {
    return new InPatientConnection(await listInPatients(ctx, args, filter))
  }

  @Mutation(() => InPatient, {
    description: `Admits a patient into a free cage. CONFLICT at \`petId\` for one that has died or is in the hospital, at \`cageId\` for a cage with a patient; BAD_USER_INPUT for a visit of another patient and a cage elsewhere. Needs \`in-patient:write\`. ${key}`,
  })
  admitPet(
    @Arg('input', () => AdmitPetInput, { description: 'Whom, and where.' }) input: AdmitPetInput,
    @Ctx() ctx: Context,
  ): Promise<InPatient> {
    return admitPet(ctx, input)
  }

  @Mutation(() => InPatient, {
    description:
      'Puts an in-patient into another free cage. CONFLICT at `cageId` for one with a patient, and at a stale version. Needs `in-patient:write`.',
  })
  moveInPatient(
    @Arg('input', () => MoveInPatientInput, { description: 'Whom, and where to.' }) input: MoveInPatientInput,
    @Ctx() ctx: Context,
  ): Promise<InPatient> {
    return moveInPatient(ctx, input)
  }

  @Mutation(() => InPatient, {
    description:
      'Says what the next shift must know of an in-patient. CONFLICT at a stale version and after discharge. Needs `treatment:record`.',
  })
  handOverInPatient(
    @Arg('input', () => HandOverInPatientInput, { description: 'Of whom, and what.' })
    input: HandOverInPatientInput,
    @Ctx() ctx: Context,
  ): Promise<InPatient> {
    return handOver(ctx, input)
  }

  @Mutation(() => InPatient, {
    description:
      'Ends a stay with instructions for home: the cage is free and what still ran is stopped. CONFLICT at a stale version and when it has ended. Needs `in-patient:write`.',
  })
  dischargePet(
    @Arg('input', () => DischargePetInput, { description: 'Whom, and what is to be done at home.' })
    input: DischargePetInput,
    @Ctx() ctx: Context,
  ): Promise<InPatient> {
    return dischargePet(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() { petId }: InPatient, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, petId)
  }

  @FieldResolver(() => Cage, { description: 'Where it stays, or stayed last.' })
  cage(@Root() { cageId }: InPatient, @Ctx() ctx: Context): Promise<Cage> {
    return getCage(ctx, cageId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its part of the system does not answer.',
  })
  location(@Root() { locationId }: InPatient): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description: 'The visit from which it stays; null without one.',
  })
  appointment(@Root() { appointmentId }: InPatient): Appointment | null {
    return appointmentId === null ? null : { id: appointmentId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The vet who is responsible; null while its part of the system does not answer.',
  })
  vet(@Root() { vetId }: InPatient): User {
    return { id: vetId }
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it stays; null for the owner.' })
  reason(@Root() { reason }: InPatient, @Ctx() ctx: Context): string | null {
    return isForStaff(ctx) ? reason : null
  }

  @FieldResolver(() => HandOver, {
    nullable: true,
    description: 'What the shift before wants to be known; null without a note, and for the owner.',
  })
  handOver(@Root() { handOver, handOverAt, handOverBy }: InPatient, @Ctx() ctx: Context): HandOver | null {
    if (!isForStaff(ctx) || !handOver || !handOverAt || !handOverBy) return null
    return { note: handOver, at: handOverAt, by: handOverBy }
  }

  @FieldResolver(() => Int, {
    description:
      'How many tasks of the last 24 hours nobody has entered half an hour after their time; 0 for the owner.',
  })
  overdue(@Root() inPatient: InPatient, @Ctx() ctx: Context): Promise<number> {
    return countOverdue(ctx, inPatient)
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [TreatmentTask], {
    description:
      'What nobody has entered of the last 24 hours and the next hour, the oldest first, at most 20; none for the owner.',
  })
  tasksDue(@Root() inPatient: InPatient, @Ctx() ctx: Context): Promise<TreatmentTask[]> {
    return tasksDue(ctx, inPatient)
  }
}

@Resolver(() => HandOver)
export class HandOverResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null while its part of the system does not answer.',
  })
  by(@Root() { by }: HandOver): User {
    return { id: by }
  }
}

@Resolver(() => Treatment)
export class TreatmentResolver {
  @Query(() => TreatmentSheet, {
    description:
      'What is to be done for an in-patient on a day, and what was done. Opening it leaves the audit entry of a chart. Needs `in-patient:read`.',
  })
  treatmentSheet(
    @Arg('inPatientId', () => ID, { description: 'The stay.' }) inPatientId: string,
    @Arg('date', () => String, {
      nullable: true,
      description:
        'The day of the location’s clock, `2026-03-16`: today if left out, the day of discharge for who has gone home.',
    })
    date: string | null,
    @Ctx() ctx: Context,
  ): Promise<TreatmentSheet> {
    return treatmentSheet(ctx, inPatientId, date)
  }

  @Mutation(() => Treatment, {
    description: `Orders something for an in-patient. CONFLICT after discharge and for a patient that has died; BAD_USER_INPUT at \`startsAt\` for a time past or more than a week ahead. Needs \`treatment:order\`. ${key}`,
  })
  orderTreatment(
    @Arg('input', () => OrderTreatmentInput, { description: 'What, and how often.' })
    input: OrderTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<Treatment> {
    return orderTreatment(ctx, input)
  }

  @Mutation(() => Treatment, {
    description:
      'Ends a treatment from now on; what was due before stays on the sheet. CONFLICT when it is stopped already. Needs `treatment:order`.',
  })
  stopTreatment(
    @Arg('input', () => StopTreatmentInput, { description: 'Which, and why.' }) input: StopTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<Treatment> {
    return stopTreatment(ctx, input)
  }

  @Mutation(() => TreatmentEntry, {
    description: `Keeps what was done about a treatment at one of its times. CONFLICT at \`dueAt\` when somebody has entered it: the message and \`enteredBy\` say who, \`at\` when. BAD_USER_INPUT at \`at\` for a time to come, at \`dueAt\` for what is none of its times, at \`note\` without a reason for what was not given. Needs \`treatment:record\`. ${key}`,
  })
  recordTreatment(
    @Arg('input', () => RecordTreatmentInput, { description: 'What was done.' }) input: RecordTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentEntry> {
    return recordTreatment(ctx, input)
  }

  @Mutation(() => TreatmentEntry, {
    description:
      'Takes an entry back for a reason: it is kept, and its time is open again. CONFLICT when it is undone already. Needs `treatment:record`.',
  })
  undoTreatment(
    @Arg('input', () => UndoTreatmentInput, { description: 'Which, and why.' }) input: UndoTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentEntry> {
    return undoTreatment(ctx, input)
  }

  @Subscription(() => TreatmentSheetChange, {
    description:
      'Every change of treatment sheets and of those who are in the hospital, as it happens. Needs `in-patient:read`.',
    subscribe: hears(hearSheets),
  })
  treatmentSheetChanged(
    @Root() change: SheetSignal,
    @Arg('filter', () => TreatmentSheetFilter, { nullable: true, description: 'Whose; all if left out.' })
    _filter: TreatmentSheetFilter | null,
    @Ctx() ctx: Context,
  ): Promise<TreatmentSheetChange> {
    return getSheetChange(ctx, change)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who ordered it; null while its part of the system does not answer.',
  })
  orderedBy(@Root() { orderedBy }: Treatment): User {
    return { id: orderedBy }
  }
}

@Resolver(() => TreatmentEntry)
export class TreatmentEntryResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who entered it; null while its part of the system does not answer.',
  })
  enteredBy(@Root() { enteredBy }: TreatmentEntry): User {
    return { id: enteredBy }
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who has undone it; null while it holds.' })
  undoneBy(@Root() { undoneBy }: TreatmentEntry): User | null {
    return undoneBy === null ? null : { id: undoneBy }
  }
}
