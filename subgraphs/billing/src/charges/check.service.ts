import type { Context } from '@vetgraph/kit/context'
import { addMinutes } from '@vetgraph/kit/time'
import { and, count, eq, gte, isNotNull, lt, notExists } from 'drizzle-orm'
import { invoiceItems } from '../invoices/invoice.table.ts'
import { isUnbilled } from './act.service.ts'
import { acts } from './act.table.ts'

const day = 24 * 60
/** How far back acts are compared with the lines that charge them. */
const comparedDays = 7

/**
 * Compares what was done with the lines of invoices, and logs by location what is not charged after a day, what was taken
 * back after it was invoiced, and what has no line although it counts as charged (B13).
 * no authorization: it is the hospital's own work.
 */
export async function checkCharges(ctx: Context) {
  const now = ctx.now()
  const find = (what: ReturnType<typeof and>) =>
    ctx.db
      .select({ locationId: acts.locationId, count: count() })
      .from(acts)
      .where(what)
      .groupBy(acts.locationId)
  const line = ctx.db
    .select({ id: invoiceItems.id })
    .from(invoiceItems)
    .where(and(eq(invoiceItems.invoiceId, acts.invoiceId), eq(invoiceItems.actId, acts.id)))
  const unbilled = await find(and(isUnbilled, lt(acts.at, addMinutes(now, -day))))
  const chargedInError = await find(and(isNotNull(acts.retractedAt), isNotNull(acts.invoiceId)))
  const withoutLine = await find(
    and(gte(acts.at, addMinutes(now, -comparedDays * day)), isNotNull(acts.invoiceId), notExists(line)),
  )
  if (unbilled.length + chargedInError.length > 0)
    ctx.log.warn({ unbilled, chargedInError }, 'what was done and what is charged differ')
  if (withoutLine.length > 0) ctx.log.error({ withoutLine }, 'what counts as charged has no line')
}
