import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'Revenue of a location without tax: what was invoiced on its days less what was credited on them.',
})
export class DashboardRevenue {
  @Field(() => Money, { description: 'Of today.' })
  today!: MoneyValue

  @Field(() => Money, { description: 'From the first of the month through today.' })
  month!: MoneyValue

  @Field(() => Money, {
    description:
      'From the first of the last month through the day of the same number, or its last day if it is shorter.',
  })
  sameDaysOfLastMonth!: MoneyValue

  @Field(() => Money, { description: 'Of the whole last month.' })
  lastMonth!: MoneyValue
}

@ObjectType({ description: 'How the money of a location stands, for its start page.' })
export class BillingDashboard {
  @Field(() => CalendarDate, { description: 'The present day in the location’s time zone.' })
  date!: string
}
