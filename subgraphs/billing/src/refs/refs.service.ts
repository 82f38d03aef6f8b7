import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts } from '@vetgraph/kit/events'
import { copiesOf } from '@vetgraph/kit/refs'
import { sql } from 'drizzle-orm'
import { appointmentRefs, type LocationRef, locationRefs, ownerRefs } from './refs.table.ts'

/** Locations that issue invoices. The tax rate is in no public field, so only identity's event contains it. */
export const locations = copiesOf(locationRefs)

/** Owners, who can be billed. */
export const owners = copiesOf(ownerRefs, {
  typename: 'Owner',
  selection: 'id version name archivedAt',
  facts: ({ id, version, name, archivedAt }) => ({
    id: id as string,
    version: version as number,
    name: name as string,
    active: archivedAt === null,
  }),
})

/**
 * Keeps the latest state of a visit and holds it until the transaction ends; answers false when
 * something later is known already.
 */
export async function keepVisit(ctx: Context, facts: AppointmentFacts, completed: boolean): Promise<boolean> {
  const { id, version, ownerId, petId, locationId } = facts
  const row = { id, version, ownerId, petId, locationId, completed }
  const kept = await ctx.db
    .insert(appointmentRefs)
    .values(row)
    .onConflictDoUpdate({
      target: appointmentRefs.id,
      set: row,
      setWhere: sql`${appointmentRefs.version} < excluded.version`,
    })
    .returning({ id: appointmentRefs.id })
  return kept.length > 0
}

/** The location of a charge. Until identity's event has told its currency and tax, the charge waits in the queue. */
export async function getLocation(ctx: Context, id: string): Promise<LocationRef> {
  const location = await locations.find(ctx, id)
  if (!location) throw new Error(`location ${id} is not known to billing yet`)
  return location
}
