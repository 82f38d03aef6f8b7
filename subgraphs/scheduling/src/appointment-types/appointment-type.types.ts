import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
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
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string

  @Field(() => String, { description: 'The name that clients are told.', simple: true })
  name!: string

  @Field(() => AppointmentCategory, { description: 'What kind of work it is.', simple: true })
  category!: AppointmentCategory

  @Field(() => Int, { description: 'How long it usually takes, in minutes.', simple: true })
  durationMinutes!: number

  @Field(() => Boolean, {
    description: 'Whether it occupies a room; a free one is assigned when none is chosen.',
    simple: true,
  })
  needsRoom!: boolean

  @Field(() => Boolean, { description: 'Whether it can still be booked.', simple: true })
  active!: boolean
}
