import { audit, auditAll } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { type AppointmentFacts, emit, emitAll } from '@vetgraph/kit/contracts/events'
import { householdsOf, type Owned } from '@vetgraph/kit/access/household'
import { newId } from '@vetgraph/kit/ids'
import { notifyAll, signal } from '@vetgraph/kit/work/signals'
import { eq } from 'drizzle-orm'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { pets } from '../refs/refs.service.ts'
import type { PetRef } from '../refs/refs.table.ts'
import { findAppointment, listOfHouseholdVisit } from './appointment.service.ts'
import {
  AppointmentAction,
  appointmentHistory,
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  completed,
  expected,
} from './appointment.table.ts'
import type { AppointmentChangeKind } from './appointment.types.ts'

export interface Step {
  action: AppointmentAction | 'BOOK'
  /** The visit before it; null for one that is booked. */
  before: AppointmentRow | null
  after: AppointmentRow
  reason?: string | null
}

/** What other subgraphs are told of a visit. */
async function factsOf(ctx: Context, row: AppointmentRow, pet: PetRef): Promise<AppointmentFacts> {
  const type = await findAppointmentType(ctx, row.typeId)
  if (!type) throw new Error(`appointment ${row.id} without its type`)
  return {
    id: row.id,
    petId: pet.id,
    petName: pet.name,
    ownerId: pet.ownerId,
    vetId: row.vetId,
    locationId: row.locationId,
    householdVisitId: row.householdVisitId,
    typeId: row.typeId,
    typeName: type.name,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    actorId: ctx.viewer?.userId ?? null,
    version: row.version,
  }
}

/** What open screens are told of a visit that changed. */
const changeOf = (
  ctx: Context,
  kind: `${AppointmentChangeKind}`,
  row: AppointmentRow,
  pet: Owned | null,
  previousVetId = row.vetId,
) => ({
  kind,
  changedAt: ctx.now().toISOString(),
  appointmentId: row.id,
  locationId: row.locationId,
  vetIds: [...new Set([row.vetId, previousVetId])],
  petId: row.petId,
  households: pet ? householdsOf(pet) : [],
})

/** Tells every open screen that a visit changed. */
const signalChange = (...change: Parameters<typeof changeOf>) =>
  signal(change[0], 'appointment', changeOf(...change))

/**
 * Keeps that a visit has an invoice (AP8), and notifies open screens that its total has changed; one invoice charges all
 * appointments of a household visit (AP6).
 */
export async function signalInvoiced(ctx: Context, appointmentId: string | null) {
  const visit = appointmentId === null ? null : await findAppointment(ctx, appointmentId)
  if (!visit) return
  const charged = visit.householdVisitId ? await listOfHouseholdVisit(ctx, visit.householdVisitId) : [visit]
  for (const row of charged) {
    if (!row.invoiced && (row.id === visit.id || completed.includes(row.status)))
      await ctx.db.update(appointments).set({ invoiced: true }).where(eq(appointments.id, row.id))
    const pet = row.petId && (await pets.find(ctx, row.petId))
    if (pet) await signalChange(ctx, 'INVOICED', row, pet)
  }
}

const cancelled: readonly AppointmentStatus[] = [
  AppointmentStatus.CANCELLED,
  AppointmentStatus.LATE_CANCELLED,
]

const placeOf = ({ startsAt, endsAt, vetId, roomId }: AppointmentRow) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  vetId,
  roomId,
})

async function emitStep(ctx: Context, { action, before, reason }: Step, facts: AppointmentFacts) {
  const { id } = facts
  if (!before || before.petId === null) return emit(ctx, 'appointment.booked', id, facts)
  switch (action) {
    case AppointmentAction.RESCHEDULE:
      return emit(ctx, 'appointment.rescheduled', id, {
        ...facts,
        previousVetId: before.vetId,
        previousStartsAt: before.startsAt.toISOString(),
      })
    case AppointmentAction.COMPLETE:
      return emit(ctx, 'appointment.completed', id, facts)
    case AppointmentAction.CANCEL:
      return emit(ctx, 'appointment.cancelled', id, { ...facts, reason: reason ?? '' })
    case AppointmentAction.UNDO:
      if (before.status === AppointmentStatus.READY) await emit(ctx, 'appointment.reopened', id, facts)
      if (cancelled.includes(before.status)) await emit(ctx, 'appointment.reinstated', id, facts)
  }
}

