import { can, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { findRef, loaderOf } from '@vetgraph/kit/reads/refs'
import { eq, inArray } from 'drizzle-orm'
import { appointmentRefs } from './appointment-ref.table.ts'
import type { Appointment } from './stubs.ts'

const visits = {
  typename: 'Appointment',
  selection: 'id pet { id } location { id }',
  find: async (ctx: Context, id: string) => {
    const [known] = await ctx.db.select().from(appointmentRefs).where(eq(appointmentRefs.id, id))
    return known
  },
  keep: async (ctx: Context, answer: Record<string, unknown>) => {
    const { id, pet, location } = answer as { id: string; pet: { id: string }; location: { id: string } }
    const visit = { id, petId: pet.id, locationId: location.id }
    await ctx.db.insert(appointmentRefs).values(visit).onConflictDoNothing()
  },
}

/** Which pet a visit is for, and where; asked of scheduling once. */
export const findAppointmentRef = (ctx: Context, id: string) => findRef(ctx, visits, id)

/**
 * The visit that something of a patient names, or null when it names none. One of another patient, one of a location whose
 * diary the viewer may not read and one that does not exist are refused alike (AU6).
 */
export async function visitOf(ctx: Context, input: { petId: string; appointmentId?: string | null }) {
  if (!input.appointmentId) return null
  const visit = await findAppointmentRef(ctx, input.appointmentId)
  if (visit?.petId !== input.petId || !can(ctx.viewer, 'appointment:read', visit.locationId))
    throw badInput('appointmentId', 'This is not a visit of this patient that you may see.')
  return visit
}

const readVisits = (ctx: Context, ids: readonly string[]) =>
  ctx.db
    .select()
    .from(appointmentRefs)
    .where(inArray(appointmentRefs.id, [...ids]))

/** The visit of something in the chart: staff are shown those of the locations whose diary they may read (AU6). */
export async function shownVisit(ctx: Context, id: string | null): Promise<Appointment | null> {
  if (id === null) return null
  const viewer = requireViewer(ctx)
  const places = locationsOf(viewer, 'appointment:read')
  const isClient = places?.length === 0 && can(viewer, 'own-household:read')
  if (places === null || isClient) return { id }
  const visit = await loaderOf(ctx, readVisits).load(id)
  return visit && places.includes(visit.locationId) ? { id } : null
}
