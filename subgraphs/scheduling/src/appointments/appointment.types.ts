import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { AppointmentAction, AppointmentStatus } from './appointment.table.ts'

export { AppointmentAction } from './appointment.table.ts'

registerEnumType(AppointmentStatus, {
  name: 'AppointmentStatus',
  description: 'The status of an appointment.',
  valuesConfig: {
    SCHEDULED: { description: 'Booked; the owner has not confirmed.' },
    CONFIRMED: { description: 'The owner has confirmed the appointment.' },
    ARRIVED: { description: 'In the waiting area.' },
    ROOMED: { description: 'In a room, waiting for the vet.' },
    IN_EXAM: { description: 'Being examined or treated.' },
    READY: { description: 'Treated and ready to be checked out; the invoice is drafted.' },
    CHECKED_OUT: { description: 'The visit is finished and the pet has left.' },
    CANCELLED: { description: 'Cancelled in time.' },
    LATE_CANCELLED: {
      description: 'Cancelled less than the location’s `lateCancellationHours` before the start, or later.',
    },
    NO_SHOW: { description: 'The owner did not come (no-show).' },
  },
})

registerEnumType(AppointmentAction, {
  name: 'AppointmentAction',
  description: 'An action that can be taken on an appointment.',
  valuesConfig: {
    CONFIRM: { description: '`confirmAppointment`' },
    CHECK_IN: { description: '`checkInAppointment`' },
    ROOM: { description: '`roomAppointment`' },
    START: { description: '`startAppointment`' },
    COMPLETE: { description: '`completeAppointment`' },
    CHECK_OUT: { description: '`checkOutAppointment`' },
    NO_SHOW: { description: '`markNoShow`; not possible before the start.' },
    CANCEL: { description: '`cancelAppointment`' },
    RESCHEDULE: { description: '`rescheduleAppointment`' },
    UPDATE: { description: '`updateAppointment`' },
    UNDO: { description: '`undoAppointmentStatus`: returns to the previous status.' },
    TRIAGE: { description: '`triageAppointment`; possible from arrival until the treatment is complete.' },
  },
})

export enum AppointmentChangeKind {
  BOOKED = 'BOOKED',
  RESCHEDULED = 'RESCHEDULED',
  UPDATED = 'UPDATED',
  STATUS_CHANGED = 'STATUS_CHANGED',
  CANCELLED = 'CANCELLED',
  TRIAGED = 'TRIAGED',
  INVOICED = 'INVOICED',
}

