import { CalendarDate, TimeOfDay } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Id } from '@vetgraph/kit/fields'
import { creditStopReason } from '../appointments/appointment.inputs.ts'

export enum SeriesScope {
  THIS = 'THIS',
  FOLLOWING = 'FOLLOWING',
  ALL = 'ALL',
}

registerEnumType(SeriesScope, {
  name: 'SeriesScope',
  description: 'Which appointments of a series a change applies to.',
  valuesConfig: {
    THIS: { description: 'Only this one, which then differs from the series.' },
    FOLLOWING: { description: 'This one and those after it; they become a series of their own.' },
    ALL: { description: 'All of them.' },
  },
})

export enum SeriesChangeKind {
  BOOK = 'BOOK',
  MOVE = 'MOVE',
  KEEP = 'KEEP',
  CANCEL = 'CANCEL',
}

registerEnumType(SeriesChangeKind, {
  name: 'SeriesChangeKind',
  description: 'What a change of a series does to one of its appointments.',
  valuesConfig: {
    BOOK: { description: 'It is booked.' },
    MOVE: { description: 'It gets another time, vet or room.' },
    KEEP: {
      description:
        'It stays where it is: nothing changes, or it is past, has arrived, was cancelled, invoiced or moved on its own.',
    },
    CANCEL: { description: 'It is cancelled, because the series has become shorter.' },
  },
})

const ruleDescription =
  'An RFC 5545 rule without DTSTART, such as `FREQ=WEEKLY;COUNT=6`: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; with INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST as needed; COUNT or UNTIL (a day, `YYYYMMDD`, included) is required. The first appointment is on a day of the rule. Days that a month does not have are left out: the 31st comes in seven months of a year, `BYMONTHDAY=-1` is the last day of each month. At most 53 appointments, as far ahead as the location books (`Location.bookingMonthsAhead`).'

@ObjectType({
  description:
    'Appointments that recur by a rule, at the same time by the location’s clock in summer and winter.',
})
export class AppointmentSeries {
  @Id()
  id!: string

  @Field(() => String, { description: 'The RFC 5545 rule, without DTSTART.' })
  rule!: string

  @Field(() => CalendarDate, { description: 'The first day of the rule, in the location’s time zone.' })
  firstDay!: string

  @Field(() => TimeOfDay, { description: 'When the appointments start, in the location’s local time.' })
  timeOfDay!: string
}

@ObjectType({ description: 'What booking or changing a series would do to one of its appointments.' })
export class SeriesOccurrence {
  @Field(() => Int, { description: 'The number in the series, from 1.' })
  number!: number

  @Field(() => CalendarDate, { description: 'The day by the rule, in the location’s time zone.' })
  date!: string

  @Field(() => Date, { description: 'Start, an instant.' })
  startsAt!: Date

  @Field(() => Date, { description: 'End, an instant, exclusive.' })
  endsAt!: Date

  @Field(() => SeriesChangeKind, { description: 'What happens to it.' })
  change!: SeriesChangeKind
}

@InputType({ description: 'A series of appointments to book.' })
export class BookSeriesInput {
  @Field(() => ID, { description: 'The pet’s id; the pet must be active.' })
  petId!: string

  @Field(() => ID, { description: 'The vet’s id; the vet must be on duty for each appointment.' })
  vetId!: string

  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => ID, { description: 'The id of the appointment type, which gives the usual duration.' })
  typeId!: string

  @Field(() => Date, { description: 'The start of the first appointment, as for `bookAppointment`.' })
  startsAt!: Date

  @Field(() => String, { description: ruleDescription })
  rule!: string

  @Field(() => [CalendarDate], {
    defaultValue: [],
    description: 'Days of the rule to leave out, in the location’s time zone.',
  })
  skip!: string[]

  @Field(() => Int, {
    nullable: true,
    description: 'Duration in minutes if it differs from the usual one of type and species; 5 to 480.',
  })
  durationMinutes?: number | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The room for all of them. If omitted and the type needs a room, each has one that is free then.',
  })
  roomId?: string | null

  @Field(() => String, { defaultValue: '', description: 'The reason; at most 500 characters.' })
  reason!: string

  @Field(() => String, {
    defaultValue: '',
    description: 'Internal notes for staff; at most 2,000 characters.',
  })
  notes!: string

  @Field(() => String, creditStopReason)
  creditStopReason?: string | null
}

@InputType({
  description:
    'A change of a series; omitted fields stay unchanged. Appointments that are past, have arrived, were cancelled, invoiced or moved on their own keep their time.',
})
export class UpdateSeriesInput {
  @Field(() => ID, {
    description: 'The id of an appointment of the series, from which the change is made.',
  })
  appointmentId!: string

  @Field(() => Int, {
    description: 'The version of that appointment; CONFLICT if it is not the latest.',
  })
  version!: number

  @Field(() => SeriesScope, { description: 'Which appointments change.' })
  scope!: SeriesScope

  @Field(() => Date, {
    nullable: true,
    description:
      'The new start of that appointment. The others move by as many days and to the same time of day.',
  })
  startsAt?: Date | null

  @Field(() => String, {
    nullable: true,
    description: `Counted from that appointment for FOLLOWING, from the first one for ALL. ${ruleDescription}`,
  })
  rule?: string | null

  @Field(() => [CalendarDate], {
    defaultValue: [],
    description: 'Days of the new rule whose appointment stays where it is, or is not booked.',
  })
  skip!: string[]

  @Field(() => ID, { nullable: true, description: 'The new vet.' })
  vetId?: string | null

  @Field(() => ID, { nullable: true, description: 'The new room for all of them.' })
  roomId?: string | null

  @Field(() => Int, { nullable: true, description: 'The new duration in minutes, 5 to 480.' })
  durationMinutes?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'New reason, at most 500 characters; texts that were changed on one appointment alone stay.',
  })
  reason?: string | null

  @Field(() => String, { nullable: true, description: 'New notes, at most 2,000 characters; as `reason`.' })
  notes?: string | null

  @Field(() => String, creditStopReason)
  creditStopReason?: string | null
}

@InputType({ description: 'Appointments of a series to cancel.' })
export class CancelSeriesInput {
  @Field(() => ID, { description: 'The id of an appointment of the series.' })
  appointmentId!: string

  @Field(() => Int, { description: 'The version of that appointment; CONFLICT if it is not the latest.' })
  version!: number

  @Field(() => SeriesScope, { description: 'Which appointments are cancelled.' })
  scope!: SeriesScope

  @Field(() => String, { description: 'The reason; 1 to 500 characters.' })
  reason!: string
}

@InputType({ description: 'What is planned for a series; exactly one of the fields is given.' })
export class PreviewSeriesInput {
  @Field(() => BookSeriesInput, { nullable: true, description: 'As for `bookSeries`; nothing is saved.' })
  book?: BookSeriesInput | null

  @Field(() => UpdateSeriesInput, {
    nullable: true,
    description: 'As for `updateSeries`; nothing is saved.',
  })
  update?: UpdateSeriesInput | null
}
