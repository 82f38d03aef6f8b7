import { connectionOf } from '@vetgraph/kit/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { Room } from '../rooms/room.types.ts'
import { AppointmentAction, AppointmentStatus } from './appointment.table.ts'

export { AppointmentAction } from './appointment.table.ts'

registerEnumType(AppointmentStatus, {
  name: 'AppointmentStatus',
  description: 'How far a visit has come.',
  valuesConfig: {
    SCHEDULED: { description: 'Booked; the client has not confirmed.' },
    CONFIRMED: { description: 'The client said that they will come.' },
    ARRIVED: { description: 'In the waiting area.' },
    ROOMED: { description: 'In a room, waiting for the vet.' },
    IN_EXAM: { description: 'Being examined or treated.' },
    READY: { description: 'Treated and ready to be checked out; the invoice is drafted.' },
    CHECKED_OUT: { description: 'Gone home.' },
    CANCELLED: { description: 'Called off in time.' },
    LATE_CANCELLED: { description: 'Called off within 24 hours before the start, or later.' },
    NO_SHOW: { description: 'The client did not come.' },
  },
})

registerEnumType(AppointmentAction, {
  name: 'AppointmentAction',
  description: 'Something that can be done to a visit.',
  valuesConfig: {
    CONFIRM: { description: '`confirmAppointment`' },
    CHECK_IN: { description: '`checkInAppointment`' },
    ROOM: { description: '`roomAppointment`' },
    START: { description: '`startAppointment`' },
    COMPLETE: { description: '`completeAppointment`' },
    CHECK_OUT: { description: '`checkOutAppointment`' },
    NO_SHOW: { description: '`markNoShow`; never before the start.' },
    CANCEL: { description: '`cancelAppointment`' },
    RESCHEDULE: { description: '`rescheduleAppointment`' },
    UPDATE: { description: '`updateAppointment`' },
    UNDO: { description: '`undoAppointmentStatus`: back to the status before.' },
  },
})

export enum AppointmentChangeKind {
  BOOKED = 'BOOKED',
  RESCHEDULED = 'RESCHEDULED',
  UPDATED = 'UPDATED',
  STATUS_CHANGED = 'STATUS_CHANGED',
  CANCELLED = 'CANCELLED',
  INVOICED = 'INVOICED',
}

registerEnumType(AppointmentChangeKind, {
  name: 'AppointmentChangeKind',
  description: 'What happened to a visit.',
  valuesConfig: {
    BOOKED: { description: 'It is new.' },
    RESCHEDULED: { description: 'Time, vet or room changed.' },
    UPDATED: { description: 'Reason or notes changed.' },
    STATUS_CHANGED: { description: 'It moved along, or a step was undone.' },
    CANCELLED: { description: 'It was called off.' },
    INVOICED: { description: 'Its invoice was drafted, changed or taken back.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A visit of one pet to one vet, at one location, from start to end.' })
export class Appointment {
  @Field(() => ID, { description: 'Permanent id; kept when the visit is moved.' })
  id!: string

  @Field(() => AppointmentStatus, { description: 'How far the visit has come.' })
  status!: AppointmentStatus

  @Field(() => Date, { description: 'Start, an instant; show it in the location’s time zone.' })
  startsAt!: Date

  @Field(() => Date, {
    description: 'End, an instant, not included: the next visit may start then.',
  })
  endsAt!: Date

  @Field(() => String, { description: 'Why the client comes, in their words; may be empty.' })
  reason!: string

  @Field(() => Int, {
    description: 'Rises with every change; send it back to notice others’ changes.',
  })
  version!: number

  @Field(() => Date, { description: 'When it was booked.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When anything of it last changed.' })
  updatedAt!: Date

  notes!: string
  cancellationReason!: string | null
  overlapReason!: string | null
  petId!: string
  vetId!: string
  roomId!: string | null
  locationId!: string
  typeId!: string
  bookedBy!: string | null
}

@ObjectType({ description: 'Where a visit was or is in the diary.' })
export class AppointmentPlace {
  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, not included.' })
  endsAt!: Date

  vetId!: string
  roomId!: string | null
}

@ObjectType({ description: 'From where to where a visit was moved.' })
export class AppointmentMove {
  @Field(() => AppointmentPlace, { description: 'Where it was.' })
  from!: AppointmentPlace

  @Field(() => AppointmentPlace, { description: 'Where it went.' })
  to!: AppointmentPlace
}

@ObjectType({ description: 'One step of a visit: to which status, when, by whom and why.' })
export class AppointmentHistoryEntry {
  @Id()
  id!: string

  @Field(() => AppointmentStatus, { description: 'The status it went to.' })
  get status(): AppointmentStatus {
    return this.toStatus
  }

  @Field(() => Date, { description: 'When.' })
  at!: Date

  @Field(() => String, {
    nullable: true,
    description: 'Why, when somebody said so; null for pet owners.',
  })
  reason!: string | null

  @Field(() => Boolean, { description: 'Whether this step was taken back later.' })
  undone!: boolean

  @Field(() => AppointmentMove, {
    nullable: true,
    description: 'From where to where, when the step was a move; else null.',
  })
  move!: AppointmentMove | null

  toStatus!: AppointmentStatus
  actorId!: string | null
}

@ObjectType({ description: 'A page of visits.' })
export class AppointmentConnection extends connectionOf(() => Appointment, 'Appointment', 'visits') {}

@ObjectType({ description: 'A time at which a visit can be booked.' })
export class Slot {
  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, not included.' })
  endsAt!: Date

  @Field(() => Room, {
    nullable: true,
    description: 'A room that is free, when the visit needs one.',
  })
  room!: Room | null

  vetId!: string
}

@ObjectType({ description: 'A span in which a vet can be booked.' })
export class Shift {
  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, not included.' })
  endsAt!: Date
}

@ObjectType({ description: 'The column of one vet in the diary.' })
export class CalendarColumn {
  @Field(() => [Shift], { description: 'When the vet can be booked on the days shown.' })
  shifts!: Shift[]

  vetId!: string
}

@ObjectType({ description: 'The diary of a location for some days.' })
export class Calendar {
  @Field(() => Date, {
    description: 'Start of the first day in the location’s zone, an instant.',
  })
  startsAt!: Date

  @Field(() => Date, {
    description: 'End of the last day in the location’s zone, an instant: days of 23 and 25 hours exist.',
  })
  endsAt!: Date

  @Field(() => CalendarDate, { description: 'The first day, in the location’s zone.' })
  date!: string

  @Field(() => Int, { description: 'How many days.' })
  days!: number

  @Field(() => [CalendarColumn], {
    description: 'The vets who can be booked or have visits on these days, by name.',
  })
  columns!: CalendarColumn[]

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [Appointment], {
    description: 'Every visit that overlaps these days, cancelled ones included, by start.',
  })
  appointments!: Appointment[]

  @Field(() => Location, {
    nullable: true,
    description: 'Whose diary; null while its part of the system does not answer.',
  })
  get location(): Location {
    return { id: this.locationId }
  }

  locationId!: string
}

@ObjectType({ description: 'Something happened to a visit.' })
export class AppointmentChange {
  @Field(() => AppointmentChangeKind, { description: 'What happened.' })
  kind!: AppointmentChangeKind

  @Field(() => Date, { description: 'When it happened.' })
  get at(): Date {
    return new Date(this.changedAt)
  }

  changedAt!: string
  appointmentId!: string
}
