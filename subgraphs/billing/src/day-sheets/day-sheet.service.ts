import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { documentAddress } from '@vetgraph/kit/documents/address'
import { notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { issuerOf, printed } from '../invoices/party.service.ts'
import { journalEntries, JournalEntryKind, journalLines, LedgerAccount } from '../ledger/journal.table.ts'
import { PaymentMethod } from '../payments/payment.table.ts'
import { locations } from '../refs/refs.service.ts'
import { expectedIn } from '../tills/till-session.service.ts'
import { tills, tillSessions } from '../tills/till.table.ts'
import { daySheetDocument } from './day-sheet.pdf.ts'
import type { DaySheet, DayTaking } from './day-sheet.types.ts'

const readSums = (ctx: Context, locationId: string, day: string) =>
  ctx.db
    .select({
      kind: journalEntries.kind,
      account: journalLines.account,
      amount: sql<number>`sum(${journalLines.amount})`.mapWith(Number),
      entries: sql<number>`count(distinct ${journalLines.entryId})`.mapWith(Number),
    })
    .from(journalEntries)
    .innerJoin(journalLines, eq(journalLines.entryId, journalEntries.id))
    .where(and(eq(journalEntries.locationId, locationId), eq(journalEntries.day, day)))
    .groupBy(journalEntries.kind, journalLines.account)

const maxSessions = 100

/** A location's day: what the ledger says of it, and the sessions of its tills (B15). */
export async function daySheet(ctx: Context, locationId: string, day: string): Promise<DaySheet> {
  authorize(ctx, 'invoice:read', locationId)
  authorize(ctx, 'till:count', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const { currency } = location
  const sums = await readSums(ctx, locationId, day)
  const found = (kind: JournalEntryKind, account: LedgerAccount) =>
    sums.find((row) => row.kind === kind && row.account === account)
  /** Debits are positive: money that comes in, and revenue that is taken back. */
  const sum = (kind: JournalEntryKind, account: LedgerAccount) => found(kind, account)?.amount ?? 0
  const money = (amount: number) => ({ amount, currency })
  const takings = Object.values(PaymentMethod)
    .filter((method) => method !== PaymentMethod.CREDIT)
    .map((method): DayTaking => {
      const taken = sum(JournalEntryKind.PAYMENT, LedgerAccount[method])
      const refunded = 0 - sum(JournalEntryKind.REFUND, LedgerAccount[method])
      const reversed = 0 - sum(JournalEntryKind.REVERSAL, LedgerAccount[method])
      return {
        method,
        taken: money(taken),
        refunded: money(refunded),
        reversed: money(reversed),
        total: money(taken - refunded - reversed),
      }
    })
  const documents = (kind: JournalEntryKind, sign: 1 | -1) => {
    const net = 0 - sign * sum(kind, LedgerAccount.REVENUE)
    const tax = 0 - sign * sum(kind, LedgerAccount.TAX)
    return {
      count: found(kind, LedgerAccount.REVENUE)?.entries ?? 0,
      net: money(net),
      tax: money(tax),
      total: money(net + tax),
    }
  }
  return {
    id: `${locationId} ${day}`,
    day,
    locationId,
    currency,
    takings,
    rounding: money(
      sums.reduce((total, row) => (row.account === LedgerAccount.ROUNDING ? total + row.amount : total), 0),
    ),
    invoices: documents(JournalEntryKind.INVOICE, 1),
    creditNotes: documents(JournalEntryKind.CREDIT_NOTE, -1),
    sessions: await ctx.db
      .select()
      .from(tillSessions)
      .where(and(eq(tillSessions.locationId, locationId), eq(tillSessions.day, day)))
      .orderBy(asc(tillSessions.id))
      .limit(maxSessions),
  }
}

const kind = 'DAY_SHEET'

export const isDaySheet = (each: string) => each === kind

const fileName = (day: string) => `day-${day}.pdf`

/** The address of the PDF of a sheet that the viewer already sees. */
export const addressOfDaySheet = (ctx: Context, { id, day }: DaySheet): string =>
  documentAddress(ctx, kind, id, fileName(day)).url

/** The sheet of a day as it stands, as PDF; it is audited. */
export async function openDaySheet(ctx: Context, id: string) {
  const [locationId = '', day = ''] = id.split(' ')
  const sheet = await daySheet(ctx, locationId, day)
  const ids = sheet.sessions.map(({ tillId }) => tillId)
  const named = await ctx.db
    .select({ id: tills.id, name: tills.name })
    .from(tills)
    .where(inArray(tills.id, ids))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const sessions = await Promise.all(
    sheet.sessions.map(async (session) => ({
      ...session,
      till: names.get(session.tillId)!,
      expected: session.expected ?? (await expectedIn(ctx, session)),
    })),
  )
  const body = await printed(
    ctx,
    locationId,
    daySheetDocument({ sheet, sessions, issuer: await issuerOf(ctx, locationId), now: ctx.now() }),
  )
  await auditRead(ctx, 'day-sheet.read', [{ entity: 'Location', entityId: locationId, after: { day } }])
  return { fileName: fileName(day), body: body.toString('base64') }
}
