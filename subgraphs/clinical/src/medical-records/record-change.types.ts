import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { MedicalRecord } from './medical-record.types.ts'

export enum MedicalRecordChangeKind {
  BEGUN = 'BEGUN',
  SAVED = 'SAVED',
  SIGNED = 'SIGNED',
  ADDENDUM = 'ADDENDUM',
  RELEASED = 'RELEASED',
  WITHDRAWN = 'WITHDRAWN',
  RETRACTED = 'RETRACTED',
}

registerEnumType(MedicalRecordChangeKind, {
  name: 'MedicalRecordChangeKind',
  description: 'What happened to a medical record.',
  valuesConfig: {
    BEGUN: { description: 'A draft was begun.' },
    SAVED: { description: 'A draft was saved.' },
    SIGNED: { description: 'It was signed, or locked automatically.' },
    ADDENDUM: { description: 'An addendum was added.' },
    RELEASED: { description: 'It was released to the owner.' },
    WITHDRAWN: { description: 'Its release was withdrawn: the owner does not see it any more.' },
    RETRACTED: { description: 'It was retracted as entered in error; an owner hears WITHDRAWN.' },
  },
})

@ObjectType({ description: 'Something happened to a medical record.' })
export class MedicalRecordChange {
  @Field(() => MedicalRecordChangeKind, { description: 'What happened.' })
  kind!: MedicalRecordChangeKind

  @Field(() => ID, { description: 'The record’s id.' })
  recordId!: string

  @Field(() => MedicalRecord, {
    nullable: true,
    description: 'The record as it is now; null for an owner once its release was withdrawn.',
  })
  record!: MedicalRecord | null

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date
}

@InputType({ description: 'Filters of the changes to medical records.' })
export class MedicalRecordChangeFilter {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string
}
