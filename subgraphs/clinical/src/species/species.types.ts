import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A breed of a species, from the hospital’s vocabulary.' })
export class Breed {
  @Field(() => ID, { description: 'Permanent short name, `dog-irish-setter`.' })
  id!: string

  @Field(() => String, { description: 'The name as it is shown.' })
  name!: string
}

@ObjectType({
  description: 'A kind of animal, from the hospital’s vocabulary; retired when no longer in use.',
})
export class Species {
  @Field(() => ID, { description: 'Permanent short name, `dog`.' })
  id!: string

  @Field(() => String, { description: 'The name as it is shown.' })
  name!: string
}
