import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { AppointmentCategory } from './appointment-type.table.ts'

registerEnumType(AppointmentCategory, {
  name: 'AppointmentCategory',
  description: 'The category of an appointment type, used for colours and reports.',
  valuesConfig: {
    CHECKUP: { description: 'A general examination.' },
    VACCINATION: { description: 'A vaccination, with a short health check.' },
    SURGERY: { description: 'An operation under anaesthesia.' },
    EMERGENCY: { description: 'An emergency that cannot wait.' },
    DENTAL: { description: 'Dental work, usually under anaesthesia.' },
    GROOMING: { description: 'Care of coat, nails and ears.' },
    FOLLOW_UP: { description: 'A follow-up on an earlier treatment.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something the hospital offers by appointment, with its usual length.' })
export class AppointmentType {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name that owners see.' })
  name!: string

  @Field(() => AppointmentCategory, { description: 'The category of the appointment type.' })
  category!: AppointmentCategory

  @Field(() => Int, { description: 'The usual duration, in minutes.' })
  durationMinutes!: number

  @Field(() => Boolean, {
    description: 'Whether it needs a room; a free one is assigned if none is chosen.',
  })
  needsRoom!: boolean

  @Field(() => Boolean, { description: 'Whether it can be booked.' })
  active!: boolean
}
