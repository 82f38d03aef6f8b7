import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A consulting room, theatre or other place an appointment can occupy.' })
export class Room {
  @Id()
  id!: string

  @Field(() => String, { description: 'The room’s name.' })
  name!: string

  @Field(() => Boolean, {
    description: 'Whether appointments can be booked in the room; false once it is retired.',
  })
  active!: boolean

  @Version()
  version!: number

  locationId!: string
}

@InputType({ description: 'A new room.' })
export class CreateRoomInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Text({ description: 'The room’s name. CONFLICT if another room of the location has it.' })
  name!: string
}

@InputType({ description: 'A change to a room; omitted fields stay unchanged.' })
export class UpdateRoomInput {
  @Field(() => ID, { description: 'The room’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The room’s name.' })
  name?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires the room: existing appointments in it stay. True reactivates it.',
  })
  active?: boolean | null
}

@InputType({ description: 'Filters; a location is required.' })
export class RoomChangeFilter {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}
