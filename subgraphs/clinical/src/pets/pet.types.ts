import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Id, Version } from '@vetgraph/kit/fields'
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import { NeuterStatus, PetStatus, Sex } from './pet.table.ts'

registerEnumType(Sex, {
  name: 'Sex',
  description: 'The sex of an animal.',
  valuesConfig: {
    MALE: { description: 'Male.' },
    FEMALE: { description: 'Female.' },
    UNKNOWN: { description: 'Not known, as with many birds and reptiles.' },
  },
})

registerEnumType(NeuterStatus, {
  name: 'NeuterStatus',
  description: 'Whether an animal is neutered.',
  valuesConfig: {
    INTACT: { description: 'Not neutered.' },
    NEUTERED: { description: 'Castrated or spayed.' },
    UNKNOWN: { description: 'Not known.' },
  },
})

registerEnumType(PetStatus, {
  name: 'PetStatus',
  description: 'Whether a patient still comes; only an active one can be booked.',
  valuesConfig: {
    ACTIVE: { description: 'A present patient.' },
    INACTIVE: { description: 'Archived: no longer comes, but is alive as far as known.' },
    DECEASED: { description: 'Has died.' },
    TRANSFERRED: { description: 'Has gone to another owner or hospital for good.' },
  },
})

@ObjectType({ description: 'A microchip (transponder) under an animal’s skin.' })
export class Microchip {
  @Field(() => String, {
    description: '15 digits by ISO 11784, or the 9 or 10 characters of an old chip.',
  })
  number!: string

  @Field(() => String, {
    nullable: true,
    description: 'The country (ISO 3166) or maker (ICAR) in the first three digits; null for an old chip.',
  })
  issuer!: string | null
}

@ObjectType({ description: 'A weight as it was measured.' })
export class Weight {
  @Id()
  id!: string

  @Field(() => Float, {
    description: 'How much, in the unit it was entered in; exact to a thousandth.',
  })
  value!: number

  @Field(() => String, { description: 'The unit of the value: kg or lb.' })
  unit!: string

  @Field(() => Date, { description: 'When it was measured.' })
  measuredAt!: Date
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An animal that is a patient of the hospital.' })
export class Pet {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name it is called by.' })
  name!: string

  @Field(() => Sex, { description: 'Its sex.' })
  sex!: Sex

  @Field(() => NeuterStatus, { description: 'Whether it is neutered.' })
  neuterStatus!: NeuterStatus

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day it was born, as far as known.',
  })
  dateOfBirth!: string | null

  @Field(() => Boolean, { description: 'Whether the birth date is a guess.' })
  birthDateEstimated!: boolean

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day it died; null for the living and when it is not known.',
  })
  deceasedOn!: string | null

  @Field(() => Date, {
    nullable: true,
    description:
      'When its owner reported the death, until the hospital confirms it: `confirmDeath`; null for all others.',
  })
  deathReportedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Colour and markings.' })
  color!: string | null

  @Field(() => PetStatus, { description: 'Whether it still comes.' })
  status!: PetStatus

  @Version()
  version!: number

  @Field(() => Date, { description: 'When the pet was entered.' })
  createdAt!: Date

  @Field(() => Date, { description: 'When anything here was last changed.' })
  updatedAt!: Date

  alerts!: string[]
  allergies!: string[]
  ownerId!: string
  speciesId!: string
  breedId!: string | null
  notes!: string | null
}

@ObjectType({ description: 'Something about a patient was changed.' })
export class PetChange {
  petId!: string
}

@ObjectType({ description: 'A page of pets.' })
export class PetConnection extends connectionOf(() => Pet, 'Pet', 'pets') {}
