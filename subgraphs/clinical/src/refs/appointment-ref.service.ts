import type { Context } from '@vetgraph/kit/context'
import { findRef } from '@vetgraph/kit/refs'
import { eq } from 'drizzle-orm'
import { appointmentRefs } from './appointment-ref.table.ts'

const visits = {
  typename: 'Appointment',
  selection: 'id pet { id }',
  find: async (ctx: Context, id: string) => {
    const [known] = await ctx.db.select().from(appointmentRefs).where(eq(appointmentRefs.id, id))
    return known
  },
  keep: async (ctx: Context, answer: Record<string, unknown>) => {
    const { id, pet } = answer as { id: string; pet: { id: string } }
    await ctx.db.insert(appointmentRefs).values({ id, petId: pet.id }).onConflictDoNothing()
  },
}

/** Which pet a visit is for; asked of scheduling once. */
export const findAppointmentRef = (ctx: Context, id: string) => findRef(ctx, visits, id)
