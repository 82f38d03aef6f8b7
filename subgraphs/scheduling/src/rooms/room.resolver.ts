import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/live'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { createRoom, getRoom, listRooms, type RoomSignal, updateRoom, watchRooms } from './room.service.ts'
import { CreateRoomInput, Room, RoomChangeFilter, UpdateRoomInput } from './room.types.ts'

@Resolver(() => Room)
export class RoomResolver {
  @Query(() => [Room], { description: 'The rooms of a location that visits can be booked into, by name.' })
  rooms(
    @Arg('locationId', () => ID, { description: 'Whose rooms.' }) locationId: string,
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list retired ones too.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<Room[]> {
    return listRooms(ctx, locationId, withRetired)
  }

  @Mutation(() => Room, {
    description: 'Adds a room. With an Idempotency-Key a repetition answers the first one’s room.',
  })
  createRoom(
    @Arg('input', () => CreateRoomInput, { description: 'Its name and location.' }) input: CreateRoomInput,
    @Ctx() ctx: Context,
  ): Promise<Room> {
    return createRoom(ctx, input)
  }

  @Mutation(() => Room, { description: 'Renames, retires or brings back a room.' })
  updateRoom(
    @Arg('input', () => UpdateRoomInput, { description: 'What changes.' }) input: UpdateRoomInput,
    @Ctx() ctx: Context,
  ): Promise<Room> {
    return updateRoom(ctx, input)
  }

  @Subscription(() => Room, {
    description: 'A location’s rooms as they are added and changed.',
    subscribe: hears(watchRooms),
  })
  roomChanged(
    @Root() change: RoomSignal,
    @Arg('filter', () => RoomChangeFilter, { description: 'Whose.' }) _filter: RoomChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<Room> {
    return getRoom(ctx, change.roomId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where the room is; null while its part of the system does not answer.',
  })
  location(@Root() room: Room): Location {
    return { id: room.locationId }
  }
}
