import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { AppointmentCategory } from './appointment-type.table.ts'

registerEnumType(AppointmentCategory, {
  name: 'AppointmentCategory',
  description: 'What kind of work a visit is; colours and reports go by it.',
  valuesConfig: {
    CHECKUP: { description: 'A general examination.' },
    VACCINATION: { description: 'A vaccination, with a short health check.' },
    SURGERY: { description: 'An operation under anaesthesia.' },
    EMERGENCY: { description: 'Cannot wait.' },
    DENTAL: { description: 'Work on the teeth, usually under anaesthesia.' },
    GROOMING: { description: 'Care of coat, nails and ears.' },
    FOLLOW_UP: { description: 'Looks again at something treated before.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something the hospital offers by appointment, with its usual length.' })
export class AppointmentType {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name that clients are told.' })
  name!: string

  @Field(() => AppointmentCategory, { description: 'What kind of work it is.' })
  category!: AppointmentCategory

  @Field(() => Int, { description: 'How long it usually takes, in minutes.' })
  durationMinutes!: number

  @Field(() => Boolean, {
    description: 'Whether it occupies a room; a free one is assigned when none is chosen.',
  })
  needsRoom!: boolean

  @Field(() => Boolean, { description: 'Whether it can still be booked.' })
  active!: boolean
}
