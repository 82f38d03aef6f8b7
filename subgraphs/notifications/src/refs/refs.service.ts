import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts } from '@vetgraph/kit/events'
import { findRef } from '@vetgraph/kit/refs'
import { eq, sql } from 'drizzle-orm'
import { appointmentRefs, type LocationRef, locationRefs, type UserRef, userRefs } from './refs.table.ts'

type LocationFacts = Omit<LocationRef, 'asOf'>
type UserFacts = Omit<UserRef, 'asOf'>

/** Keeps what a location is, unless something newer is here already. */
export async function keepLocation(ctx: Context, { id, name, timeZone }: LocationFacts, asOf: Date) {
  const row = { id, name, timeZone, asOf }
  await ctx.db
    .insert(locationRefs)
    .values(row)
    .onConflictDoUpdate({
      target: locationRefs.id,
      set: row,
      setWhere: sql`${locationRefs.asOf} <= excluded.as_of`,
    })
}

/** Keeps who somebody is, unless something newer is here already. */
export async function keepUser(ctx: Context, { id, name, active }: UserFacts, asOf: Date) {
  const row = { id, name, active, asOf }
  await ctx.db
    .insert(userRefs)
    .values(row)
    .onConflictDoUpdate({ target: userRefs.id, set: row, setWhere: sql`${userRefs.asOf} <= excluded.as_of` })
}

/** Whether nothing later is known of the visit; remembers that this is known now. */
export async function isNews(ctx: Context, { id, version }: AppointmentFacts): Promise<boolean> {
  const kept = await ctx.db
    .insert(appointmentRefs)
    .values({ id, version })
    .onConflictDoUpdate({
      target: appointmentRefs.id,
      set: { version },
      setWhere: sql`${appointmentRefs.version} < excluded.version`,
    })
    .returning({ id: appointmentRefs.id })
  return kept.length > 0
}

/** A location by id, asked of identity when it is new. */
export const findLocationRef = (ctx: Context, id: string): Promise<LocationRef | null> =>
  findRef(
    ctx,
    {
      typename: 'Location',
      selection: 'id name timeZone',
      find: async (ctx, id) => (await ctx.db.select().from(locationRefs).where(eq(locationRefs.id, id)))[0],
      keep: (ctx, answer) => keepLocation(ctx, answer as unknown as LocationFacts, ctx.now()),
    },
    id,
  )

/** Somebody with an account by id, asked of identity when new. */
export const findUserRef = (ctx: Context, id: string): Promise<UserRef | null> =>
  findRef(
    ctx,
    {
      typename: 'User',
      selection: 'id name active',
      find: async (ctx, id) => (await ctx.db.select().from(userRefs).where(eq(userRefs.id, id)))[0],
      keep: (ctx, answer) => keepUser(ctx, answer as unknown as UserFacts, ctx.now()),
    },
    id,
  )
