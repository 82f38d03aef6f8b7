import { Id } from '@vetgraph/kit/fields'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A consulting room, theatre or other place a visit can occupy.' })
export class Room {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name on its door.' })
  name!: string

  locationId!: string
}
