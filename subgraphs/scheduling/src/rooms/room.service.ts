import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/permissions'
import { asId, loaderOf } from '@vetgraph/kit/refs'
import { among, type Places, statement } from '@vetgraph/kit/statement'
import { and, asc, eq } from 'drizzle-orm'
import { type RoomRow, rooms } from './room.table.ts'

export const roomColumns = { table: rooms, type: 'Room', always: ['id'], takes: {} } as const

const roomsById = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(rooms).where(among(rooms.id, ids)),
)

/** A room’s name is no secret: whoever sees a visit may see where it is. */
const readRooms = (ctx: Context, ids: readonly string[]): Promise<RoomRow[]> => roomsById(ctx, { ids })

export const findRoom = (ctx: Context, id: string) => loaderOf(ctx, readRooms).load(id)

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
