import type { Context } from '@vetgraph/kit/context'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, inArray, ne, type SQL } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import {
  AppointmentAction,
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  expected,
} from './appointment.table.ts'
import { lastStep } from './history.service.ts'
import { takeStep, undoStep } from './step.service.ts'

/** The other appointments of a household visit that the condition finds, kept from others until the transaction ends. */
const lockOthers = ({ db }: Context, { id, householdVisitId }: AppointmentRow, condition: SQL) =>
  householdVisitId === null
    ? []
    : db
        .select()
        .from(appointments)
        .where(and(eq(appointments.householdVisitId, householdVisitId), ne(appointments.id, id), condition))
        .orderBy(appointments.id)
        .for('update')

/** Checks a pet in, and with it the pets of its household visit that are expected on that day (AP6). */
export async function arrive(ctx: Context, row: AppointmentRow, reason: string | null) {
  const location = await locations.find(ctx, row.locationId)
  if (!location) throw new Error(`appointment ${row.id} without its location`)
  const day = ({ startsAt }: AppointmentRow) => dayOf(startsAt, location.timeZone)
  const others = await lockOthers(ctx, row, inArray(appointments.status, [...expected]))
  const changes = { arrivedAt: ctx.now() }
  for (const visit of [row, ...others.filter((other) => day(other) === day(row))])
    await takeStep(ctx, visit, {
      action: AppointmentAction.CHECK_IN,
      to: AppointmentStatus.ARRIVED,
      reason,
      changes,
    })
}

/** Takes back the arrival of the pets that arrived with this one and still wait. */
export async function leaveTogether(ctx: Context, row: AppointmentRow) {
  if (row.arrivedAt === null) return
  const together = and(
    eq(appointments.status, AppointmentStatus.ARRIVED),
    eq(appointments.arrivedAt, row.arrivedAt),
  )!
  for (const other of await lockOthers(ctx, row, together)) {
    const step = await lastStep(ctx, other.id)
    if (step?.action === AppointmentAction.CHECK_IN && step.fromStatus)
      await undoStep(ctx, other, { id: step.id, fromStatus: step.fromStatus })
  }
}
