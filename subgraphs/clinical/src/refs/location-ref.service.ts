import type { Context } from '@vetgraph/kit/context'
import { timeZonesFor } from '@vetgraph/kit/phone'
import { copiesOf, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { asc, eq } from 'drizzle-orm'
import { locationRefs } from './location-ref.table.ts'

/** The hospital's places. */
export const locations = copiesOf(locationRefs, {
  typename: 'Location',
  selection: 'id version name timeZone active',
})

/** The time zones of the hospital's locations, the viewer's own first. */
export async function timeZonesOf(ctx: Context): Promise<string[]> {
  const { id, timeZone, active } = locationRefs
  return timeZonesFor(
    ctx,
    await ctx.db.select({ id, timeZone }).from(locationRefs).where(eq(active, true)).orderBy(asc(id)),
  )
}

const readToday = async (ctx: Context, keys: readonly string[]) => {
  const today = await latestDay(ctx)
  return keys.map((key) => [key, today] as const)
}

/** The hospital's day for fields of many things: it is read once for each request. */
export const hospitalDay = async (ctx: Context): Promise<string> =>
  (await groupLoaderOf(ctx, readToday).load('today'))[0]!

/** The latest calendar day that it is, or was, at any of the hospital's locations: a later one has not come. */
export async function latestDay(ctx: Context, at: Date = ctx.now()): Promise<string> {
  const days = (await timeZonesOf(ctx)).map((timeZone) => dayOf(at, timeZone))
  return days.sort().at(-1) ?? dayOf(at, 'UTC')
}
