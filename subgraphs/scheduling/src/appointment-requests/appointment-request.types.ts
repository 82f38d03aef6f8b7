import { connectionOf, PageArgs } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { creditStopReason } from '../appointments/appointment.inputs.ts'
import { AppointmentRequestStatus, PartOfDay } from './appointment-request.table.ts'

registerEnumType(AppointmentRequestStatus, {
  name: 'AppointmentRequestStatus',
  description: 'What became of an appointment that an owner has asked for.',
  valuesConfig: {
    WAITING: { description: 'Nobody has decided yet.' },
    ACCEPTED: { description: 'An appointment was booked.' },
    REFUSED: { description: 'No appointment was booked.' },
    WITHDRAWN: { description: 'The owner does not want it any more.' },
  },
})

registerEnumType(PartOfDay, {
  name: 'PartOfDay',
  description: 'The part of a day that suits an owner.',
  valuesConfig: {
    ANY: { description: 'The whole day.' },
    MORNING: { description: 'Before noon.' },
    AFTERNOON: { description: 'After noon.' },
  },
})

@ObjectType({
  description: 'An appointment that an owner has asked for. Nothing is booked before it is accepted.',
})
export class AppointmentRequest {
  @Id()
  id!: string

  @Field(() => AppointmentRequestStatus, { description: 'What became of it.' })
  status!: AppointmentRequestStatus

  @Field(() => CalendarDate, { description: 'The day that suits, in the location’s time zone.' })
  day!: string

  @Field(() => PartOfDay, { description: 'The part of that day that suits.' })
  partOfDay!: PartOfDay

  @Field(() => String, { description: 'The reason for the appointment, in the owner’s words.' })
  reason!: string

  @Field(() => Date, { description: 'When the owner asked for it, the latest time.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When it was decided or withdrawn; null while it waits.',
  })
  decidedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was refused; null for all others.' })
  refusal!: string | null

  @Version()
  version!: number

  petId!: string
  typeId!: string
  vetId!: string | null
  locationId!: string
  appointmentId!: string | null
}

@ObjectType({ description: 'A page of appointments that owners have asked for.' })
export class AppointmentRequestConnection extends connectionOf(
  () => AppointmentRequest,
  'AppointmentRequest',
  'appointments that owners have asked for',
) {}

@ObjectType({ description: 'A request that was made, changed or decided.' })
export class AppointmentRequestChange {
  @Field(() => AppointmentRequest, { description: 'The request after the change.' })
  request!: AppointmentRequest
}

@ArgsType()
export class AppointmentRequestListArgs extends PageArgs {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}

@InputType({ description: 'An appointment that an owner asks for.' })
export class RequestAppointmentInput {
  @Field(() => ID, { description: 'The pet’s id, one of the owner’s.' })
  petId!: string

  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => ID, { description: 'The id of the appointment type; not one of emergencies.' })
  typeId!: string

  @Field(() => ID, { nullable: true, description: 'The vet who is wished; any if omitted.' })
  vetId?: string | null

  @Field(() => CalendarDate, {
    description: 'The day that suits, today or later, as far ahead as the location books.',
  })
  day!: string

  @Field(() => PartOfDay, { defaultValue: PartOfDay.ANY, description: 'The part of that day that suits.' })
  partOfDay!: PartOfDay

  @Text({ max: 500, description: 'The reason for the appointment, in the owner’s words.' })
  reason!: string
}

@InputType({ description: 'The time that is booked for a request.' })
export class AcceptedTimeInput {
  @Field(() => ID, { description: 'The vet’s id.' })
  vetId!: string

  @Field(() => Date, { description: 'Start: an instant in the future, on a full five minutes.' })
  startsAt!: Date

  @Field(() => ID, {
    nullable: true,
    description: 'The room’s id. If omitted and the type needs a room, a free one is assigned.',
  })
  roomId?: string | null

  @Field(() => String, creditStopReason)
  creditStopReason?: string | null
}

@InputType({ description: 'A decision about a request: either a time, or why there is none.' })
export class DecideAppointmentRequestInput {
  @Field(() => ID, { description: 'The request’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => AcceptedTimeInput, { nullable: true, description: 'The time that is booked; null to refuse.' })
  accept?: AcceptedTimeInput | null

  @Text({ max: maxReason, nullable: true, description: 'The reason for a refusal, which the owner reads.' })
  refusal?: string | null
}

@InputType({ description: 'A request that its owner withdraws.' })
export class WithdrawAppointmentRequestInput {
  @Field(() => ID, { description: 'The request’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'Filters; all requests that the viewer may see if omitted.' })
export class AppointmentRequestChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only requests at this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only requests for this pet.' })
  petId?: string | null
}
