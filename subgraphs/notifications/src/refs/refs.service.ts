import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts } from '@vetgraph/kit/contracts/events'
import { copiesOf } from '@vetgraph/kit/reads/refs'
import { sql } from 'drizzle-orm'
import { appointmentRefs, locationRefs, userRefs } from './refs.table.ts'

/** Where visits are, for their local time. */
export const locations = copiesOf(locationRefs, {
  typename: 'Location',
  selection: 'id version name timeZone',
})

/** Who can be told something. */
export const users = copiesOf(userRefs, { typename: 'User', selection: 'id version name active' })

/** Whether this is the latest known version of the appointment; stores it. */
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
