import { Id } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Something that was done in the hospital in the last seven days.' })
export class Activity {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was done.' })
  at!: Date

  @Field(() => String, { description: 'What was done, `appointment.book`.' })
  action!: string

  @Field(() => String, { description: 'The type of what it was done to, `Appointment`.' })
  entity!: string

  @Field(() => String, { description: 'The id of what it was done to.' })
  entityId!: string
}

@ObjectType({ description: 'A page of what was done lately.' })
export class ActivityConnection extends connectionOf(() => Activity, 'Activity', 'activities') {}
