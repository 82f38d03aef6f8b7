import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { type LocationPolicies, usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { addMinutes, dayInWords, dayOf } from '@vetgraph/kit/time'
import { locations } from '../refs/refs.service.ts'
import { listRoomsOf } from '../rooms/room.service.ts'
import type { CancelAppointmentInput, RoomAppointmentInput } from './appointment.inputs.ts'
import { getForChange } from './appointment.service.ts'
import { arrive, leaveTogether } from './arrival.service.ts'
import { lastStep } from './history.service.ts'
import {
  AppointmentAction,
  type AppointmentRow,
  AppointmentStatus,
  cancellable,
  expected,
  inHouse,
  transitions,
  vacated,
} from './appointment.table.ts'
import { checkParties, checkPetFree, patientOf, textOf } from './checks.service.ts'
import { isAhead, isByOwner } from './online.service.ts'
import { getShown } from './reschedule.service.ts'
import { takeStep, undoStep } from './step.service.ts'

const told: Record<AppointmentStatus, string> = {
  SCHEDULED: 'is only scheduled',
  CONFIRMED: 'is confirmed',
  ARRIVED: 'is in the waiting area',
  ROOMED: 'is in a room',
  IN_EXAM: 'is being examined',
  READY: 'is ready to check out',
  CHECKED_OUT: 'is checked out',
  CANCELLED: 'is cancelled',
  LATE_CANCELLED: 'is cancelled',
  NO_SHOW: 'was missed',
}

export const impossible = (row: AppointmentRow) =>
  conflict(`This visit ${told[row.status]}; that step is not possible now.`, {
    field: 'id',
    status: row.status,
    version: row.version,
  })

/** The steps that are taken while the patient is there. */
const onItsDay: readonly AppointmentAction[] = [
  AppointmentAction.CHECK_IN,
  AppointmentAction.ROOM,
  AppointmentAction.START,
  AppointmentAction.COMPLETE,
]

/**
 * A patient is seen on the visit's own day in the location's zone: any other day is a CONFLICT that says
 * when the visit is, unless somebody who may do so gives a reason, which is answered for the history.
 */
async function checkDayOf(
  ctx: Context,
  row: AppointmentRow,
  otherDayReason: string | null | undefined,
): Promise<string | null> {
  const reason = textOf('otherDayReason', otherDayReason ?? '')
  const location = await locations.find(ctx, row.locationId)
  if (!location) throw new Error(`appointment ${row.id} without its location`)
  const [first, last, today] = [row.startsAt, row.endsAt, ctx.now()].map((at) => dayOf(at, location.timeZone))
  if (first! <= today! && today! <= last!) return null
  if (reason !== '') {
    authorize(ctx, 'appointment:other-day', row.locationId)
    return reason
  }
  throw conflict(`This visit is on ${dayInWords(row.startsAt, location.timeZone)}.`, {
    field: 'id',
    startsAt: row.startsAt,
    date: first,
  })
}

/** Moves a visit along the status machine; a step that the present status does not allow is a CONFLICT (AP9). */
export async function advance(
  ctx: Context,
  id: string,
  action: AppointmentAction,
  otherDayReason?: string | null,
): Promise<AppointmentRow> {
  const shownId = await once(ctx, `appointment.${action}`, { id, otherDayReason }, async (ctx) => {
    const row = await getForChange(ctx, id, 'appointment:progress')
    const to = transitions[row.status][action]
    if (!to) throw impossible(row)
    // What is complete is charged and written down for somebody.
    if (action === AppointmentAction.COMPLETE) patientOf(row)
    const reason = onItsDay.includes(action) ? await checkDayOf(ctx, row, otherDayReason) : null
    if (action === AppointmentAction.CHECK_IN) await arrive(ctx, row, reason)
    else await takeStep(ctx, row, { action, to, reason })
    return row.id
  })
  return getShown(ctx, shownId)
}

/** Brings an arrived client to a room. */
export async function roomAppointment(ctx: Context, input: RoomAppointmentInput): Promise<AppointmentRow> {
  const { roomId } = input
  const id = await once(ctx, 'appointment.room', input, async (ctx) => {
    const row = await getForChange(ctx, input.id, 'appointment:progress')
    const to = transitions[row.status].ROOM
    if (!to) throw impossible(row)
    const rooms = await listRoomsOf(ctx, row.locationId)
    if (roomId && !rooms.some((room) => room.id === roomId)) throw notFound('room at this location', 'roomId')
    const reason = await checkDayOf(ctx, row, input.otherDayReason)
    await takeStep(ctx, row, {
      action: AppointmentAction.ROOM,
      to,
      reason,
      changes: { roomId: roomId ?? row.roomId },
    })
    return row.id
  })
  return getShown(ctx, id)
}

/** Whether a visit that is called off now is called off late: within as many hours of its start as its location says (AP9). */
export const isLate = (
  { startsAt }: Pick<AppointmentRow, 'startsAt'>,
  { lateCancellationHours }: Pick<LocationPolicies, 'lateCancellationHours'>,
  now: Date,
) => now > addMinutes(startsAt, -lateCancellationHours * 60)

/** Calls a visit off, early or late. */
export async function callOff(ctx: Context, row: AppointmentRow, reason: string): Promise<string> {
  const location = (await locations.find(ctx, row.locationId)) ?? usualPolicies
  return takeStep(ctx, row, {
    action: AppointmentAction.CANCEL,
    to: isLate(row, location, ctx.now()) ? AppointmentStatus.LATE_CANCELLED : AppointmentStatus.CANCELLED,
    reason,
    changes: { cancellationReason: reason },
  })
}

/**
 * Calls a visit off with a reason; shortly before the start it counts as late (AP9). It is never deleted (AP10). Owners
 * call off visits of their own pets before they begin.
 */
export async function cancelAppointment(
  ctx: Context,
  input: CancelAppointmentInput,
): Promise<AppointmentRow> {
  const id = await once(ctx, 'appointment.cancel', input, async (ctx) => {
    const row = await getForChange(ctx, input.id, 'appointment:cancel', input.version, true)
    const reason = textOf('reason', input.reason)
    if (reason === '') throw badInput('reason', 'Say why the visit is cancelled.')
    const byOwner = isByOwner(ctx, 'appointment:cancel', row)
    if (byOwner ? !isAhead(row, ctx.now()) : !cancellable.includes(row.status)) throw impossible(row)
    await callOff(ctx, row, reason)
    return row.id
  })
  return getShown(ctx, id)
}

/** Records that nobody came; impossible before the start (AP9). */
export async function markNoShow(ctx: Context, id: string, reason?: string | null): Promise<AppointmentRow> {
  const shownId = await once(ctx, 'appointment.no-show', { id, reason }, async (ctx) => {
    const row = await getForChange(ctx, id, 'appointment:progress')
    if (!expected.includes(row.status)) throw impossible(row)
    if (ctx.now() < row.startsAt) throw badInput('id', 'Nobody can have missed a visit that has not begun.')
    await takeStep(ctx, row, {
      action: AppointmentAction.NO_SHOW,
      to: AppointmentStatus.NO_SHOW,
      reason: reason ? textOf('reason', reason) : null,
    })
    return row.id
  })
  return getShown(ctx, shownId)
}

/** Takes the step back that led to this version; the time of a cancelled visit must still be free (AP9). */
export async function undoAppointmentStatus(
  ctx: Context,
  id: string,
  version: number,
): Promise<AppointmentRow> {
  const shownId = await once(ctx, 'appointment.undo', { id, version }, async (ctx) => {
    const row = await getForChange(ctx, id, 'appointment:progress', version)
    const step = await lastStep(ctx, row.id)
    // A confirmation does not apply after a later move.
    if (!step?.fromStatus || step.toStatus !== row.status) throw badInput('id', 'There is nothing to undo.')
    // A visit that stands again is checked like one that is booked, but for its time, which may be past.
    if (vacated.includes(row.status) && row.petId !== null) {
      const { pet, location } = await checkParties(ctx, { ...row, petId: row.petId })
      if (row.overlapReason === null)
        await checkPetFree(ctx, { ...row, pet, location, visitId: row.id }, null)
    }
    await undoStep(ctx, row, { id: step.id, fromStatus: step.fromStatus })
    if (step.action === AppointmentAction.CHECK_IN) await leaveTogether(ctx, row)
    return row.id
  })
  return getShown(ctx, shownId)
}

const rights: Record<AppointmentAction, Permission> = {
  CONFIRM: 'appointment:progress',
  CHECK_IN: 'appointment:progress',
  ROOM: 'appointment:progress',
  START: 'appointment:progress',
  COMPLETE: 'appointment:progress',
  CHECK_OUT: 'appointment:progress',
  NO_SHOW: 'appointment:progress',
  UNDO: 'appointment:progress',
  CANCEL: 'appointment:cancel',
  RESCHEDULE: 'appointment:book',
  UPDATE: 'appointment:book',
  TRIAGE: 'appointment:triage',
}

type Standing = Pick<AppointmentRow, 'status' | 'startsAt' | 'locationId' | 'walkIn'>

/** A patient is triaged from its arrival until it has been treated. */
export const canBeTriaged = ({ status }: Pick<AppointmentRow, 'status'>) =>
  inHouse.includes(status) && status !== AppointmentStatus.READY

function isPossible(row: Standing, action: AppointmentAction, now: Date): boolean {
  switch (action) {
    case AppointmentAction.RESCHEDULE:
      return expected.includes(row.status)
    case AppointmentAction.NO_SHOW:
      return expected.includes(row.status) && now >= row.startsAt
    case AppointmentAction.CANCEL:
      return cancellable.includes(row.status)
    case AppointmentAction.UPDATE:
      return true
    case AppointmentAction.UNDO:
      // A walk-in begins with its arrival.
      return row.status !== (row.walkIn ? AppointmentStatus.ARRIVED : AppointmentStatus.SCHEDULED)
    case AppointmentAction.TRIAGE:
      return canBeTriaged(row)
    default:
      return transitions[row.status][action] !== undefined
  }
}

/** What owners do to their own pets’ visits. */
const ownersDo: readonly AppointmentAction[] = [AppointmentAction.CANCEL, AppointmentAction.RESCHEDULE]

/** What this viewer may do to the visit now, in the order of a visit; who sees it without being staff owns the pet. */
export const allowedActions = (ctx: Context, row: Standing): AppointmentAction[] => {
  const isOwner = !can(ctx.viewer, 'appointment:read', row.locationId)
  return Object.values(AppointmentAction).filter((action) =>
    isOwner
      ? ownersDo.includes(action) && isAhead(row, ctx.now())
      : can(ctx.viewer, rights[action], row.locationId) && isPossible(row, action, ctx.now()),
  )
}