const kinds: Partial<Record<Step['action'], `${AppointmentChangeKind}`>> = {
  BOOK: 'BOOKED',
  RESCHEDULE: 'RESCHEDULED',
  UPDATE: 'UPDATED',
  CANCEL: 'CANCELLED',
  TRIAGE: 'TRIAGED',
}

/** Changes of these are no step in the history: the audit log has them. */
const noStep: ReadonlyArray<Step['action']> = [AppointmentAction.UPDATE, AppointmentAction.TRIAGE]

/** Writes a step of a visit: the row, its history, the audit, and what other subgraphs and open screens are told. */
export async function writeStep(ctx: Context, step: Step): Promise<string> {
  const { action, before, after, reason = null } = step
  const { id } = after
  if (before) await ctx.db.update(appointments).set(after).where(eq(appointments.id, id))
  else await ctx.db.insert(appointments).values(after)
  if (!noStep.includes(action)) {
    await ctx.db.insert(appointmentHistory).values({
      id: newId(),
      appointmentId: id,
      at: ctx.now(),
      fromStatus: before?.status ?? null,
      toStatus: after.status,
      action,
      actorId: ctx.viewer?.userId ?? null,
      reason,
      move:
        before && action === AppointmentAction.RESCHEDULE
          ? { from: placeOf(before), to: placeOf(after) }
          : null,
    })
  }
  await audit(ctx, `appointment.${action.toLowerCase().replace('_', '-')}`, {
    entity: 'Appointment',
    entityId: id,
    before,
    after: reason !== null ? { ...after, stepReason: reason } : after,
  })
  // While nobody knows the patient of a walk-in, only the diary hears of it (AP14).
  const pet = after.petId === null ? null : await pets.find(ctx, after.petId)
  if (after.petId !== null && !pet) throw new Error(`appointment ${id} without its pet`)
  if (pet) await emitStep(ctx, step, await factsOf(ctx, after, pet))
  await signalChange(ctx, kinds[action] ?? 'STATUS_CHANGED', after, pet, before?.vetId)
  return id
}

/** Visits brought from another system, and for whom they are. */
export interface BroughtVisit {
  row: AppointmentRow
  pet: PetRef
}

const broughtFrom = 'Imported from a file.'

/** As many rows as fit the parameters of one statement. */
const rowsAtOnce = 500

/** Writes many visits that another system knew already, in as many statements for one as for some hundreds (AP16). */
export async function writeImported(ctx: Context, brought: readonly BroughtVisit[]) {
  const rows = brought.map(({ row }) => row)
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce)
    await ctx.db.insert(appointments).values(some)
    await ctx.db.insert(appointmentHistory).values(
      some.map(({ id, status }) => ({
        id: newId(),
        appointmentId: id,
        at: ctx.now(),
        toStatus: status,
        action: 'BOOK',
        actorId: ctx.viewer?.userId ?? null,
        reason: broughtFrom,
      })),
    )
  }
  await auditAll(
    ctx,
    'appointment.import',
    rows.map((row) => ({ entity: 'Appointment', entityId: row.id, after: row })),
  )
  const told = await Promise.all(brought.map(({ row, pet }) => factsOf(ctx, row, pet)))
  await emitAll(
    ctx,
    'appointment.booked',
    told.map((facts) => ({ ...facts, imported: true })),
  )
  await notifyAll(
    ctx,
    'appointment',
    brought.map(({ row, pet }) => changeOf(ctx, 'BOOKED', row, pet)),
  )
}

interface Transition {
  action: AppointmentAction
  to: AppointmentStatus
  reason?: string | null
  changes?: Partial<AppointmentRow>
}

/** Takes a step from one status to the next. */
export function takeStep(
  ctx: Context,
  row: AppointmentRow,
  { action, to, reason = null, changes = {} }: Transition,
): Promise<string> {
  const after = { ...row, ...changes, status: to, version: row.version + 1, updatedAt: ctx.now() }
  return writeStep(ctx, { action, before: row, after, reason })
}

/** Takes back the step that led to the present status; the history keeps it, marked as undone. */
export async function undoStep(
  ctx: Context,
  row: AppointmentRow,
  step: { id: string; fromStatus: AppointmentStatus },
): Promise<string> {
  await ctx.db.update(appointmentHistory).set({ undone: true }).where(eq(appointmentHistory.id, step.id))
  return takeStep(ctx, row, {
    action: AppointmentAction.UNDO,
    to: step.fromStatus,
    changes: {
      cancellationReason: null,
      cancelledByDeath: false,
      ...(expected.includes(step.fromStatus) && { arrivedAt: null }),
    },
  })
}
