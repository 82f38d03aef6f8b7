import { BasedOnVersion, Text, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A breed of a species, from the hospital’s list.' })
export class Breed {
  @Field(() => ID, {
    description: 'Permanent id: `dog-irish-setter`, or a UUID for one that the hospital has added.',
  })
  id!: string

  @Field(() => String, { description: 'The display name.' })
  name!: string

  @Field(() => [String], { description: 'Other names by which it is found, `GSD`; at most 20.' })
  synonyms!: string[]

  @Version()
  version!: number

  retiredAt!: Date | null
}

@ObjectType({
  description: 'A species of animal, from the hospital’s list; retired if no longer used.',
})
export class Species {
  @Field(() => ID, { description: 'Permanent id: `dog`, or a UUID for one that the hospital has added.' })
  id!: string

  @Field(() => String, { description: 'The display name.' })
  name!: string

  @Field(() => [String], { description: 'Other names by which it is found, `bunny`; at most 20.' })
  synonyms!: string[]

  @Version()
  version!: number

  retiredAt!: Date | null
}

@InputType({ description: 'A name of the vocabulary.' })
class TermInput {
  @Field(() => [String], {
    nullable: true,
    description:
      'Other names by which it is found, up to 20 of at most 200 characters; replaces those there are.',
  })
  synonyms?: string[] | null
}

@InputType({ description: 'A new species.' })
export class CreateSpeciesInput extends TermInput {
  @Text({ description: 'The display name; CONFLICT if there is such a species, in use or retired.' })
  name!: string
}

@InputType({ description: 'A change to a term of the vocabulary; omitted fields stay unchanged.' })
class UpdateTermInput extends TermInput {
  @Field(() => ID, { description: 'The term’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The display name.' })
  name?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to retire it: it cannot be chosen any more, and patients that have it keep it. False to bring it back.',
  })
  retired?: boolean | null
}

@InputType({ description: 'A change to a species; omitted fields stay unchanged.' })
export class UpdateSpeciesInput extends UpdateTermInput {}

@InputType({ description: 'A new breed.' })
export class CreateBreedInput extends TermInput {
  @Field(() => ID, { description: 'The species, which is in use.' })
  speciesId!: string

  @Text({ description: 'The display name; CONFLICT if the species has such a breed, in use or retired.' })
  name!: string
}

@InputType({ description: 'A change to a breed; omitted fields stay unchanged.' })
export class UpdateBreedInput extends UpdateTermInput {}
