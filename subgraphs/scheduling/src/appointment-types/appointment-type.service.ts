import type { Context } from '@vetgraph/kit/context'
import { entity, visibleToAll } from '@vetgraph/kit/entity'
import { requireViewer } from '@vetgraph/kit/permissions'
import { asc, eq } from 'drizzle-orm'
import { type AppointmentTypeRow, appointmentTypes } from './appointment-type.table.ts'

export const typeColumns = {
  table: appointmentTypes,
  type: 'AppointmentType',
  always: ['id'],
  takes: {},
} as const

export const { read: readAppointmentTypes, find: findAppointmentType } = entity({
  ...typeColumns,
  noun: 'appointment type',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(appointmentTypes).$dynamic(),
})

/** What the hospital offers is known to everybody who is signed in. */
export function listAppointmentTypes(ctx: Context): Promise<AppointmentTypeRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(appointmentTypes)
    .where(eq(appointmentTypes.active, true))
    .orderBy(asc(appointmentTypes.name))
}
