import { TimeZone } from '@vetgraph/kit/scalars'
import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Whether this system is used yet, and whose it is.' })
export class SetUp {
  @Field(() => Boolean, {
    description: 'Whether nobody has set the hospital up: until then nothing else is open.',
  })
  needed!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The hospital’s name, for the pages before the door; null while nobody has set it up.',
  })
  hospitalName!: string | null

  @Field(() => Boolean, {
    description:
      'Whether this is the demo hospital, whose passwords everybody knows, where others than its own machine can reach it. Clients warn on every page.',
  })
  openDemo!: boolean
}

@InputType({
  description: 'The first location of the hospital. It is open from Monday to Friday, 08:30 to 18:00.',
})
export class FirstLocationInput {
  @Field(() => String, { description: 'The name on the door.' })
  name!: string

  @Field(() => TimeZone, { description: 'The zone in which its days and times are meant.' })
  timeZone!: string

  @Field(() => String, { description: 'The currency of its prices, ISO 4217.' })
  currency!: string

  @Field(() => String, { description: 'Postal address, in lines.' })
  address!: string

  @Field(() => String, { nullable: true, description: 'Telephone.' })
  phone?: string | null

  @Field(() => Int, {
    description: 'The tax put on services when nothing else is said, in basis points: 1900 is 19 %.',
  })
  taxRate!: number
}

@InputType({ description: 'Who runs the system: may do everything, and invites the others.' })
export class FirstAdministratorInput {
  @Field(() => String, { description: 'Given name.' })
  firstName!: string

  @Field(() => String, { description: 'Family name.' })
  lastName!: string

  @Field(() => String, {
    description: 'The address to sign in with. It is taken as it is: there may be no mail yet.',
  })
  email!: string

  @Field(() => String, {
    description:
      'At least 10 characters and at most 72 bytes, none of the commonest, and not one’s own name or address.',
  })
  password!: string
}

@InputType({ description: 'What an empty system must know before anybody can use it.' })
export class SetUpHospitalInput {
  @Field(() => String, { description: 'The hospital’s name.' })
  hospitalName!: string

  @Field(() => FirstLocationInput, { description: 'Its first location.' })
  location!: FirstLocationInput

  @Field(() => FirstAdministratorInput, { description: 'Its administrator, who is signed in.' })
  administrator!: FirstAdministratorInput
}
