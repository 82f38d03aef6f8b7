import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'How a location prices what is dispensed and has no price of its own, from a day on: the cost of its lots and the mark-up, with the fee, and at least the minimum.',
})
export class MarkUp {
  @Field(() => Int, {
    nullable: true,
    description:
      'The share of the cost that is added, in basis points: 5000 is 50 %. Null from when on nothing is priced by its cost.',
  })
  rate!: number | null

  @Field(() => Money, { description: 'The fee for each time that something is dispensed, before tax.' })
  fee!: MoneyValue

  @Field(() => Money, { description: 'The fee with tax, at the standard rate of that day or of today.' })
  feeWithTax!: MoneyValue

  @Field(() => Money, { description: 'The least that it costs, with the fee, before tax.' })
  minimum!: MoneyValue

  @Field(() => Money, { description: 'The minimum with tax, at the standard rate of that day or of today.' })
  minimumWithTax!: MoneyValue

  @Field(() => CalendarDate, { description: 'The location’s calendar day from which on it is in force.' })
  effectiveFrom!: string
}

@InputType({ description: 'A mark-up from a day on.' })
export class SetMarkUpInput {
  @Field(() => ID, { description: 'The location.' })
  locationId!: string

  @Field(() => Int, {
    nullable: true,
    description:
      'The share of the cost that is added, in basis points, 0 to 100000: 5000 is 50 %. Null ends it: what has no price asks for one again.',
  })
  rate?: number | null

  @Field(() => Money, {
    description: 'The fee for each time that something is dispensed, before tax; not negative.',
  })
  fee!: MoneyValue

  @Field(() => Money, { description: 'The least that it costs, with the fee, before tax; not negative.' })
  minimum!: MoneyValue

  @Field(() => CalendarDate, {
    description: 'The location’s calendar day from which on it is in force: today or later.',
  })
  effectiveFrom!: string
}
