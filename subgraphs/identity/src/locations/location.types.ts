import { TimeOfDay, TimeZone } from '@vetgraph/kit/scalars'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'

/** Numbered as ISO 8601 does. */
export enum Weekday {
  MONDAY = 1,
  TUESDAY = 2,
  WEDNESDAY = 3,
  THURSDAY = 4,
  FRIDAY = 5,
  SATURDAY = 6,
  SUNDAY = 7,
}

registerEnumType(Weekday, {
  name: 'Weekday',
  description: 'A day of the week.',
  valuesConfig: {
    MONDAY: { description: 'Monday, the first day of the week (ISO 8601).' },
    TUESDAY: { description: 'Tuesday.' },
    WEDNESDAY: { description: 'Wednesday.' },
    THURSDAY: { description: 'Thursday.' },
    FRIDAY: { description: 'Friday.' },
    SATURDAY: { description: 'Saturday.' },
    SUNDAY: { description: 'Sunday.' },
  },
})

@ObjectType({ description: 'When a location is open on a day of an ordinary week.' })
export class OpeningHours {
  @Field(() => Weekday, { description: 'The day of the week.' })
  weekday!: Weekday

  @Field(() => TimeOfDay, { description: 'Opens at this wall-clock time of the location.' })
  opens!: string

  @Field(() => TimeOfDay, { description: 'Closes at this wall-clock time of the location.' })
  closes!: string
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A place of the hospital group, with its own time zone, currency and hours.',
})
export class Location {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name on the door.' })
  name!: string

  @Field(() => TimeZone, {
    description: 'The zone in which this location’s days and times are meant.',
  })
  timeZone!: string

  @Field(() => String, { description: 'The currency of its prices, ISO 4217.' })
  currency!: string

  @Field(() => String, { description: 'Postal address, in lines.' })
  address!: string

  @Field(() => String, { nullable: true, description: 'Telephone, E.164.' })
  phone!: string | null

  @Field(() => String, { nullable: true, description: 'E-mail address for clients.' })
  email!: string | null

  @Field(() => [OpeningHours], {
    description: 'An ordinary week; a day that is missing is closed.',
  })
  openingHours!: OpeningHours[]

  @Field(() => Boolean, { description: 'Whether anything can be booked here.' })
  active!: boolean

  @Version()
  version!: number
}
