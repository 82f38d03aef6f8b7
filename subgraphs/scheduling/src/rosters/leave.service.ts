import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { writing } from '@vetgraph/kit/work/writing'
import { and, eq, gte, isNull, or } from 'drizzle-orm'
import { users } from '../refs/refs.service.ts'
import { RosterChangeKind, signalRoster } from './changes.service.ts'
import { checkDays } from './days.ts'
import { lockDuty } from './duty-lock.ts'
import { leave, type LeaveRow } from './roster.table.ts'
import type { AddLeaveInput } from './roster.types.ts'
import { shifts } from './shift.table.ts'

const valuesOf = ({ userId, kind, firstDay, lastDay, starts, ends }: LeaveRow) => ({
  userId,
  kind,
  firstDay,
  lastDay,
  starts,
  ends,
})

const saved = writing({ table: leave, type: 'Leave', noun: 'leave', values: valuesOf })

/** Leave is for all locations: it takes the right at each one where the person has shifts on its days or later (AU6), and all are told. */
async function authorizeAndTell(ctx: Context, { userId, firstDay }: Pick<LeaveRow, 'userId' | 'firstDay'>) {
  const places = await ctx.db
    .selectDistinct({ locationId: shifts.locationId })
    .from(shifts)
    .where(and(eq(shifts.vetId, userId), or(isNull(shifts.validTo), gte(shifts.validTo, firstDay))))
  for (const { locationId } of places) authorize(ctx, 'roster:write', locationId)
  await signalRoster(
    ctx,
    RosterChangeKind.LEAVE,
    places.map(({ locationId }) => locationId),
  )
}

/** Days on which somebody does not work, at any location; visits that are booked stay (S1, AP12). */
export async function addLeave(ctx: Context, input: AddLeaveInput): Promise<LeaveRow> {
  authorize(ctx, 'roster:write')
  const id = await once(ctx, 'leave.create', input, async (ctx) => {
    checkDays(input)
    const user = await users.find(ctx, input.userId)
    if (!user?.active) throw notFound('active user', 'userId')
    await lockDuty(ctx, user.id)
    const { kind, firstDay, lastDay, starts, ends } = input
    await authorizeAndTell(ctx, { userId: user.id, firstDay })
    return (await saved.add(ctx, { userId: user.id, kind, firstDay, lastDay, starts, ends })).id
  })
  const [row] = await ctx.db.select().from(leave).where(eq(leave.id, id))
  if (!row) throw notFound('leave')
  return row
}

/** Takes leave back; the audit log keeps it. */
export function removeLeave(ctx: Context, id: string): Promise<string> {
  authorize(ctx, 'roster:write')
  return transact(ctx, async (ctx) => {
    const [row] = await ctx.db
      .delete(leave)
      .where(eq(leave.id, asId(id)))
      .returning()
    if (!row) throw notFound('leave', 'id')
    await authorizeAndTell(ctx, row)
    await audit(ctx, 'leave.remove', { entity: 'Leave', entityId: row.id, before: valuesOf(row) })
    return row.id
  })
}
