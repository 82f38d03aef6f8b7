import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'How much of the time that vets are on duty on a day is booked.' })
export class Utilisation {
  @Field(() => Int, {
    description: 'The minutes on duty that appointments take, with their buffers; what overlaps counts once.',
  })
  bookedMinutes!: number

  @Field(() => Int, { description: 'The minutes that the vets are on duty, by roster and opening hours.' })
  dutyMinutes!: number

  @Field(() => Int, { description: 'Booked of duty in percent, 0 to 100, rounded.' })
  percent!: number
}

@ObjectType({ description: 'How the day of a location stands, for its start page.' })
export class SchedulingDashboard {
  @Field(() => CalendarDate, { description: 'The present day in the location’s time zone.' })
  date!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The appointments of the day whose patient has not arrived yet: SCHEDULED or CONFIRMED.',
  })
  expected!: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The patients of `patientFlow` who have arrived and wait for a room: ARRIVED.',
  })
  waiting!: number | null

  @Field(() => Date, {
    nullable: true,
    description: 'When the patient arrived who has waited longest; null if nobody waits.',
  })
  waitingSince!: Date | null

  @Field(() => Int, {
    nullable: true,
    description: 'The patients of `patientFlow` whose examination is over and who have not left: READY.',
  })
  ready!: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The appointments of the day with the viewer that have not begun: SCHEDULED or CONFIRMED.',
  })
  ownExpected!: number | null
}
