import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A consulting room, theatre or other place a visit can occupy.' })
export class Room {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name on its door.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether visits can be booked into it; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number

  locationId!: string
}

@InputType({ description: 'A new room.' })
export class CreateRoomInput {
  @Field(() => ID, { description: 'The location it belongs to.' })
  locationId!: string

  @Text({ description: 'The name on its door. CONFLICT when another room of the location has it.' })
  name!: string
}

@InputType({ description: 'A change to a room; what is left out stays as it is.' })
export class UpdateRoomInput {
  @Field(() => ID, { description: 'The room.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The name on its door.' })
  name?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires it: visits that are booked into it stay. True brings it back.',
  })
  active?: boolean | null
}

@InputType({ description: 'Whose rooms to hear of.' })
export class RoomChangeFilter {
  @Field(() => ID, { description: 'The location.' })
  locationId!: string
}
