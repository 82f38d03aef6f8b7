import type { Context } from '@vetgraph/kit/context'
import { timeZonesFor } from '@vetgraph/kit/phone'
import { copiesOf } from '@vetgraph/kit/refs'
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
