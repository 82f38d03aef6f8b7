import type { Context } from '@vetgraph/kit/context'
import { postgresFailure } from '@vetgraph/kit/database/db'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import {
  AppointmentAction,
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  expected,
} from './appointment.table.ts'
import { lastStep } from './history.service.ts'
import { takeStep, undoStep } from './step.service.ts'

const reason = 'The patient has died.'

/** A pet's visits that have not begun, kept from others until the transaction ends. */
const aheadOf = (ctx: Context, petId: string, statuses: readonly AppointmentStatus[]) =>
  ctx.db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.petId, petId),
        gt(appointments.startsAt, ctx.now()),
        inArray(appointments.status, [...statuses]),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
    .for('update')

/** Cancels the visits ahead of a patient that has died (PT4). */
export async function cancelForDeath(ctx: Context, petId: string) {
  for (const row of await aheadOf(ctx, petId, expected)) {
    await takeStep(ctx, row, {
      ...{ action: AppointmentAction.CANCEL, to: AppointmentStatus.CANCELLED, reason },
      changes: { cancellationReason: reason, cancelledByDeath: true },
    })
  }
}

async function reinstate(ctx: Context, row: AppointmentRow) {
  const step = await lastStep(ctx, row.id)
  if (step?.fromStatus && step.toStatus === row.status)
    await undoStep(ctx, row, { id: step.id, fromStatus: step.fromStatus })
}

const exclusionViolation = '23P01'

/** Visits that were cancelled by a death stand again, but for those whose time somebody else has now (PT4). */
export async function reinstateAfterDeath(ctx: Context, petId: string) {
  for (const row of await aheadOf(ctx, petId, [AppointmentStatus.CANCELLED])) {
    if (!row.cancelledByDeath) continue
    try {
      await ctx.db.transaction((db) => reinstate({ ...ctx, db }, row))
    } catch (error) {
      if (postgresFailure(error)?.code !== exclusionViolation) throw error
    }
  }
}
