import type { Context } from '@vetgraph/kit/context'
import { entity, visibleToAll } from '@vetgraph/kit/entity'
import { authorize } from '@vetgraph/kit/permissions'
import { asId } from '@vetgraph/kit/refs'
import { and, asc, eq } from 'drizzle-orm'
import { type RoomRow, rooms } from './room.table.ts'

export const roomColumns = { table: rooms, type: 'Room', always: ['id'], takes: {} } as const

/** A room’s name is no secret: whoever sees a visit may see where it is. */
export const { find: findRoom } = entity({
  ...roomColumns,
  noun: 'room',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(rooms).$dynamic(),
})

/** The bookable rooms of a location, by name. */
export const listRoomsOf = (ctx: Context, locationId: string): Promise<RoomRow[]> =>
  ctx.db
    .select()
    .from(rooms)
    .where(and(eq(rooms.locationId, asId(locationId)), eq(rooms.active, true)))
    .orderBy(asc(rooms.name))

export function listRooms(ctx: Context, locationId: string): Promise<RoomRow[]> {
  authorize(ctx, 'appointment:read', locationId)
  return listRoomsOf(ctx, locationId)
}
