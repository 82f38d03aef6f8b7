import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { listRooms } from './room.service.ts'
import { Room } from './room.types.ts'

@Resolver(() => Room)
export class RoomResolver {
  @Query(() => [Room], { description: 'The rooms of a location that visits can be booked into, by name.' })
  rooms(
    @Arg('locationId', () => ID, { description: 'Whose rooms.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<Room[]> {
    return listRooms(ctx, locationId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where the room is; null while its part of the system does not answer.',
  })
  location(@Root() room: Room): Location {
    return { id: room.locationId }
  }
}
