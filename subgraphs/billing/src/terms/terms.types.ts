import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

const days = 'Days that owners have to pay after an invoice was finalised'
const automaticReminders =
  'Whether owners are reminded of overdue invoices every day without anybody asking for it: by the first, second and final reminder, a week apart'
const creditStopDays =
  'Days that an invoice may be overdue before the ordinary visits of its owner are stopped'

@ObjectType({ description: 'How the invoices of a location are to be paid.' })
export class PaymentTerms {
  @Field(() => Int, { description: `${days}; 14 where nothing was set.` })
  days!: number

  @Field(() => Boolean, { description: `${automaticReminders}; false where nothing was set.` })
  automaticReminders!: boolean

  @Field(() => Int, { nullable: true, description: `${creditStopDays}; null where debts stop nothing.` })
  creditStopDays!: number | null
}

@InputType({ description: 'The payment terms of a location.' })
export class SetPaymentTermsInput {
  @Field(() => ID, { description: 'The location.' })
  locationId!: string

  @Field(() => Int, { description: `${days}, 0 to 365.` })
  days!: number

  @Field(() => Boolean, { nullable: true, description: `${automaticReminders}; unchanged if omitted.` })
  automaticReminders?: boolean | null

  @Field(() => Int, {
    nullable: true,
    description: `${creditStopDays}, 0 to 365; null for never, unchanged if omitted.`,
  })
  creditStopDays?: number | null
}
