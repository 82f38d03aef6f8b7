import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts } from '@vetgraph/kit/contracts/events'
import { asId, copiesOf } from '@vetgraph/kit/reads/refs'
import { eq, sql } from 'drizzle-orm'
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
  const { id, version, ownerId, petId, vetId, locationId, householdVisitId } = facts
  const row = { id, version, ownerId, petId, vetId, locationId, householdVisitId, completed }
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

interface VisitAnswer {
  pet: { id: string } | null
  location: { id: string } | null
}

/** Whose a visit is and where it is. */
interface Visit {
  ownerId: string
  locationId: string
}

/** A visit by what billing knows of it; one that it has not heard of yet is asked for. */
export async function findVisit(ctx: Context, id: string): Promise<Visit | null> {
  const [known] = await ctx.db
    .select({ ownerId: appointmentRefs.ownerId, locationId: appointmentRefs.locationId })
    .from(appointmentRefs)
    .where(eq(appointmentRefs.id, asId(id)))
  if (known) return known
  const asked = await ctx.askPeer('Appointment', [asId(id)], 'id pet { id } location { id }')
  const [visit] = asked as [VisitAnswer | null]
  if (!visit?.pet || !visit.location) return null
  const [pet] = await ctx.askPeer('Pet', [visit.pet.id], 'id owner { id }')
  const owner = pet?.['owner'] as { id: string } | null | undefined
  return owner ? { ownerId: owner.id, locationId: visit.location.id } : null
}
