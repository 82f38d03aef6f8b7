import type { Context } from '@vetgraph/kit/context'
import type { AppointmentFacts, LocationFacts, OwnerFacts } from '@vetgraph/kit/events'
import { eq, sql } from 'drizzle-orm'
import { appointmentRefs, type LocationRef, locationRefs, ownerRefs } from './refs.table.ts'

/** Keeps what a location is, unless something newer is here already. */
export async function keepLocation(ctx: Context, facts: LocationFacts, asOf: Date) {
  const { id, name, timeZone, currency, taxRate, active } = facts
  const row = { id, name, timeZone, currency, taxRate, active, asOf }
  await ctx.db
    .insert(locationRefs)
    .values(row)
    .onConflictDoUpdate({
      target: locationRefs.id,
      set: row,
      setWhere: sql`${locationRefs.asOf} <= excluded.as_of`,
    })
}

/** Keeps who an owner is, unless something newer is here already. */
export async function keepOwner(ctx: Context, { id, name, active }: OwnerFacts, asOf: Date) {
  const row = { id, name, active, asOf }
  await ctx.db
    .insert(ownerRefs)
    .values(row)
    .onConflictDoUpdate({
      target: ownerRefs.id,
      set: row,
      setWhere: sql`${ownerRefs.asOf} <= excluded.as_of`,
    })
}

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
  const [location] = await ctx.db.select().from(locationRefs).where(eq(locationRefs.id, id))
  if (!location) throw new Error(`location ${id} is not known to billing yet`)
  return location
}
