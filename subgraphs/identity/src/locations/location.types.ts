import { TimeOfDay, TimeZone } from '@vetgraph/kit/scalars'
import { Id, Version } from '@vetgraph/kit/fields'
import { Weekday } from '@vetgraph/kit/weekday'
import { Directive, Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The opening hours of a location on one day of a regular week.' })
export class OpeningHours {
  @Field(() => Weekday, { description: 'The day of the week.' })
  weekday!: Weekday

  @Field(() => TimeOfDay, { description: 'Opening time, in the location’s local time.' })
  opens!: string

  @Field(() => TimeOfDay, { description: 'Closing time, in the location’s local time.' })
  closes!: string
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A location of the hospital, with its own time zone, currency and opening hours.',
})
export class Location {
  @Id()
  id!: string

  @Field(() => String, { description: 'The location’s name.' })
  name!: string

  @Field(() => TimeZone, {
    description: 'The time zone of the location’s dates and times.',
  })
  timeZone!: string

  @Field(() => String, { description: 'The currency of the location’s prices, ISO 4217.' })
  currency!: string

  @Field(() => String, { description: 'Postal address, several lines.' })
  address!: string

  @Field(() => String, { nullable: true, description: 'Telephone number, E.164; null if there is none.' })
  phone!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'E-mail address for the public; null if there is none.',
  })
  email!: string | null

  @Field(() => [OpeningHours], {
    description:
      'The opening hours of a regular week, in local time; the location is closed on days that are missing.',
  })
  openingHours!: OpeningHours[]

  @Field(() => Boolean, { description: 'Whether appointments can be booked at this location.' })
  active!: boolean

  @Version()
  version!: number
}
