import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Diagnosis } from '../diagnoses/diagnosis.types.ts'
import { MedicalRecordStatus } from './medical-record.table.ts'

registerEnumType(MedicalRecordStatus, {
  name: 'MedicalRecordStatus',
  description: 'How far a medical record has come.',
  valuesConfig: {
    DRAFT: { description: 'Being written; only staff see it, and only now can it be edited.' },
    SIGNED: {
      description:
        'Signed or locked automatically: it takes addenda only. The owner sees it once it is released.',
    },
    RETRACTED: { description: 'Entered in error: kept and marked for staff, never shown to the owner.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'What was told, found, concluded and planned about a pet at one occasion (SOAP).',
})
export class MedicalRecord {
  @Id()
  id!: string

  @Field(() => MedicalRecordStatus, { description: 'Draft, signed or retracted.' })
  status!: MedicalRecordStatus

  @Field(() => String, { description: 'Subjective: what the owner reports. May be empty.' })
  subjective!: string

  @Field(() => String, { description: 'Objective: what was found and measured. May be empty.' })
  objective!: string

  @Field(() => String, { description: 'Assessment: the diagnosis or suspicion. May be empty.' })
  assessment!: string

  @Field(() => String, {
    description: 'Plan: what was done and what comes next. May be empty.',
  })
  plan!: string

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [Diagnosis], {
    description: 'The diagnoses, coded or in words, in the order in which they were added; at most 30.',
  })
  diagnoses!: readonly Diagnosis[]

  @Field(() => Date, { description: 'When it happened; records are listed by this.' })
  occurredAt!: Date

  @Field(() => Boolean, {
    description: 'Whether `occurredAt` was entered as earlier than the visit’s day.',
  })
  backDated!: boolean

  @Field(() => Date, {
    nullable: true,
    description: 'When it was signed or locked; null for a draft.',
  })
  signedAt!: Date | null

  @Field(() => Date, {
    nullable: true,
    description: 'When it was released to the owner; null if it is not released.',
  })
  releasedAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'When it was marked as entered in error.' })
  retractedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was marked as entered in error.',
  })
  retractionReason!: string | null

  @Field(() => Date, { description: 'When the record was begun: the time of entry.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date

  @Version()
  version!: number

  petId!: string
  authorId!: string
  appointmentId!: string | null
  savedBy!: string
  signedBy!: string | null
  retractedBy!: string | null
}

@ObjectType({ description: 'A page of medical records, latest first.' })
export class MedicalRecordConnection extends connectionOf(
  () => MedicalRecord,
  'MedicalRecord',
  'medical records',
) {}

@InputType({ description: 'Which medical records to list.' })
export class MedicalRecordFilter {
  @Field(() => ID, { nullable: true, description: 'Only this pet’s.' })
  petId?: string | null

  @Field(() => MedicalRecordStatus, { nullable: true, description: 'Only those that have come this far.' })
  status?: MedicalRecordStatus | null

  @Field(() => ID, { nullable: true, description: 'Only those of this visit.' })
  appointmentId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only those that this person began.' })
  authorId?: string | null

  @Field(() => Date, { nullable: true, description: 'Only what happened then or later.' })
  from?: Date | null

  @Field(() => Date, { nullable: true, description: 'Only what happened before.' })
  before?: Date | null

  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description: 'Only those with a diagnosis that has this code or has this text in it.',
  })
  diagnosis?: string | null

  @Directive('@cost(weight: 10)')
  @Field(() => String, {
    nullable: true,
    description: 'Words of the text or their beginnings, all of which must occur.',
  })
  search?: string | null
}

@InputType({ description: 'The four texts of a record, and when it happened.' })
class SoapInput {
  @Field(() => String, { nullable: true, description: 'What the owner reports, up to 20,000 characters.' })
  subjective?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What was found and measured, up to 20,000 characters.',
  })
  objective?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The diagnosis or suspicion, up to 20,000 characters.',
  })
  assessment?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What was done and what comes next, up to 20,000 characters.',
  })
  plan?: string | null

  @Field(() => Date, {
    nullable: true,
    description:
      'When it happened; now if left out. Before the visit’s day in its location’s zone (without a visit: more than 24 hours ago) it needs `medical-record:back-date` and is marked.',
  })
  occurredAt?: Date | null
}

@InputType({ description: 'A new draft; what is left out is empty.' })
export class CreateMedicalRecordInput extends SoapInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'The visit it belongs to, one of this patient’s. Somebody’s second draft of a visit is a CONFLICT with the first one’s `recordId`.',
  })
  appointmentId?: string | null
}

@InputType({ description: 'A change to a draft; what is left out stays as it is, null empties a text.' })
export class UpdateMedicalRecordInput extends SoapInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string

  @Field(() => Int, {
    description:
      'The version the text is based on; a stale one is a CONFLICT with `current` (what is there) and `yours` (what you sent).',
  })
  version!: number
}
