import type { Context } from '@vetgraph/kit/context'
import { findRef } from '@vetgraph/kit/refs'
import { eq, sql } from 'drizzle-orm'
import { type LocationRef, locationRefs } from './refs.table.ts'

type Facts = Pick<LocationRef, 'id' | 'name' | 'active'>

/** Keeps what a location is, unless something newer is here already. */
export async function keepLocation(ctx: Context, { id, name, active }: Facts, asOf: Date) {
  const row = { id, name, active, asOf }
  await ctx.db
    .insert(locationRefs)
    .values(row)
    .onConflictDoUpdate({
      target: locationRefs.id,
      set: row,
      setWhere: sql`${locationRefs.asOf} <= excluded.as_of`,
    })
}

/** A location by id, asked of identity when it is new. */
export const findLocationRef = (ctx: Context, id: string): Promise<LocationRef | null> =>
  findRef(
    ctx,
    {
      typename: 'Location',
      selection: 'id name active',
      find: async (ctx, id) => (await ctx.db.select().from(locationRefs).where(eq(locationRefs.id, id)))[0],
      keep: (ctx, answer) => keepLocation(ctx, answer as unknown as Facts, ctx.now()),
    },
    id,
  )
