import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root, Subscription } from 'type-graphql'
import { User } from '../refs/stubs.ts'
import { addAddendum, listAddenda } from './addendum.service.ts'
import { MedicalRecord } from './medical-record.types.ts'
import {
  getMedicalRecordChange,
  type MedicalRecordSignal,
  watchMedicalRecords,
} from './record-change.service.ts'
import { MedicalRecordChange, MedicalRecordChangeFilter } from './record-change.types.ts'
import { releaseMedicalRecord } from './release.service.ts'
import { retractMedicalRecord } from './retract.service.ts'
import { signMedicalRecord } from './sign.service.ts'
import {
  AddAddendumInput,
  Addendum,
  ReleaseMedicalRecordInput,
  RetractMedicalRecordInput,
  SignMedicalRecordInput,
} from './signed-record.types.ts'

const person = (id: string | null): User | null => (id === null ? null : { id })

@Resolver(() => MedicalRecord)
export class SignedRecordResolver {
  @Mutation(() => MedicalRecord, {
    description:
      'Signs a draft: afterwards it takes addenda only. One’s own needs `medical-record:sign`, a colleague’s `medical-record:sign-others`. An empty one is refused; CONFLICT at `version` when somebody has saved it since. Send an `Idempotency-Key`.',
  })
  signMedicalRecord(
    @Arg('input', () => SignMedicalRecordInput, { description: 'The draft and its version.' })
    input: SignMedicalRecordInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return signMedicalRecord(ctx, input)
  }

  @Mutation(() => MedicalRecord, {
    description:
      'Adds an addendum to a signed record. CONFLICT for a draft and for what was entered in error. Send an `Idempotency-Key`.',
  })
  addAddendum(
    @Arg('input', () => AddAddendumInput, { description: 'To which record, and what.' })
    input: AddAddendumInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return addAddendum(ctx, input)
  }

  @Mutation(() => MedicalRecord, {
    description:
      'Marks a draft or signed record as entered in error: staff still see it with the reason, the owner does not. Rights as for signing. There is no way back. Send an `Idempotency-Key`.',
  })
  retractMedicalRecord(
    @Arg('input', () => RetractMedicalRecordInput, { description: 'The record and the reason.' })
    input: RetractMedicalRecordInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return retractMedicalRecord(ctx, input)
  }

  @Mutation(() => MedicalRecord, {
    description:
      'Shows a signed record with its addenda to the owner, or withdraws it from there; doing it twice is no error.',
  })
  releaseMedicalRecord(
    @Arg('input', () => ReleaseMedicalRecordInput, { description: 'Which record, and whether it is shown.' })
    input: ReleaseMedicalRecordInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return releaseMedicalRecord(ctx, input)
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [Addendum], {
    description: 'What was added after signing, in time order; at most 100.',
  })
  addenda(@Root() record: MedicalRecord, @Ctx() ctx: Context): Promise<Addendum[]> {
    return listAddenda(ctx, record.id)
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether it was locked automatically because nobody signed it within the hospital’s time limit.',
  })
  lockedAutomatically(@Root() { signedAt, signedBy }: MedicalRecord): boolean {
    return signedAt !== null && signedBy === null
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who signed it; null for a draft and when it was locked automatically.',
  })
  signedBy(@Root() { signedBy }: MedicalRecord): User | null {
    return person(signedBy)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who saved it last; not the author if somebody else edits the same draft.',
  })
  savedBy(@Root() { savedBy }: MedicalRecord): User | null {
    return person(savedBy)
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who marked it as entered in error.' })
  retractedBy(@Root() { retractedBy }: MedicalRecord): User | null {
    return person(retractedBy)
  }
}

@Resolver(() => Addendum)
export class AddendumResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null while its part of the system does not answer.',
  })
  author(@Root() { authorId }: Addendum): User {
    return { id: authorId }
  }
}

@Resolver(() => MedicalRecordChange)
export class MedicalRecordChangeResolver {
  @Subscription(() => MedicalRecordChange, {
    description:
      'Everything that happens to the medical records of one patient, as it happens. An owner hears of the own pets, and only of what is or was released. That staff listen is audited like an opened chart.',
    subscribe: ({ args, context }) =>
      watchMedicalRecords(context as Context, (args as { filter: MedicalRecordChangeFilter }).filter),
  })
  medicalRecordChanged(
    @Root() change: MedicalRecordSignal,
    @Arg('filter', () => MedicalRecordChangeFilter, { description: 'Of which patient.' })
    _filter: MedicalRecordChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecordChange> {
    return getMedicalRecordChange(ctx, change)
  }
}
