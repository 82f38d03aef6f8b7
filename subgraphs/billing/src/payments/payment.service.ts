import type { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { ownHousehold, type Seen, seenBy } from '../invoices/invoice.service.ts'
import { type Allocation, lockAccount } from '../ledger/account.service.ts'
import { journalLines, LedgerAccount } from '../ledger/journal.table.ts'
import type { PaymentChangeFilter, PaymentFilter } from './payment.inputs.ts'
import { PaymentMethod, type PaymentRow, payments, type RefundRow, refunds } from './payment.table.ts'
import { PaymentStatus } from './payment.types.ts'

const visible = ({ places, household }: Places<Seen>) =>
  places
    ? or(among(payments.locationId, places), household ? eq(payments.ownerId, household) : undefined)
    : undefined

const reading = entity({
  table: payments,
  type: 'Payment',
  noun: 'payment',
  always: ['id', 'createdAt'],
  takes: {},
  seen: seenBy,
  visible,
  whole: true,
  from: (db, columns) => db.select(columns).from(payments).$dynamic(),
})

export const { find: findPayment, get: getPayment, read: readPayments } = reading

const listed = reading.list({
  wanted: ({ ownerId, locationId, method, deposit }: PaymentFilter) => ({
    ownerId: asIdOrNull(ownerId),
    locationId: asIdOrNull(locationId),
    method: method ?? null,
    deposit: deposit ?? null,
  }),
  matching: ({ ownerId, locationId, method, deposit }) =>
    and(
      ownerId ? eq(payments.ownerId, ownerId) : undefined,
      locationId ? eq(payments.locationId, locationId) : undefined,
      method ? eq(payments.method, method) : undefined,
      deposit ? eq(payments.deposit, deposit) : undefined,
    ),
  order: () => ({ key: payments.createdAt, id: payments.id, direction: 'desc' }),
  keyOf: ({ createdAt }) => createdAt,
})

/** Payments, the latest first; an owner's own. */
export const listPayments = (ctx: Context, page: PageArgs, filter: PaymentFilter | null) =>
  listed(ctx, page, filter ?? {})

const linked = statement((db, { invoiceIds }: Places<{ invoiceIds: readonly string[] }>) =>
  db
    .selectDistinct({ invoiceId: journalLines.invoiceId, paymentId: journalLines.paymentId })
    .from(journalLines)
    .where(and(among(journalLines.invoiceId, invoiceIds), isNotNull(journalLines.paymentId)))
    .orderBy(asc(journalLines.paymentId)),
)

const readLinked = async (ctx: Context, invoiceIds: readonly string[]) =>
  (await linked(ctx, { invoiceIds })).map(({ invoiceId, paymentId }): readonly [string, string] => [
    invoiceId!,
    paymentId!,
  ])

/** The payments of an invoice that the viewer already sees, also those that were refunded or reversed (B10). */
export async function listPaymentsOf(ctx: Context, invoiceId: string): Promise<PaymentRow[]> {
  sightOf(ctx, 'invoice:read')
  const ids = await groupLoaderOf(ctx, readLinked).load(invoiceId)
  const rows = await Promise.all(ids.map((id) => findPayment(ctx, id)))
  return rows.filter((row) => row !== null)
}

const positions = statement((db, { paymentIds }: Places<{ paymentIds: readonly string[] }>) =>
  db
    .select({
      paymentId: journalLines.paymentId,
      invoiceId: journalLines.invoiceId,
      amount: sql<number>`-sum(${journalLines.amount})`.mapWith(Number),
    })
    .from(journalLines)
    .where(
      and(
        among(journalLines.paymentId, paymentIds),
        inArray(journalLines.account, [
          LedgerAccount.RECEIVABLES,
          LedgerAccount.CREDIT,
          LedgerAccount.DEPOSITS,
        ]),
      ),
    )
    .groupBy(journalLines.paymentId, journalLines.invoiceId)
    .having(sql`sum(${journalLines.amount}) <> 0`)
    .orderBy(asc(journalLines.invoiceId)),
)

type Position = Omit<Allocation, 'invoiceId'> & { invoiceId: string | null }

const readPositions = async (ctx: Context, paymentIds: readonly string[]) =>
  (await positions(ctx, { paymentIds })).map((row): readonly [string, Position] => [
    row.paymentId!,
    row as Position,
  ])

/** What a payment that the viewer already sees pays of which invoices. */
export async function listAllocationsOf(ctx: Context, paymentId: string): Promise<Allocation[]> {
  sightOf(ctx, 'invoice:read')
  const rows = await groupLoaderOf(ctx, readPositions).load(paymentId)
  return rows.filter((row): row is Allocation => row.invoiceId !== null)
}

/** What of a payment pays no invoice. */
export async function unallocatedOf(ctx: Context, { id, method }: PaymentRow): Promise<number> {
  sightOf(ctx, 'invoice:read')
  if (method === PaymentMethod.CREDIT) return 0
  const rows = await groupLoaderOf(ctx, readPositions).load(id)
  return rows.find(({ invoiceId }) => invoiceId === null)?.amount ?? 0
}

const refundsOf = statement((db, { paymentIds }: Places<{ paymentIds: readonly string[] }>) =>
  db.select().from(refunds).where(among(refunds.paymentId, paymentIds)).orderBy(desc(refunds.createdAt)),
)

const readRefunds = async (ctx: Context, paymentIds: readonly string[]) =>
  (await refundsOf(ctx, { paymentIds })).map((row): readonly [string, RefundRow] => [row.paymentId, row])

/** The refunds of a payment that the viewer already sees, the latest first. */
export async function listRefundsOf(ctx: Context, paymentId: string): Promise<RefundRow[]> {
  sightOf(ctx, 'invoice:read')
  return groupLoaderOf(ctx, readRefunds).load(paymentId)
}

export type PaymentSignal = { paymentId: string; ownerId: string; locationId: string }

const paymentTopic = 'payment'

export const saved = writing({
  table: payments,
  type: 'Payment',
  noun: 'payment',
  values: ({ method, amount, rounding, currency, reference, receivedOn, refunded, reversalReason }) => ({
    method,
    amount,
    rounding,
    currency,
    reference,
    receivedOn,
    refunded,
    reversalReason,
  }),
  announce: (ctx, { id: paymentId, ownerId, locationId }) =>
    signal(ctx, paymentTopic, { paymentId, ownerId, locationId } satisfies PaymentSignal),
})

/** Payments as they are taken, refunded and reversed; an owner hears of the own ones. */
export function watchPayments(ctx: Context, filter: PaymentChangeFilter | null) {
  sightOf(ctx, 'invoice:read')
  const viewer = requireViewer(ctx)
  const { ownerId, locationId } = filter ?? {}
  return heard<PaymentSignal>(
    ctx.live,
    paymentTopic,
    (change) =>
      (can(viewer, 'invoice:read', change.locationId) || change.ownerId === ownHousehold(viewer)) &&
      (!ownerId || ownerId === change.ownerId) &&
      (!locationId || locationId === change.locationId),
  )
}

/** A payment as it is read, and a refund with the currency of its payment. */
export type PaymentShown = PaymentRow
export type RefundShown = RefundRow & { currency: string }

export function statusOf({ reversedAt, refunded, amount }: PaymentRow): PaymentStatus {
  if (reversedAt) return PaymentStatus.REVERSED
  if (refunded === 0) return PaymentStatus.TAKEN
  return refunded < amount ? PaymentStatus.PARTLY_REFUNDED : PaymentStatus.REFUNDED
}

export const refundableOf = ({ reversedAt, refunded, amount, method }: PaymentRow) =>
  reversedAt || method === PaymentMethod.CREDIT ? 0 : amount - refunded

/** What staff note of a payment, its reasons and who took it, is not shown to owners. */
export const seesNotes = (ctx: Context) => can(requireViewer(ctx), 'invoice:read')

/** The payment and its owner's account, kept from others until the transaction ends. */
export async function lockPayment(ctx: Context, id: string, version?: number | null): Promise<PaymentRow> {
  const { ownerId } = await getPayment(ctx, id, 'paymentId')
  await lockAccount(ctx, ownerId)
  return saved.lock(ctx, id, version)
}
