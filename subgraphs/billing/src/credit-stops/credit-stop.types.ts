import { Text } from '@vetgraph/kit/fields'
import { maxReason } from '@vetgraph/kit/text'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'Because of debts, ordinary visits of the owner’s pets are booked with a reason only. Emergencies are never stopped.',
})
export class CreditStop {
  @Field(() => String, { description: 'Why the credit was stopped.' })
  reason!: string

  @Field(() => Date, { description: 'Since when.' })
  since!: Date

  @Field(() => Boolean, {
    description: 'Whether the payment terms of a location did it: then it ends when the invoices are paid.',
  })
  automatic!: boolean

  changedBy!: string
}

@InputType({ description: 'An owner whose ordinary visits are to be stopped.' })
export class StopCreditInput {
  @Field(() => ID, { description: 'The owner.' })
  ownerId!: string

  @Text({ description: 'Why.', max: maxReason })
  reason!: string
}
