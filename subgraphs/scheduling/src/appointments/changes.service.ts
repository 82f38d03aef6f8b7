import type { Context } from '@vetgraph/kit/context'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { can, sightOf } from '@vetgraph/kit/access/authorize'
import type { AppointmentChangeFilter } from './appointment.inputs.ts'
import { AppointmentChangeKind } from './appointment.types.ts'

/** The signal of a changed appointment; `writeStep` sends it. */
export interface AppointmentSignal extends Signal {
  kind: AppointmentChangeKind
  changedAt: string
  appointmentId: string
  locationId: string
  vetIds: string[]
  petId: string | null
  households: string[]
}

/** The changes that the viewer may see and asked for: staff of their locations, owners of the own household, but not of drafted invoices (AU4, P1). */
export function hearAppointments(ctx: Context, filter: AppointmentChangeFilter | null) {
  const sight = sightOf(ctx, 'appointment:read')
  const { locationId, vetId, petId, appointmentId } = filter ?? {}
  return heard<AppointmentSignal>(ctx.live, 'appointment', (change) => {
    const visible = sight.all
      ? can(ctx.viewer, 'appointment:read', change.locationId)
      : change.households.includes(sight.ownerId) && change.kind !== AppointmentChangeKind.INVOICED
    return (
      visible &&
      (!locationId || locationId === change.locationId) &&
      (!vetId || change.vetIds.includes(vetId)) &&
      (!petId || petId === change.petId) &&
      (!appointmentId || appointmentId === change.appointmentId)
    )
  })
}
