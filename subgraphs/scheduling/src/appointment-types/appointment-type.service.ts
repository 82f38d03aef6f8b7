import type { Context } from '@vetgraph/kit/context'
import { requireViewer } from '@vetgraph/kit/permissions'
import { loaderOf } from '@vetgraph/kit/refs'
import { asc, eq, inArray } from 'drizzle-orm'
import { type AppointmentTypeRow, appointmentTypes } from './appointment-type.table.ts'

export const readAppointmentTypes = (ctx: Context, ids: readonly string[]): Promise<AppointmentTypeRow[]> =>
  ctx.db
    .select()
    .from(appointmentTypes)
    .where(inArray(appointmentTypes.id, [...ids]))

export const findAppointmentType = (ctx: Context, id: string) => loaderOf(ctx, readAppointmentTypes).load(id)

/** What the hospital offers is known to everybody who is signed in. */
export function listAppointmentTypes(ctx: Context): Promise<AppointmentTypeRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(appointmentTypes)
    .where(eq(appointmentTypes.active, true))
    .orderBy(asc(appointmentTypes.name))
}
