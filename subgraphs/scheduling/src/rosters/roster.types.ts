import { Id } from '@vetgraph/kit/fields'
import { CalendarDate, TimeOfDay } from '@vetgraph/kit/scalars'
import { Weekday } from '@vetgraph/kit/weekday'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { RosterChangeKind } from './changes.service.ts'
import { LeaveKind } from './roster.table.ts'

registerEnumType(LeaveKind, {
  name: 'LeaveKind',
  description: 'Why somebody does not work.',
  valuesConfig: {
    HOLIDAY: { description: 'Annual leave.' },
    SICK: { description: 'Off sick.' },
    TRAINING: { description: 'A course or conference.' },
    OTHER: { description: 'Another reason.' },
  },
})

@ObjectType({ description: 'A shift of a weekly roster, on the days from `from` to `to`.' })
export class RosterShift {
  @Field(() => Weekday, { description: 'The day of the week on which it starts.' })
  weekday!: Weekday

  @Field(() => TimeOfDay, { description: 'Start, in the location’s local time.' })
  starts!: string

  @Field(() => TimeOfDay, {
    description: 'End, in the location’s local time; on the next day if it is not after the start.',
  })
  ends!: string

  @Field(() => CalendarDate, { description: 'The first day on which it applies.' })
  get from(): string {
    return this.validFrom
  }

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; null until further notice.' })
  get to(): string | null {
    return this.validTo
  }

  validFrom!: string
  validTo!: string | null
}

@ObjectType({ description: 'Days on which somebody does not work at any location.' })
export class Leave {
  @Id()
  id!: string

  @Field(() => LeaveKind, { description: 'Why.' })
  kind!: LeaveKind

  @Field(() => CalendarDate, { description: 'The first day. A shift belongs to the day on which it starts.' })
  firstDay!: string

  @Field(() => CalendarDate, { description: 'The last day, included.' })
  lastDay!: string

  @Field(() => TimeOfDay, {
    nullable: true,
    description: 'From when on each day, in the local time of the location; null for whole days.',
  })
  starts!: string | null

  @Field(() => TimeOfDay, { nullable: true, description: 'Until when on each day; null for whole days.' })
  ends!: string | null
}

@ObjectType({ description: 'The shifts and the leave of one person in a week of a location.' })
export class Roster {
  @Field(() => Int, {
    description: 'Increases with every save of the shifts; 0 before the first one. Send it back when saving.',
  })
  version!: number

  @Field(() => [RosterShift], {
    description: 'The shifts that apply on some day of the week, by day and start.',
  })
  shifts!: Array<Omit<RosterShift, 'from' | 'to'>>

  @Field(() => [Leave], { description: 'The leave on some day of the week, by first day.' })
  leave!: Leave[]

  userId!: string
}

registerEnumType(RosterChangeKind, {
  name: 'RosterChangeKind',
  description: 'What of a location’s rosters changed.',
  valuesConfig: {
    ROSTER: { description: 'The shifts of a person.' },
    LEAVE: { description: 'Leave of a person who is on the roster.' },
    CLOSURE: { description: 'A closure of the location.' },
  },
})

@ObjectType({ description: 'A change of a location’s rosters, leave or closures: free times may differ.' })
export class RosterChange {
  @Field(() => RosterChangeKind, { description: 'What changed.' })
  kind!: RosterChangeKind

  @Field(() => Date, { description: 'When it happened.' })
  get at(): Date {
    return new Date(this.changedAt)
  }

  changedAt!: string
}

@InputType({ description: 'Filters; a location is required.' })
export class RosterChangeFilter {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}

@InputType({ description: 'A shift of a weekly roster.' })
export class ShiftInput {
  @Field(() => Weekday, { description: 'The day of the week on which it starts.' })
  weekday!: Weekday

  @Field(() => TimeOfDay, { description: 'Start on a full five minutes, in the location’s local time.' })
  starts!: string

  @Field(() => TimeOfDay, {
    description: 'End on a full five minutes; on the next day if it is not after the start.',
  })
  ends!: string
}

@InputType({ description: 'Somebody’s weekly shifts at a location, from a day on or for some days.' })
export class SaveRosterInput {
  @Field(() => ID, { description: 'The id of the vet, technician or other colleague.' })
  userId!: string

  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Field(() => Int, {
    description: 'The version that the change is based on; CONFLICT if it is not the latest.',
  })
  version!: number

  @Field(() => CalendarDate, { description: 'The first day, today or later in the location’s time zone.' })
  from!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day, after which the shifts before apply again; null until further notice.',
  })
  to?: string | null

  @Field(() => [ShiftInput], { description: 'The whole week; at most 28 shifts, which must not overlap.' })
  shifts!: ShiftInput[]
}

@InputType({ description: 'Days on which somebody does not work.' })
export class AddLeaveInput {
  @Field(() => ID, { description: 'The user’s id.' })
  userId!: string

  @Field(() => LeaveKind, { description: 'Why.' })
  kind!: LeaveKind

  @Field(() => CalendarDate, { description: 'The first day.' })
  firstDay!: string

  @Field(() => CalendarDate, { description: 'The last day, included; at most 366 days.' })
  lastDay!: string

  @Field(() => TimeOfDay, { nullable: true, description: 'From when on each day; null for whole days.' })
  starts?: string | null

  @Field(() => TimeOfDay, { nullable: true, description: 'Until when on each day; null for whole days.' })
  ends?: string | null
}
