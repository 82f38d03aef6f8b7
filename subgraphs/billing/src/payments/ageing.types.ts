import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'What was due on invoices at the end of a day, by how many days it was overdue then. Disputed invoices are counted as well.',
})
export class Ageing {
  @Field(() => Money, { description: 'Due, and still in time.' })
  inTime!: MoneyValue

  @Field(() => Money, { description: 'Overdue by 1 to 30 days.' })
  upTo30!: MoneyValue

  @Field(() => Money, { description: 'Overdue by 31 to 60 days.' })
  upTo60!: MoneyValue

  @Field(() => Money, { description: 'Overdue by 61 to 90 days.' })
  upTo90!: MoneyValue

  @Field(() => Money, { description: 'Overdue by more than 90 days.' })
  over90!: MoneyValue

  @Field(() => Money, { description: 'All of it: what was due on invoices.' })
  total!: MoneyValue
}
