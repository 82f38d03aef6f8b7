import type { Context } from '@vetgraph/kit/context'
import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { type Places, statement } from '@vetgraph/kit/reads/statement'
import { addMonths, dayOf } from '@vetgraph/kit/time'
import { and, between, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { listUnbilled } from '../charges/act.service.ts'
import { journalEntries, JournalEntryKind, journalLines, LedgerAccount } from '../ledger/journal.table.ts'
import { countOverdue } from '../payments/overdue.service.ts'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import type { BillingDashboard, DashboardRevenue } from './dashboard.types.ts'

/** A dashboard with the location that its figures are of. */
export interface DashboardOfLocation extends BillingDashboard {
  location: LocationRef
}

/** How the money of a location stands; null for whoever may see nothing of it. */
export async function readDashboard(ctx: Context, locationId: string): Promise<DashboardOfLocation | null> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'invoice:read', locationId) && !can(viewer, 'revenue:read', locationId)) return null
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  return { location, date: dayOf(ctx.now(), location.timeZone) }
}

const mayReadInvoices = ({ viewer }: Context, { location }: DashboardOfLocation) =>
  can(viewer, 'invoice:read', location.id)

/** What was done and is neither charged nor waived (B13). */
export const findUnbilledActs = (ctx: Context, dashboard: DashboardOfLocation): Promise<number> | null =>
  mayReadInvoices(ctx, dashboard) ? listUnbilled.count(ctx, { locationId: dashboard.location.id }) : null

/** Invoices that nobody has paid in time (B11). */
export const findOverdueInvoices = (ctx: Context, dashboard: DashboardOfLocation): Promise<number> | null =>
  mayReadInvoices(ctx, dashboard) ? countOverdue(ctx, dashboard.location.id) : null

interface Days {
  locationId: string
  today: string
  monthFrom: string
  lastFrom: string
  lastTo: string
}

const revenueOf = statement((db, { locationId, today, monthFrom, lastFrom, lastTo }: Places<Days>) => {
  // The sum for each entry keeps the lines of other days unread, however many there are.
  const revenue = db
    // Credits of the ledger are negative.
    .select({ amount: sql<number>`-sum(${journalLines.amount})`.as('amount') })
    .from(journalLines)
    .where(and(eq(journalLines.entryId, journalEntries.id), eq(journalLines.account, LedgerAccount.REVENUE)))
    .as('revenue')
  const sumOf = (days: SQL) =>
    sql<number>`coalesce(sum(${revenue.amount}) filter (where ${days}), 0)`.mapWith(Number)
  const { day } = journalEntries
  return db
    .select({
      today: sumOf(sql`${day} = ${today}`),
      month: sumOf(sql`${day} >= ${monthFrom}`),
      sameDaysOfLastMonth: sumOf(sql`${day} <= ${lastTo}`),
      lastMonth: sumOf(sql`${day} < ${monthFrom}`),
    })
    .from(journalEntries)
    .innerJoinLateral(revenue, sql`true`)
    .where(
      and(
        eq(journalEntries.locationId, locationId),
        between(day, lastFrom, today),
        inArray(journalEntries.kind, [JournalEntryKind.INVOICE, JournalEntryKind.CREDIT_NOTE]),
      ),
    )
})

/** What was invoiced less what was credited, by the days of the journal (RP1); null without `revenue:read`. */
export async function findRevenue(
  ctx: Context,
  { location, date: today }: DashboardOfLocation,
): Promise<DashboardRevenue | null> {
  if (!can(ctx.viewer, 'revenue:read', location.id)) return null
  const monthFrom = `${today.slice(0, 8)}01`
  const days = { today, monthFrom, lastFrom: addMonths(monthFrom, -1), lastTo: addMonths(today, -1) }
  const [sums] = await revenueOf(ctx, { locationId: location.id, ...days })
  const { currency } = location
  return {
    today: { amount: sums!.today, currency },
    month: { amount: sums!.month, currency },
    sameDaysOfLastMonth: { amount: sums!.sameDaysOfLastMonth, currency },
    lastMonth: { amount: sums!.lastMonth, currency },
  }
}
