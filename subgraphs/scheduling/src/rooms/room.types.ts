import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A consulting room, theatre or other place a visit can occupy.' })
export class Room {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string

  @Field(() => String, { description: 'The name on its door.', simple: true })
  name!: string

  locationId!: string
}
