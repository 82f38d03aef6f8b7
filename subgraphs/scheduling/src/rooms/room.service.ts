import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity, visibleToAll } from '@vetgraph/kit/reads/entity'
import { notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { type RoomRow, rooms } from './room.table.ts'
import type { CreateRoomInput, RoomChangeFilter, UpdateRoomInput } from './room.types.ts'

export const roomColumns = { table: rooms, type: 'Room', always: ['id'], takes: {} } as const

/** A room’s name is no secret: whoever sees a visit may see where it is. */
export const { find: findRoom, get: getRoom } = entity({
  ...roomColumns,
  noun: 'room',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(rooms).$dynamic(),
})

export type RoomSignal = { roomId: string; locationId: string }

const saved = writing({
  table: rooms,
  type: 'Room',
  noun: 'room',
  values: ({ name, locationId, active }) => ({ name, locationId, active }),
  announce: (ctx, { id, locationId }) => signal(ctx, 'room', { roomId: id, locationId } satisfies RoomSignal),
})

/** The rooms of a location by name: the bookable ones, or with those that are retired. */
export const listRoomsOf = (ctx: Context, locationId: string, withRetired = false): Promise<RoomRow[]> =>
  ctx.db
    .select()
    .from(rooms)
    .where(and(eq(rooms.locationId, asId(locationId)), withRetired ? undefined : eq(rooms.active, true)))
    .orderBy(asc(rooms.name), asc(rooms.id))

export function listRooms(ctx: Context, locationId: string, withRetired: boolean): Promise<RoomRow[]> {
  authorize(ctx, 'appointment:read', locationId)
  return listRoomsOf(ctx, locationId, withRetired)
}

export async function createRoom(ctx: Context, input: CreateRoomInput): Promise<RoomRow> {
  authorize(ctx, 'room:write', input.locationId)
  const id = await once(ctx, 'room.create', input, async (ctx) => {
    if (!(await locations.find(ctx, input.locationId))) throw notFound('location', 'locationId')
    return (await saved.add(ctx, input)).id
  })
  return getRoom(ctx, id)
}

export async function updateRoom(ctx: Context, input: UpdateRoomInput): Promise<RoomRow> {
  authorize(ctx, 'room:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    authorize(ctx, 'room:write', before.locationId)
    return saved.change(ctx, before, changesOf(rooms, input, ['name', 'active']))
  })
}

export function watchRooms(ctx: Context, filter: RoomChangeFilter | null) {
  authorize(ctx, 'appointment:read', filter?.locationId)
  return heard<RoomSignal>(ctx.live, 'room', ({ locationId }) => locationId === filter?.locationId)
}
