import { TimeZone } from '@vetgraph/kit/scalars'
import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The state of the hospital’s setup.' })
export class SetUp {
  @Field(() => Boolean, {
    description: 'Whether the hospital has not been set up yet; until then everything else is unavailable.',
  })
  needed!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The hospital’s name, for the pages before signing in; null until the hospital is set up.',
  })
  hospitalName!: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The language and region by which dates and amounts are written, BCP 47: `en-GB`; null until the hospital is set up.',
  })
  locale!: string | null

  @Field(() => Boolean, {
    description:
      'Whether this is the demo hospital, with publicly known passwords, and other computers can reach it. Clients show a warning on every page.',
  })
  openDemo!: boolean
}

@InputType({
  description:
    'The first location of the hospital. Its opening hours are set to Monday to Friday, 08:30 to 18:00.',
})
export class FirstLocationInput {
  @Field(() => String, { description: 'The location’s name.' })
  name!: string

  @Field(() => TimeZone, { description: 'The location’s time zone.' })
  timeZone!: string

  @Field(() => String, { description: 'The currency of the location’s prices, ISO 4217.' })
  currency!: string

  @Field(() => String, { description: 'Postal address, several lines.' })
  address!: string

  @Field(() => String, {
    nullable: true,
    description: 'Telephone number; without a country code it is of the country of the time zone.',
  })
  phone?: string | null

  @Field(() => Int, {
    description: 'The default tax rate on services, in basis points: 1900 is 19 %.',
  })
  taxRate!: number
}

@InputType({ description: 'The first administrator: has all permissions and can invite others.' })
export class FirstAdministratorInput {
  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Field(() => String, {
    description:
      'The sign-in e-mail address. It is not verified, because no mail server may be configured yet.',
  })
  email!: string

  @Field(() => String, {
    description:
      'At least 10 characters and at most 72 bytes; not a common password, and not the user’s own name or e-mail address.',
  })
  password!: string
}

@InputType({ description: 'The data for setting up an empty system.' })
export class SetUpHospitalInput {
  @Field(() => String, { description: 'The hospital’s name.' })
  hospitalName!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The language and region by which dates and amounts are written, BCP 47: `de-CH`; `en-GB` if omitted.',
  })
  locale?: string | null

  @Field(() => FirstLocationInput, { description: 'The hospital’s first location.' })
  location!: FirstLocationInput

  @Field(() => FirstAdministratorInput, { description: 'The first administrator, who is signed in by this.' })
  administrator!: FirstAdministratorInput
}
