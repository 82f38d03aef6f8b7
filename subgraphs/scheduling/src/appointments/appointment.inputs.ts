import { PageArgs } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql'
import { AppointmentStatus } from './appointment.table.ts'

/** The input of steps that belong to the appointment's day, for taking them on another day. */
export const otherDay = {
  nullable: true,
  description:
    'The reason for doing this on another day than the appointment’s own (in the location’s time zone), at most 500 characters. Without it, or without the permission `appointment:other-day`, another day is a CONFLICT with `date`.',
}

/** The input of bookings for an owner in debt. */
export const creditStopReason = {
  nullable: true,
  description:
    'The reason for booking although the owner’s credit is stopped, at most 500 characters; it stands in the history. Without it an ordinary visit is a CONFLICT at `petId` with the rule `credit_stop`; an emergency needs none.',
}

@InputType({ description: 'Which pet is to be seen by whom, when and why.' })
export abstract class VisitInput {
  @Field(() => ID, { description: 'The pet’s id; the pet must be active.' })
  petId!: string

  @Field(() => ID, { description: 'The vet’s id; the vet must be on duty for the whole appointment.' })
  vetId!: string

  @Field(() => ID, { description: 'The id of the appointment type, which gives the usual duration.' })
  typeId!: string

  @Field(() => Date, {
    description:
      'Start: an instant in the future and as far ahead as the location books, on a full five minutes.',
  })
  startsAt!: Date

  @Field(() => Int, {
    nullable: true,
    description: 'Duration in minutes if it differs from the usual one of type and species; 5 to 480.',
  })
  durationMinutes?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'The room’s id. If omitted and the type needs a room, a free one is assigned.',
  })
  roomId?: string | null

  @Field(() => String, {
    defaultValue: '',
    description: 'The reason for the appointment, in the owner’s words; at most 500 characters.',
  })
  reason!: string

  @Field(() => String, {
    defaultValue: '',
    description: 'Internal notes for staff; at most 2,000 characters.',
  })
  notes!: string
}

@InputType({ description: 'An appointment to book.' })
export class BookAppointmentInput extends VisitInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The reason why the pet may have two appointments at the same time, at most 500 characters. Without it, or without the permission `appointment:double-book`, an overlap is refused.',
  })
  overlapReason?: string | null

  @Field(() => String, creditStopReason)
  creditStopReason?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The viewer’s hold of this time (`holdSlot`), which ends with the booking. CONFLICT at `holdId` with the rule `hold_ended` once it is over.',
  })
  holdId?: string | null
}

@InputType({
  description: 'The new time, vet or room of an appointment. Its id and history are kept (AP11).',
})
export class RescheduleAppointmentInput {
  @Field(() => ID, { description: 'The appointment’s id; it must not have started.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version that the change is based on; CONFLICT if it is not the latest.',
  })
  version?: number | null

  @Field(() => Date, {
    description:
      'New start: an instant in the future and as far ahead as the location books, on a full five minutes.',
  })
  startsAt!: Date

  @Field(() => ID, { nullable: true, description: 'New vet; unchanged if omitted.' })
  vetId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'New room; if omitted, the present one if it is free, else another free one.',
  })
  roomId?: string | null

  @Field(() => Int, { nullable: true, description: 'New duration in minutes; unchanged if omitted.' })
  durationMinutes?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'The reason why the pet may have two appointments at the same time, at most 500 characters. Without it, or without the permission `appointment:double-book`, an overlap is refused.',
  })
  overlapReason?: string | null
}

@InputType({ description: 'The texts of an appointment to change.' })
export class UpdateAppointmentInput {
  @Field(() => ID, { description: 'The appointment’s id.' })
  id!: string

  @Field(() => Int, {
    description: 'The version that the change is based on; CONFLICT if it is not the latest.',
  })
  version!: number

  @Field(() => String, { nullable: true, description: 'New reason; at most 500 characters.' })
  reason?: string | null

  @Field(() => String, { nullable: true, description: 'New notes; at most 2,000 characters.' })
  notes?: string | null
}

@InputType({ description: 'An appointment to cancel.' })
export class CancelAppointmentInput {
  @Field(() => ID, { description: 'The appointment’s id.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version that the change is based on; CONFLICT if it is not the latest.',
  })
  version?: number | null

  @Field(() => String, { description: 'The reason; 1 to 500 characters.' })
  reason!: string
}

@InputType({ description: 'Takes an owner who has arrived, and the pet, to a room.' })
export class RoomAppointmentInput {
  @Field(() => ID, { description: 'The appointment’s id; its status must be ARRIVED.' })
  id!: string

  @Field(() => ID, { nullable: true, description: 'The room’s id; if omitted, the booked room.' })
  roomId?: string | null

  @Field(() => String, otherDay)
  otherDayReason?: string | null
}

@InputType({ description: 'A search for free times.' })
export class AvailableSlotsInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => ID, { description: 'The id of the appointment type, which gives the usual duration.' })
  typeId!: string

  @Field(() => CalendarDate, { description: 'First day, in the location’s time zone.' })
  date!: string

  @Field(() => Int, { defaultValue: 1, description: 'The number of days, 1 to 14.' })
  days!: number

  @Field(() => ID, { nullable: true, description: 'Only times of this vet.' })
  vetId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The pet, whose species may have a duration of its own and whose own appointments are in the way. NOT_FOUND for owners if it is not their own.',
  })
  petId?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Duration in minutes if it differs from the usual one of type and species; 5 to 480.',
  })
  durationMinutes?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'An appointment that is to be moved: its present time counts as free.',
  })
  excludeAppointmentId?: string | null
}

@InputType({ description: 'Filters of the list of appointments; all appointments if omitted.' })
export class AppointmentFilter {
  @Field(() => ID, { nullable: true, description: 'Only appointments at this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only appointments with this vet.' })
  vetId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this pet’s appointments.' })
  petId?: string | null

  @Field(() => Date, {
    nullable: true,
    description: 'Only appointments that start at this instant or later.',
  })
  from?: Date | null

  @Field(() => Date, { nullable: true, description: 'Only appointments that start before this instant.' })
  to?: Date | null

  @Field(() => [AppointmentStatus], {
    nullable: true,
    description: 'Only appointments in one of these statuses.',
  })
  status?: AppointmentStatus[] | null
}

@ArgsType()
export class AppointmentListArgs extends PageArgs {
  @Field(() => AppointmentFilter, { nullable: true, description: 'Filters; all appointments if omitted.' })
  filter!: AppointmentFilter | null
}

@InputType({ description: 'Filters; all appointments that the viewer may see if omitted.' })
export class AppointmentChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only appointments at this location.' })
  locationId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only changes of appointments with this vet, before or after the change.',
  })
  vetId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this pet’s appointments.' })
  petId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only changes of this appointment.' })
  appointmentId?: string | null
}
