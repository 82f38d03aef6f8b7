import { Id, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { AppointmentStatus } from '../appointments/appointment.table.ts'

@ObjectType({ description: 'An appointment as whoever has the link of its reminder sees it.' })
export class LinkedAppointment {
  @Id()
  id!: string

  @Field(() => String, { description: 'The pet’s name.' })
  petName!: string

  @Field(() => String, { description: 'The appointment type.' })
  typeName!: string

  @Field(() => String, { description: 'The vet’s name.' })
  vetName!: string

  @Field(() => String, { description: 'The location’s name.' })
  locationName!: string

  @Field(() => String, { description: 'The location’s IANA time zone.' })
  timeZone!: string

  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => AppointmentStatus, { description: 'Its status.' })
  status!: AppointmentStatus

  @Field(() => Boolean, { description: 'Whether the link can confirm it now.' })
  confirmable!: boolean

  @Field(() => Boolean, { description: 'Whether the link can cancel it now.' })
  cancellable!: boolean

  @Field(() => Boolean, {
    description:
      'Whether cancelling it now counts as late: less than the location’s `lateCancellationHours` before the start.',
  })
  late!: boolean
}

@InputType({ description: 'An appointment of a reminder.' })
export class LinkedAppointmentInput {
  @Field(() => String, { description: 'What stands behind `#` in the address of the link.' })
  token!: string

  @Field(() => ID, { description: 'The appointment; it must be one of the link.' })
  appointmentId!: string
}

@InputType({ description: 'An appointment of a reminder that is cancelled.' })
export class CancelLinkedAppointmentInput extends LinkedAppointmentInput {
  @Text({ description: 'Why, if the client says so.', max: 500, nullable: true })
  reason?: string | null
}