registerEnumType(AppointmentChangeKind, {
  name: 'AppointmentChangeKind',
  description: 'The kind of change of an appointment.',
  valuesConfig: {
    BOOKED: { description: 'Newly created.' },
    RESCHEDULED: { description: 'Time, vet or room changed.' },
    UPDATED: { description: 'Reason or notes changed, or the patient of a walk-in became known.' },
    STATUS_CHANGED: { description: 'The status changed, or a status change was undone.' },
    CANCELLED: { description: 'Cancelled.' },
    TRIAGED: { description: 'The triage level was set or changed.' },
    INVOICED: { description: 'The invoice was drafted, changed or voided.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An appointment of one pet to one vet, at one location, from start to end.' })
export class Appointment {
  @Field(() => ID, { description: 'Permanent id; kept when the visit is moved.' })
  id!: string

  @Field(() => AppointmentStatus, { description: 'The status of the appointment.' })
  status!: AppointmentStatus

  @Field(() => Date, { description: 'Start, an instant; display it in the location’s time zone.' })
  startsAt!: Date

  @Field(() => Date, {
    description: 'End, an instant, exclusive: the next appointment may start then.',
  })
  endsAt!: Date

  @Field(() => Int, {
    description: 'Minutes of preparation before the start, in which vet and room are occupied.',
  })
  bufferBeforeMinutes!: number

  @Field(() => Int, {
    description: 'Minutes of cleaning after the end, in which vet and room are occupied.',
  })
  bufferAfterMinutes!: number

  @Field(() => String, { description: 'The reason for the appointment, in the owner’s words; may be empty.' })
  reason!: string

  @Field(() => Int, {
    description:
      'Increases with every change; send it back when changing this, so that conflicts are detected.',
  })
  version!: number

  @Field(() => Boolean, { description: 'Whether the pet was brought without an appointment.' })
  walkIn!: boolean

  @Field(() => Boolean, { description: 'Whether an owner booked it online.' })
  bookedOnline!: boolean

  @Field(() => Date, {
    nullable: true,
    description: 'When the pet arrived: the waiting time counts from then. Null before it is checked in.',
  })
  arrivedAt!: Date | null

  @Field(() => Date, { description: 'When it was booked.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When any of this was last changed.' })
  updatedAt!: Date

  notes!: string
  cancellationReason!: string | null
  overlapReason!: string | null
  petId!: string | null
  vetId!: string
  roomId!: string | null
  equipmentIds!: string[]
  locationId!: string
  typeId!: string
  bookedBy!: string | null
  cancelledByDeath!: boolean
  seriesId!: string | null
  seriesNumber!: number | null
  seriesException!: boolean
  householdVisitId!: string | null
  invoiced!: boolean
}

@ObjectType({ description: 'A time, vet and room of an appointment, before or after a move.' })
export class AppointmentPlace {
  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, exclusive.' })
  endsAt!: Date

  vetId!: string
  roomId!: string | null
}

@ObjectType({ description: 'A move of an appointment: from where to where.' })
export class AppointmentMove {
  @Field(() => AppointmentPlace, { description: 'The time and place before.' })
  from!: AppointmentPlace

  @Field(() => AppointmentPlace, { description: 'The time and place after.' })
  to!: AppointmentPlace
}

@ObjectType({
  description: 'One step in the history of an appointment: the new status, when, by whom and why.',
})
export class AppointmentHistoryEntry {
  @Id()
  id!: string

  @Field(() => AppointmentStatus, { description: 'The new status.' })
  get status(): AppointmentStatus {
    return this.toStatus
  }

  @Field(() => Date, { description: 'When this happened.' })
  at!: Date

  @Field(() => String, {
    nullable: true,
    description: 'The reason, if one was given; null for pet owners.',
  })
  reason!: string | null

  @Field(() => Boolean, { description: 'Whether this step was undone later.' })
  undone!: boolean

  @Field(() => AppointmentMove, {
    nullable: true,
    description: 'The old and the new time and place, if this step was a move; else null.',
  })
  move!: AppointmentMove | null

  toStatus!: AppointmentStatus
  actorId!: string | null
}

@ObjectType({ description: 'A page of appointments.' })
export class AppointmentConnection extends connectionOf(() => Appointment, 'Appointment', 'appointments') {}

@ObjectType({ description: 'A period in which a vet can be booked.' })
export class Shift {
  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, exclusive.' })
  endsAt!: Date
}

@ObjectType({ description: 'The calendar column of one vet.' })
export class CalendarColumn {
  @Field(() => [Shift], { description: 'When the vet is on duty on these days.' })
  shifts!: Shift[]

  vetId!: string
}

@ObjectType({ description: 'The calendar of a location for some days.' })
export class Calendar {
  @Field(() => Date, {
    description: 'Start of the first day in the location’s time zone.',
  })
  startsAt!: Date

  @Field(() => Date, {
    description:
      'End of the last day in the location’s time zone, exclusive. Days with daylight saving changes have 23 or 25 hours.',
  })
  endsAt!: Date

  @Field(() => CalendarDate, { description: 'First day, in the location’s time zone.' })
  date!: string

  @Field(() => Int, { description: 'The number of days.' })
  days!: number

  @Field(() => [CalendarColumn], {
    description: 'The vets who are on duty or have appointments on these days, by name.',
  })
  columns!: CalendarColumn[]

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [Appointment], {
    description: 'All appointments that overlap these days, including cancelled ones, by start.',
  })
  appointments!: Appointment[]

  @Field(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  get location(): Location {
    return { id: this.locationId }
  }

  locationId!: string
}

@ObjectType({ description: 'A change of an appointment.' })
export class AppointmentChange {
  @Field(() => AppointmentChangeKind, { description: 'The kind of change.' })
  kind!: AppointmentChangeKind

  @Field(() => Date, { description: 'When it happened.' })
  get at(): Date {
    return new Date(this.changedAt)
  }

  changedAt!: string
  appointmentId!: string
}
