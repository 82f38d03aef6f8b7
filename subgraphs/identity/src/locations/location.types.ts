import { type LocationPolicies, policyLimits, usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { TimeOfDay, TimeZone } from '@vetgraph/kit/scalars'
import { BasedOnVersion, Email, Id, Phone, Text, Version } from '@vetgraph/kit/fields'
import { maxNote } from '@vetgraph/kit/text'
import { Weekday } from '@vetgraph/kit/weekday'
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'

const policies: Record<keyof LocationPolicies, string> = {
  lateCancellationHours:
    'A visit that is cancelled less than so many hours before its start counts as a late cancellation.',
  bookingMonthsAhead: 'How many months ahead visits are booked at most.',
  estimateValidDays: 'How many days an estimate is good when nobody says until when.',
}

const within = (policy: keyof LocationPolicies) =>
  `${policies[policy]} ${policyLimits[policy].join(' to ')}; ${usualPolicies[policy]} where nothing else is said.`

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

  @Field(() => String, {
    nullable: true,
    description: 'The VAT number on its invoices; null if there is none.',
  })
  vatNumber!: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The bank account on its invoices, to which owners pay: IBAN and bank; null if there is none.',
  })
  bankAccount!: string | null

  @Field(() => Int, { description: policies.lateCancellationHours })
  lateCancellationHours!: number

  @Field(() => Int, { description: policies.bookingMonthsAhead })
  bookingMonthsAhead!: number

  @Field(() => Int, { description: policies.estimateValidDays })
  estimateValidDays!: number

  @Field(() => Boolean, {
    description: 'Whether appointments can be booked at this location; false once it is retired.',
  })
  active!: boolean

  @Version()
  version!: number
}

@InputType({ description: 'One span of the opening hours of a regular week.' })
export class OpeningHoursInput {
  @Field(() => Weekday, { description: 'The day of the week.' })
  weekday!: Weekday

  @Field(() => TimeOfDay, { description: 'Opening time, in the location’s local time.' })
  opens!: string

  @Field(() => TimeOfDay, { description: 'Closing time on the same day, after the opening time.' })
  closes!: string
}

@InputType({ description: 'What a location may leave out or empty.' })
abstract class LocationDetailsInput {
  @Phone({ nullable: true, description: 'Telephone number; null or blank for none.' })
  phone?: string | null

  @Email({ nullable: true, description: 'E-mail address for the public; null or blank for none.' })
  email?: string | null

  @Text({ nullable: true, max: 30, description: 'The VAT number on its invoices; null or blank for none.' })
  vatNumber?: string | null

  @Text({
    nullable: true,
    description:
      'The bank account on its invoices; null or blank for none. What begins like an IBAN is checked by its digits.',
  })
  bankAccount?: string | null

  @Field(() => [OpeningHoursInput], {
    nullable: true,
    description:
      'The opening hours of a regular week, at most three spans a day, which do not overlap; Monday to Friday, 08:30 to 18:00, for a new location that says nothing.',
  })
  openingHours?: OpeningHoursInput[] | null

  @Field(() => Int, { nullable: true, description: within('lateCancellationHours') })
  lateCancellationHours?: number | null

  @Field(() => Int, { nullable: true, description: within('bookingMonthsAhead') })
  bookingMonthsAhead?: number | null

  @Field(() => Int, { nullable: true, description: within('estimateValidDays') })
  estimateValidDays?: number | null
}

@InputType({ description: 'A new location.' })
export class CreateLocationInput extends LocationDetailsInput {
  @Text({ description: 'The location’s name. CONFLICT if another location has it.' })
  name!: string

  @Field(() => TimeZone, { description: 'The time zone of the location’s dates and times.' })
  timeZone!: string

  @Field(() => String, { description: 'The currency of the location’s prices, ISO 4217.' })
  currency!: string

  @Text({ max: maxNote, description: 'Postal address, several lines.' })
  address!: string

  @Field(() => Int, {
    description: 'The tax rate on services until prices say otherwise, in basis points: 1900 is 19 %.',
  })
  taxRate!: number
}

@InputType({ description: 'A change to a location; omitted fields stay unchanged.' })
export class UpdateLocationInput extends LocationDetailsInput {
  @Field(() => ID, { description: 'The location’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The location’s name. CONFLICT if another location has it.' })
  name?: string | null

  @Field(() => TimeZone, {
    nullable: true,
    description: 'The time zone. CONFLICT while visits are open or ahead: they would be at another hour.',
  })
  timeZone?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The currency, ISO 4217. CONFLICT once there is a price, an estimate, an invoice or a payment.',
  })
  currency?: string | null

  @Text({ nullable: true, max: maxNote, description: 'Postal address, several lines.' })
  address?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False retires the location: nothing is booked there, and what happened there stays. CONFLICT while visits are open or ahead, and for the last one. True brings it back.',
  })
  active?: boolean | null
}
