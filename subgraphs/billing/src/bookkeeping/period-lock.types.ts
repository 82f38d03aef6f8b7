import { Id, Text, Version } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Through which day the books of a location are closed.' })
export class PeriodLock {
  @Id()
  id!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The last locked day of the location: nothing is dated on it or before it. Null if nothing is locked any more.',
  })
  lockedThrough!: string | null

  @Field(() => Date, { description: 'When it was changed last.' })
  updatedAt!: Date

  @Version()
  version!: number

  locationId!: string
}

@InputType({ description: 'A period that is closed.' })
export class LockPeriodInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => CalendarDate, {
    description:
      'The last day of it, before the location’s today. BAD_USER_INPUT for a day that is locked already.',
  })
  through!: string
}

@InputType({ description: 'A period that is opened again.' })
export class UnlockPeriodInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The last day that stays locked, earlier than the present one; nothing stays locked if omitted.',
  })
  through?: string | null

  @Text({ max: 500, description: 'Why, for the audit log.' })
  reason!: string
}
