import { belongsTo } from '@vetgraph/kit/access/household'
import type { Context } from '@vetgraph/kit/context'
import { openReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { asc, eq, inArray } from 'drizzle-orm'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import {
  AppointmentAction,
  type AppointmentRow,
  appointments,
  transitions,
} from '../appointments/appointment.table.ts'
import { isAhead } from '../appointments/online.service.ts'
import { callOff, isLate } from '../appointments/progress.service.ts'
import { takeStep } from '../appointments/step.service.ts'
import { locations, pets, users } from '../refs/refs.service.ts'
import type {
  CancelLinkedAppointmentInput,
  LinkedAppointment,
  LinkedAppointmentInput,
} from './visit-link.types.ts'

const byLink = 'By the link of a reminder'

/** The visits of a link whose pets still belong to the owner to whom it was sent (P5), by start. */
async function visitsOf(ctx: Context, token: string, lock: boolean): Promise<AppointmentRow[]> {
  const { ownerId, appointmentIds } = openReminderLink(ctx, token)
  const query = ctx.db
    .select()
    .from(appointments)
    .where(inArray(appointments.id, appointmentIds))
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
  const rows = await (lock ? query.for('update') : query)
  const owned = await Promise.all(
    rows.map(async ({ petId }) => {
      const pet = petId === null ? null : await pets.find(ctx, petId)
      return pet ? belongsTo(ownerId, pet) : false
    }),
  )
  return rows.filter((_row, place) => owned[place])
}

async function shown(ctx: Context, row: AppointmentRow): Promise<LinkedAppointment> {
  const [pet, type, vet, location] = await Promise.all([
    pets.find(ctx, row.petId!),
    findAppointmentType(ctx, row.typeId),
    users.find(ctx, row.vetId),
    locations.find(ctx, row.locationId),
  ])
  if (!pet || !type || !vet || !location) throw new Error(`appointment ${row.id} without its parts`)
  const ahead = isAhead(row, ctx.now())
  return {
    ...{ id: row.id, petName: pet.name, typeName: type.name, vetName: vet.name },
    ...{ locationName: location.name, timeZone: location.timeZone },
    ...{ startsAt: row.startsAt, status: row.status },
    confirmable: ahead && transitions[row.status].CONFIRM !== undefined,
    cancellable: ahead,
    late: isLate(row, location, ctx.now()),
  }
}

/**
 * The visits that a reminder reminded of, as they are now.
 * no authorization: the link is the right.
 */
export async function openReminder(ctx: Context, token: string): Promise<LinkedAppointment[]> {
  const rows = await visitsOf(ctx, token, false)
  return Promise.all(rows.map((row) => shown(ctx, row)))
}

/** Changes one visit of a link; a change that was made already, by this click or another, answers the visit as it is. */
const change = (
  ctx: Context,
  { token, appointmentId }: LinkedAppointmentInput,
  isDone: (row: AppointmentRow) => boolean,
  step: (ctx: Context, row: AppointmentRow) => Promise<string>,
) =>
  transact(ctx, async (ctx) => {
    const rows = await visitsOf(ctx, token, true)
    const row = rows.find(({ id }) => id === asId(appointmentId))
    if (!row) throw notFound('appointment', 'appointmentId')
    if (isDone(row)) return shown(ctx, row)
    if (!isAhead(row, ctx.now()))
      throw conflict('This visit cannot be changed here any more. Please call us.', {
        field: 'appointmentId',
        status: row.status,
      })
    await step(ctx, row)
    const [after] = await ctx.db.select().from(appointments).where(eq(appointments.id, row.id))
    return shown(ctx, after!)
  })

/**
 * Confirms a visit for whoever has the link of its reminder.
 * no authorization: the link is the right. no audit: `takeStep` leaves the entry.
 */
export const confirmByLink = (ctx: Context, input: LinkedAppointmentInput): Promise<LinkedAppointment> =>
  change(
    ctx,
    input,
    ({ status }) => status === 'CONFIRMED',
    (ctx, row) =>
      takeStep(ctx, row, {
        action: AppointmentAction.CONFIRM,
        to: transitions[row.status].CONFIRM!,
        reason: byLink,
      }),
  )

/**
 * Cancels a visit for whoever has the link of its reminder; less than a day before the start it counts as late (AP9).
 * no authorization: the link is the right. no audit: `callOff` leaves the entry.
 */
export const cancelByLink = (ctx: Context, input: CancelLinkedAppointmentInput): Promise<LinkedAppointment> =>
  change(
    ctx,
    input,
    ({ status }) => status === 'CANCELLED' || status === 'LATE_CANCELLED',
    (ctx, row) => callOff(ctx, row, input.reason ? `${byLink}: ${input.reason}` : byLink),
  )
