import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A breed of a species, from the hospital’s list.' })
export class Breed {
  @Field(() => ID, { description: 'Permanent id, `dog-irish-setter`.' })
  id!: string

  @Field(() => String, { description: 'The display name.' })
  name!: string
}

@ObjectType({
  description: 'A species of animal, from the hospital’s list; retired if no longer used.',
})
export class Species {
  @Field(() => ID, { description: 'Permanent id, `dog`.' })
  id!: string

  @Field(() => String, { description: 'The display name.' })
  name!: string
}
