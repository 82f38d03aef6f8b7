import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { createRoom, getRoom, listRooms, type RoomSignal, updateRoom, watchRooms } from './room.service.ts'
import { CreateRoomInput, Room, RoomChangeFilter, UpdateRoomInput } from './room.types.ts'

@Resolver(() => Room)
export class RoomResolver {
  @Query(() => [Room], { description: 'The rooms of a location, by name.' })
  rooms(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to include retired rooms.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Room[]> {
    return listRooms(ctx, locationId, withRetired)
  }

  @Mutation(() => Room, {
    description: 'Adds a room. A repeated request with the same Idempotency-Key returns the first room.',
  })
  createRoom(
    @Arg('input', () => CreateRoomInput, { description: 'The room’s name and location.' })
    input: CreateRoomInput,
    @Ctx() ctx: Context,
  ): Promise<Room> {
    return createRoom(ctx, input)
  }

  @Mutation(() => Room, { description: 'Renames, retires or reactivates a room.' })
  updateRoom(
    @Arg('input', () => UpdateRoomInput, { description: 'The fields to change.' }) input: UpdateRoomInput,
    @Ctx() ctx: Context,
  ): Promise<Room> {
    return updateRoom(ctx, input)
  }

  @Shared()
  @Subscription(() => Room, {
    description: 'A location’s rooms as they are added and changed.',
    subscribe: hears(watchRooms),
  })
  roomChanged(
    @Root() change: RoomSignal,
    @Arg('filter', () => RoomChangeFilter, { description: 'Filters.' }) _filter: RoomChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<Room> {
    return getRoom(ctx, change.roomId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The room’s location; null while its subgraph is unavailable.',
  })
  location(@Root() room: Room): Location {
    return { id: room.locationId }
  }
}
