import type { Context } from '@vetgraph/kit/context'
import { findRef } from '@vetgraph/kit/reads/refs'
import { eq } from 'drizzle-orm'
import { appointmentRefs } from './appointment-ref.table.ts'

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
