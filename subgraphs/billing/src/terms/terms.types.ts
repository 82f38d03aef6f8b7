import { Field, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'The payment terms of a location.' })
export class SetPaymentTermsInput {
  @Field(() => ID, { description: 'The location.' })
  locationId!: string

  @Field(() => Int, { description: 'Days that owners have to pay after an invoice was finalised, 0 to 365.' })
  days!: number
}
