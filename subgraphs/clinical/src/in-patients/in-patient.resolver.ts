import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
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
} from 'type-graphql'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { shownVisit } from '../refs/appointment-ref.service.ts'
import { Appointment, Location, User } from '../refs/stubs.ts'
import { cageOf } from './cage.service.ts'
import {
  AdmitPetInput,
  DischargePetInput,
  HandOverInPatientInput,
  InPatientFilter,
  MoveInPatientInput,
} from './in-patient.inputs.ts'
import { findInPatient, isForStaff, isForWard, listInPatients } from './in-patient.service.ts'
import { Cage, HandOver, InPatient, InPatientConnection, TreatmentTask } from './in-patient.types.ts'
import { countOverdue, tasksDue } from './sheet.service.ts'
import { admitPet, dischargePet, handOver, moveInPatient } from './stay.service.ts'

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
    description: `Admits a patient into a free cage. CONFLICT at \`petId\` for one that has died or is in the hospital, at \`cageId\` for a cage with a patient; BAD_USER_INPUT for a visit of another patient and a cage elsewhere. Needs \`in-patient:write\`. With an Idempotency-Key a repetition answers the first one’s.`,
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
  cage(@Root() inPatient: InPatient, @Ctx() ctx: Context): Promise<Cage> {
    return cageOf(ctx, inPatient)
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
    description:
      'The visit from which it stays; null without one, for staff of other locations (AU6), and while its part of the system does not answer.',
  })
  appointment(@Root() { appointmentId }: InPatient, @Ctx() ctx: Context): Promise<Appointment | null> {
    return shownVisit(ctx, appointmentId)
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
    description:
      'What the shift before wants to be known; null without a note, for the owner and at other locations.',
  })
  handOver(@Root() stay: InPatient, @Ctx() ctx: Context): HandOver | null {
    const { handOver, handOverAt, handOverBy } = stay
    if (!isForWard(ctx, stay) || !handOver || !handOverAt || !handOverBy) return null
    return { note: handOver, at: handOverAt, by: handOverBy }
  }

  @FieldResolver(() => Int, {
    description:
      'How many tasks of the last 24 hours nobody has entered half an hour after their time; 0 for the owner and at other locations.',
  })
  overdue(@Root() inPatient: InPatient, @Ctx() ctx: Context): Promise<number> {
    return countOverdue(ctx, inPatient)
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [TreatmentTask], {
    description:
      'What nobody has entered of the last 24 hours and the next hour, the oldest first, at most 20; none for the owner and at other locations.',
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
