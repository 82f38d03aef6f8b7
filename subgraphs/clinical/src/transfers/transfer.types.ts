import { Id, Text } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { PetStatusInput } from '../pets/pet.inputs.ts'

@ObjectType({ description: 'A pet’s change of owner.' })
export class PetTransfer {
  @Id()
  id!: string

  @Field(() => CalendarDate, { description: 'The day since which the pet is the new owner’s.' })
  transferredOn!: string

  @Field(() => String, { description: 'Why it changed owner.' })
  reason!: string

  @Field(() => Date, { description: 'When it was recorded.' })
  recordedAt!: Date

  fromOwnerId!: string
  toOwnerId!: string
  recordedBy!: string
}

@InputType({ description: 'A pet’s change of owner.' })
export class TransferPetInput extends PetStatusInput {
  @Field(() => ID, { description: 'The new owner, who is another one and not archived.' })
  toOwnerId!: string

  @Field(() => CalendarDate, {
    description: 'Since which day the pet is the new owner’s; not in the future, nor before it was born.',
  })
  transferredOn!: string

  @Text({ max: maxReason, description: 'The reason.' })
  reason!: string
}
