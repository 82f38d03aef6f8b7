import { Id, Text } from '@vetgraph/kit/fields'
import { CalendarDate, TimeOfDay } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Days on which a location is closed.' })
export class Closure {
  @Id()
  id!: string

  @Field(() => String, { description: 'Why, such as the name of a public holiday.' })
  name!: string

  @Field(() => CalendarDate, { description: 'The first day.' })
  firstDay!: string

  @Field(() => CalendarDate, { description: 'The last day, included.' })
  lastDay!: string

  @Field(() => TimeOfDay, {
    nullable: true,
    description: 'From when on each day, in the location’s local time; null for whole days.',
  })
  starts!: string | null

  @Field(() => TimeOfDay, { nullable: true, description: 'Until when on each day; null for whole days.' })
  ends!: string | null
}

@InputType({ description: 'Days on which a location is closed.' })
export class AddClosureInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Text({ description: 'Why.' })
  name!: string

  @Field(() => CalendarDate, { description: 'The first day.' })
  firstDay!: string

  @Field(() => CalendarDate, { description: 'The last day, included; at most 366 days.' })
  lastDay!: string

  @Field(() => TimeOfDay, { nullable: true, description: 'From when on each day; null for whole days.' })
  starts?: string | null

  @Field(() => TimeOfDay, { nullable: true, description: 'Until when on each day; null for whole days.' })
  ends?: string | null
}
