import type { Context } from '@vetgraph/kit/context'
import { requireViewer } from '@vetgraph/kit/permissions'
import { loaderOf } from '@vetgraph/kit/refs'
import { among, type Places, statement } from '@vetgraph/kit/statement'
import { asc, eq } from 'drizzle-orm'
import { type AppointmentTypeRow, appointmentTypes } from './appointment-type.table.ts'

export const typeColumns = {
  table: appointmentTypes,
  type: 'AppointmentType',
  always: ['id'],
  takes: {},
} as const

const typesById = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(appointmentTypes).where(among(appointmentTypes.id, ids)),
)

export const readAppointmentTypes = (ctx: Context, ids: readonly string[]): Promise<AppointmentTypeRow[]> =>
  typesById(ctx, { ids })

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
