import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { getPet, type PetShown } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { shownVisit } from '../refs/appointment-ref.service.ts'
import { Appointment, User } from '../refs/stubs.ts'
import { createMedicalRecord, updateMedicalRecord } from './draft.service.ts'
import {
  findLastRecord,
  findMedicalRecord,
  listMedicalRecords,
  listRecordsOf,
} from './medical-record.service.ts'
import {
  CreateMedicalRecordInput,
  MedicalRecord,
  MedicalRecordConnection,
  MedicalRecordFilter,
  UpdateMedicalRecordInput,
} from './medical-record.types.ts'
import { hasRecord } from './visit-record.service.ts'

@Resolver(() => MedicalRecord)
export class MedicalRecordResolver {
  @Query(() => MedicalRecord, {
    nullable: true,
    description:
      'A medical record by id; null when there is none, and for an owner unless it was released and is of the own household. Opening it is audited.',
  })
  medicalRecord(
    @Arg('id', () => ID, { description: 'The record’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord | null> {
    return findMedicalRecord(ctx, id)
  }

  @Query(() => MedicalRecordConnection, {
    description:
      'Medical records, latest first; an owner finds only released ones of the own household. Looking is audited.',
  })
  async medicalRecords(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MedicalRecordFilter, {
      nullable: true,
      description: 'Which records; all if left out.',
    })
    filter: MedicalRecordFilter | null,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecordConnection> {
    return new MedicalRecordConnection(await listMedicalRecords(ctx, args, filter))
  }

  @Mutation(() => MedicalRecord, {
    description:
      'Begins a record as a draft, written by the viewer. With an Idempotency-Key a repetition answers the first one’s record.',
  })
  createMedicalRecord(
    @Arg('input', () => CreateMedicalRecordInput, { description: 'Of which patient, with which texts.' })
    input: CreateMedicalRecordInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return createMedicalRecord(ctx, input)
  }

  @Mutation(() => MedicalRecord, {
    description:
      'Edits a draft. CONFLICT at `id` for one that is signed. Whoever saves second gets a CONFLICT with both texts: `current` and `yours`.',
  })
  updateMedicalRecord(
    @Arg('input', () => UpdateMedicalRecordInput, { description: 'The texts that change.' })
    input: UpdateMedicalRecordInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return updateMedicalRecord(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() record: MedicalRecord, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, record.petId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null while its part of the system does not answer.',
  })
  author(@Root() record: MedicalRecord): User {
    return { id: record.authorId }
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The visit it belongs to; null when it was written outside one, for staff of other locations (AU6), and while its part of the system does not answer.',
  })
  appointment(@Root() { appointmentId }: MedicalRecord, @Ctx() ctx: Context): Promise<Appointment | null> {
    return shownVisit(ctx, appointmentId)
  }
}

@Resolver(() => Pet)
export class ChartResolver {
  @FieldResolver(() => MedicalRecordConnection, {
    description:
      'The pet’s medical records, latest first; its owner sees the released ones. Opening the chart is audited.',
  })
  async medicalRecords(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecordConnection> {
    return new MedicalRecordConnection(await listRecordsOf(ctx, pet.id, args))
  }

  @FieldResolver(() => MedicalRecord, {
    nullable: true,
    description:
      'The latest medical record; null when there is none, and for staff who may not read records. Made for lists: it is not audited.',
  })
  lastMedicalRecord(
    @Root() pet: PetShown,
    @Ctx() ctx: Context,
  ): MedicalRecord | null | Promise<MedicalRecord | null> {
    return pet.lastMedicalRecord === undefined ? findLastRecord(ctx, pet.id) : pet.lastMedicalRecord
  }
}

@Resolver(() => Appointment)
export class VisitRecordResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether anybody has begun a medical record of it that is not marked as entered in error; null for viewers who may not read records, and while its subgraph is unavailable.',
  })
  hasRecord(@Root() { id }: Appointment, @Ctx() ctx: Context): Promise<boolean | null> {
    return hasRecord(ctx, id)
  }
}
