import { PageArgs } from '@vetgraph/kit/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql'
import { AppointmentStatus } from './appointment.table.ts'

/** What the steps that belong to the day of a visit take to be taken on another day. */
export const otherDay = {
  nullable: true,
  description:
    'Why on another day than the visit’s own in the location’s zone, at most 500 characters. Without it, or without the permission `appointment:other-day`, another day is a CONFLICT with `date`.',
}

@InputType({ description: 'A visit to book.' })
export class BookAppointmentInput {
  @Field(() => ID, { description: 'The patient; must be active.' })
  petId!: string

  @Field(() => ID, { description: 'The vet; must be on duty for the whole visit.' })
  vetId!: string

  @Field(() => ID, { description: 'Where.' })
  locationId!: string

  @Field(() => ID, { description: 'What for; gives the usual length.' })
  typeId!: string

  @Field(() => Date, {
    description: 'Start, an instant in the future and at most 18 months ahead, on the five-minute grid.',
  })
  startsAt!: Date

  @Field(() => Int, {
    nullable: true,
    description: 'Length in minutes when it is not the usual one; 5 to 480.',
  })
  durationMinutes?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'The room. When the type needs one and none is given, a free one is assigned.',
  })
  roomId?: string | null

  @Field(() => String, { defaultValue: '', description: 'Why the client comes; at most 500 characters.' })
  reason!: string

  @Field(() => String, { defaultValue: '', description: 'For staff only; at most 2,000 characters.' })
  notes!: string

  @Field(() => String, {
    nullable: true,
    description:
      'Why the patient may have two visits at one time, at most 500 characters. Without it, or without the permission `appointment:double-book`, an overlap is refused.',
  })
  overlapReason?: string | null
}

@InputType({ description: 'Where a visit moves to. Its id and history stay (AP11).' })
export class RescheduleAppointmentInput {
  @Field(() => ID, { description: 'Which visit; it must not have begun.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version you saw; CONFLICT when it is no longer the latest.',
  })
  version?: number | null

  @Field(() => Date, {
    description: 'New start, an instant in the future and at most 18 months ahead, on the five-minute grid.',
  })
  startsAt!: Date

  @Field(() => ID, { nullable: true, description: 'New vet; without it the vet stays.' })
  vetId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'New room; without it the room stays if it is free, else another.',
  })
  roomId?: string | null

  @Field(() => Int, { nullable: true, description: 'New length in minutes; without it the length stays.' })
  durationMinutes?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'Why the patient may have two visits at one time, at most 500 characters. Without it, or without the permission `appointment:double-book`, an overlap is refused.',
  })
  overlapReason?: string | null
}

@InputType({ description: 'What to change of a visit’s texts.' })
export class UpdateAppointmentInput {
  @Field(() => ID, { description: 'Which visit.' })
  id!: string

  @Field(() => Int, { description: 'The version you saw; CONFLICT when it is no longer the latest.' })
  version!: number

  @Field(() => String, { nullable: true, description: 'New reason; at most 500 characters.' })
  reason?: string | null

  @Field(() => String, { nullable: true, description: 'New notes; at most 2,000 characters.' })
  notes?: string | null
}

@InputType({ description: 'A visit to call off.' })
export class CancelAppointmentInput {
  @Field(() => ID, { description: 'Which visit.' })
  id!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The version you saw; CONFLICT when it is no longer the latest.',
  })
  version?: number | null

  @Field(() => String, { description: 'Why; 1 to 500 characters.' })
  reason!: string
}

@InputType({ description: 'Brings an arrived client to a room.' })
export class RoomAppointmentInput {
  @Field(() => ID, { description: 'Which visit; it must be ARRIVED.' })
  id!: string

  @Field(() => ID, { nullable: true, description: 'The room; without it the booked room stays.' })
  roomId?: string | null

  @Field(() => String, otherDay)
  otherDayReason?: string | null
}

@InputType({ description: 'What to look for free times for.' })
export class AvailableSlotsInput {
  @Field(() => ID, { description: 'Where.' })
  locationId!: string

  @Field(() => ID, { description: 'What for; gives the length.' })
  typeId!: string

  @Field(() => CalendarDate, { description: 'First day, in the location’s zone.' })
  date!: string

  @Field(() => Int, { defaultValue: 1, description: 'How many days, 1 to 14.' })
  days!: number

  @Field(() => ID, { nullable: true, description: 'Only this vet.' })
  vetId?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Length in minutes when it is not the usual one; 5 to 480.',
  })
  durationMinutes?: number | null

  @Field(() => ID, { nullable: true, description: 'A visit that is to move: its own time counts as free.' })
  excludeAppointmentId?: string | null
}

@InputType({ description: 'Which visits.' })
export class AppointmentFilter {
  @Field(() => ID, { nullable: true, description: 'At this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'With this vet.' })
  vetId?: string | null

  @Field(() => ID, { nullable: true, description: 'Of this pet.' })
  petId?: string | null

  @Field(() => Date, { nullable: true, description: 'Starting at this instant or later.' })
  from?: Date | null

  @Field(() => Date, { nullable: true, description: 'Starting before this instant.' })
  to?: Date | null

  @Field(() => [AppointmentStatus], { nullable: true, description: 'In one of these statuses.' })
  status?: AppointmentStatus[] | null
}

@ArgsType()
export class AppointmentListArgs extends PageArgs {
  @Field(() => AppointmentFilter, { nullable: true, description: 'Which visits; all when nothing is said.' })
  filter!: AppointmentFilter | null
}

@InputType({ description: 'Which changes to hear of; everything the viewer may see when nothing is said.' })
export class AppointmentChangeFilter {
  @Field(() => ID, { nullable: true, description: 'At this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'With this vet, before or after the change.' })
  vetId?: string | null

  @Field(() => ID, { nullable: true, description: 'Of this pet.' })
  petId?: string | null

  @Field(() => ID, { nullable: true, description: 'Of this visit.' })
  appointmentId?: string | null
}
