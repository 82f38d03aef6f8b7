import type { Context } from '@vetgraph/kit/context'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { addDays, dayOf, daysIn } from '@vetgraph/kit/time'
import { heard } from '@vetgraph/kit/work/live'
import { and, eq, gte, lt, notInArray, or } from 'drizzle-orm'
import { inOrder } from '@vetgraph/kit/reads/connection'
import { byStart } from '../appointments/appointment.service.ts'
import { type AppointmentRow, appointments, inHouse, vacated } from '../appointments/appointment.table.ts'
import { AppointmentChangeKind } from '../appointments/appointment.types.ts'
import type { AppointmentSignal } from '../appointments/changes.service.ts'
import { locations } from '../refs/refs.service.ts'
import type { PatientFlowChangeFilter } from './patient-flow.types.ts'
import { byPriority } from './triage.service.ts'

/** How many days after its own a patient who was not checked out still stands on the board. */
export const maxDaysInHouse = 2

const maxPatients = 300

interface Shown {
  locationId: string
  since: Date
  from: Date
  to: Date
  present: readonly string[]
}

const patientsNow = statement((db, { locationId, since, from, to, present }: Places<Shown>) =>
  db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.locationId, locationId),
        gte(appointments.startsAt, since),
        lt(appointments.startsAt, to),
        or(
          among(appointments.status, present),
          and(gte(appointments.startsAt, from), notInArray(appointments.status, [...vacated])),
        ),
      ),
    )
    .orderBy(...inOrder(byStart('asc')))
    .limit(maxPatients),
)

/** Who is expected at a location today, who is in the hospital and who has left, by priority (AP14). */
export async function readPatientFlow(ctx: Context, locationId: string) {
  authorize(ctx, 'appointment:read', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const date = dayOf(ctx.now(), location.timeZone)
  const { startsAt: from, endsAt: to } = daysIn(location.timeZone, date)
  const { startsAt: since } = daysIn(location.timeZone, addDays(date, -maxDaysInHouse))
  const shown = { locationId: location.id, since, from, to, present: inHouse }
  const rows: AppointmentRow[] = await patientsNow(ctx, shown)
  return { date, appointments: rows.sort(byPriority) }
}

const unseen: readonly AppointmentChangeKind[] = [AppointmentChangeKind.INVOICED]

/** What changes the board of a location, or of all that the viewer may see (AU6). */
export function hearPatientFlow(ctx: Context, filter: PatientFlowChangeFilter | null) {
  const locationId = filter?.locationId ?? null
  authorize(ctx, 'appointment:read', locationId ?? undefined)
  return heard<AppointmentSignal>(
    ctx.live,
    'appointment',
    (change) =>
      can(ctx.viewer, 'appointment:read', change.locationId) &&
      (!locationId || locationId === change.locationId) &&
      !unseen.includes(change.kind),
  )
}
