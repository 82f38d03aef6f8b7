import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, asc, desc, eq, notInArray } from 'drizzle-orm'
import {
  AppointmentAction,
  appointmentHistory,
  type AppointmentHistoryRow,
  type Move,
} from './appointment.table.ts'
import type { AppointmentMove, AppointmentPlace } from './appointment.types.ts'

/** What staff write of a visit, remarks and reasons, is for staff (AU4). */
export const forStaff = (
  ctx: Context,
  { locationId }: { locationId: string },
  text: string | null,
): string | null => (can(ctx.viewer, 'appointment:read', locationId) ? text : null)

const stepsOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(appointmentHistory)
    .where(among(appointmentHistory.appointmentId, ids))
    .orderBy(asc(appointmentHistory.at), asc(appointmentHistory.id)),
)

async function readHistory(ctx: Context, ids: readonly string[]) {
  const rows = await stepsOf(ctx, { ids })
  return rows.map((row): [string, AppointmentHistoryRow] => [row.appointmentId, row])
}

const placeFrom = ({ startsAt, endsAt, ...place }: Move['from']): AppointmentPlace => ({
  ...place,
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
})

/** The steps of a visit, oldest first. */
export async function listHistory(
  ctx: Context,
  visit: { id: string; locationId: string },
): Promise<Array<Omit<AppointmentHistoryRow, 'move'> & { move: AppointmentMove | null }>> {
  const steps = await groupLoaderOf(ctx, readHistory).load(visit.id)
  return steps.map((step) => ({
    ...step,
    reason: forStaff(ctx, visit, step.reason),
    move: step.move && { from: placeFrom(step.move.from), to: placeFrom(step.move.to) },
  }))
}

/** The step that an undo would take back: the latest one that still stands. */
export async function lastStep(ctx: Context, appointmentId: string): Promise<AppointmentHistoryRow | null> {
  const [row] = await ctx.db
    .select()
    .from(appointmentHistory)
    .where(
      and(
        eq(appointmentHistory.appointmentId, appointmentId),
        eq(appointmentHistory.undone, false),
        // Undo steps and moves are skipped: the next undo goes one step further back.
        notInArray(appointmentHistory.action, [AppointmentAction.UNDO, AppointmentAction.RESCHEDULE]),
      ),
    )
    .orderBy(desc(appointmentHistory.at), desc(appointmentHistory.id))
    .limit(1)
  return row ?? null
}
