import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Field, ID, Int, ObjectType } from 'type-graphql'
import { PaymentMethod } from '../payments/payment.table.ts'
import type { TillSessionRow } from '../tills/till.table.ts'

@ObjectType({ description: 'The money that was taken and given back by one method of payment on a day.' })
export class DayTaking {
  @Field(() => PaymentMethod, { description: 'The method of payment.' })
  method!: PaymentMethod

  @Field(() => Money, { description: 'What was taken.' })
  taken!: MoneyValue

  @Field(() => Money, { description: 'What was given back by refunds.' })
  refunded!: MoneyValue

  @Field(() => Money, { description: 'What was recorded by mistake and reversed.' })
  reversed!: MoneyValue

  @Field(() => Money, { description: 'What is left of it: taken, less refunded and reversed.' })
  total!: MoneyValue
}

@ObjectType({ description: 'The invoices or credit notes of a day; those of nothing are not among them.' })
export class DayDocuments {
  @Field(() => Int, { description: 'How many.' })
  count!: number

  @Field(() => Money, { description: 'Without tax.' })
  net!: MoneyValue

  @Field(() => Money, { description: 'The tax.' })
  tax!: MoneyValue

  @Field(() => Money, { description: 'With tax.' })
  total!: MoneyValue
}

@ObjectType({ description: 'What happened on a day at a location, as the ledger says.' })
export class DaySheet {
  @Field(() => ID, { description: 'The location and the day.' })
  id!: string

  @Field(() => CalendarDate, { description: 'The location’s calendar day.' })
  day!: string

  @Field(() => [DayTaking], {
    description: 'The money by the way in which it was moved, without account credit.',
  })
  takings!: DayTaking[]

  @Field(() => Money, {
    description:
      'Cash rounding: what payments counted for beyond the cash taken, negative if more was taken.',
  })
  rounding!: MoneyValue

  @Field(() => DayDocuments, { description: 'The invoices that were finalised.' })
  invoices!: DayDocuments

  @Field(() => DayDocuments, { description: 'The credit notes that were made, with positive amounts.' })
  creditNotes!: DayDocuments

  locationId!: string
  currency!: string
  sessions!: TillSessionRow[]
}
