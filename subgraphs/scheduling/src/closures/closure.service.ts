import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { type Places, statement } from '@vetgraph/kit/reads/statement'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { RosterChangeKind, signalRoster } from '../rosters/changes.service.ts'
import { lockDuty } from '../rosters/duty-lock.ts'
import { checkDay, checkDays } from '../rosters/days.ts'
import { type ClosureRow, closures } from './closure.table.ts'
import type { AddClosureInput } from './closure.types.ts'

const valuesOf = ({ locationId, name, firstDay, lastDay, starts, ends }: ClosureRow) => ({
  locationId,
  name,
  firstDay,
  lastDay,
  starts,
  ends,
})

const signalClosure = (ctx: Context, { locationId }: ClosureRow) =>
  signalRoster(ctx, RosterChangeKind.CLOSURE, [locationId])

const saved = writing({
  table: closures,
  type: 'Closure',
  noun: 'closure',
  values: valuesOf,
  announce: signalClosure,
})

/** The closures of a location on some days, by first day. */
export const listClosuresIn = statement(
  (db, { locationId, from, to }: Places<{ locationId: string; from: string; to: string }>) =>
    db
      .select()
      .from(closures)
      .where(
        and(eq(closures.locationId, locationId), gte(closures.lastDay, from), lte(closures.firstDay, to)),
      )
      .orderBy(asc(closures.firstDay), asc(closures.id))
      .limit(500),
)

export function listClosures(
  ctx: Context,
  locationId: string,
  from: string,
  to: string,
): Promise<ClosureRow[]> {
  authorize(ctx, 'appointment:read', locationId)
  checkDay(from, 'from')
  checkDay(to, 'to')
  return listClosuresIn(ctx, { locationId: asId(locationId), from, to })
}

/** Closes a location on some days; visits that are booked stay (S1, AP12). */
export async function addClosure(ctx: Context, input: AddClosureInput): Promise<ClosureRow> {
  authorize(ctx, 'roster:write', input.locationId)
  const id = await once(ctx, 'closure.create', input, async (ctx) => {
    checkDays(input)
    if (!(await locations.find(ctx, input.locationId))) throw notFound('location', 'locationId')
    await lockDuty(ctx, input.locationId)
    return (await saved.add(ctx, input)).id
  })
  const [row] = await ctx.db.select().from(closures).where(eq(closures.id, id))
  if (!row) throw notFound('closure')
  return row
}

/** Takes a closure back; the audit log keeps it. */
export function removeClosure(ctx: Context, id: string): Promise<string> {
  authorize(ctx, 'roster:write')
  return transact(ctx, async (ctx) => {
    const row = await saved.lock(ctx, id)
    authorize(ctx, 'roster:write', row.locationId)
    await ctx.db.delete(closures).where(eq(closures.id, row.id))
    await audit(ctx, 'closure.remove', { entity: 'Closure', entityId: row.id, before: valuesOf(row) })
    await signalClosure(ctx, row)
    return row.id
  })
}
