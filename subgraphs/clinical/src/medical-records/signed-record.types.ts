import { Id, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What was added to a signed medical record afterwards; it never changes.' })
export class Addendum {
  @Id()
  id!: string

  @Field(() => Int, {
    description: 'Its place among the record’s addenda, from 1, in time order.',
  })
  number!: number

  @Field(() => String, { description: 'What was added.' })
  text!: string

  @Field(() => Date, { description: 'When it was added.' })
  createdAt!: Date

  authorId!: string
}

@InputType({ description: 'Signs a draft.' })
export class SignMedicalRecordInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string

  @Field(() => Int, { description: 'The version that was read; a stale one is a CONFLICT with `current`.' })
  version!: number
}

@InputType({ description: 'Adds to a signed record.' })
export class AddAddendumInput {
  @Field(() => ID, { description: 'The signed record; an addendum takes none itself.' })
  id!: string

  @Text({ description: 'What is added.', max: 20_000 })
  text!: string
}

@InputType({ description: 'Marks a record as entered in error.' })
export class RetractMedicalRecordInput {
  @Field(() => ID, { description: 'The draft or signed record.' })
  id!: string

  @Text({ description: 'Why: it stays beside the record.', max: 1_000 })
  reason!: string
}

@InputType({ description: 'Releases a signed record to the owner, or withdraws the release.' })
export class ReleaseMedicalRecordInput {
  @Field(() => ID, { description: 'The signed record.' })
  id!: string

  @Field(() => Boolean, { description: 'True to release it, false to withdraw the release.' })
  released!: boolean
}
