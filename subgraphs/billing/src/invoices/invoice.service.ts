import { checkFirst, type Page, type PageArgs, pageFrom, pageOf } from '@vetgraph/kit/connection'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { heard, type Signal } from '@vetgraph/kit/live'
import { type Money, quantityOf } from '@vetgraph/kit/money'
import { can, locationsOf, requireViewer, sightOf } from '@vetgraph/kit/permissions'
import { asId, groupLoaderOf, loaderOf } from '@vetgraph/kit/refs'
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  inArray,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import {
  type InvoiceItemRow,
  invoiceItems,
  type InvoiceRow,
  invoices,
  InvoiceStatus,
  unreleased,
} from './invoice.table.ts'
import type {
  Invoice,
  InvoiceChange,
  InvoiceChangeFilter,
  InvoiceChangeKind,
  InvoiceFilter,
  InvoiceItem,
} from './invoice.types.ts'

/** What a listener must know to decide whether a change concerns its viewer. */
export interface InvoiceSignal extends Signal {
  kind: InvoiceChangeKind
  invoiceId: string
  ownerId: string
  locationId: string
  status: InvoiceStatus
  at: string
}

export const invoiceTopic = 'invoice'

const ownHousehold = (viewer: Viewer) => (can(viewer, 'own-household:read') ? viewer.ownerId : null)

/** Staff see the invoices of their locations, an owner the own released ones (P1, AU4). */
function seenBy(ctx: Context): SQL | undefined {
  sightOf(ctx, 'invoice:read')
  const viewer = requireViewer(ctx)
  const places = locationsOf(viewer, 'invoice:read')
  if (places === null) return undefined
  const household = ownHousehold(viewer)
  return or(
    inArray(invoices.locationId, [...places]),
    household ? and(eq(invoices.ownerId, household), notInArray(invoices.status, unreleased)) : undefined,
  )
}

function concerns(viewer: Viewer, change: InvoiceSignal): boolean {
  if (can(viewer, 'invoice:read', change.locationId)) return true
  return change.ownerId === ownHousehold(viewer) && !unreleased.includes(change.status)
}

export function present(row: InvoiceRow): Invoice {
  const money = (amount: number): Money => ({ amount, currency: row.currency })
  return { ...row, subtotal: money(row.subtotal), tax: money(row.tax), total: money(row.total) }
}

const presentItem = (row: InvoiceItemRow, currency: string): InvoiceItem => {
  const money = (amount: number): Money => ({ amount, currency })
  return {
    ...row,
    quantity: quantityOf(row.quantity),
    unitPrice: money(row.unitPrice),
    net: money(row.net),
    tax: money(row.tax),
    gross: money(row.gross),
  }
}

/** Invoices by id, those the viewer may see. */
export async function readInvoices(ctx: Context, ids: readonly string[]): Promise<Invoice[]> {
  const seen = seenBy(ctx)
  const rows = await ctx.db
    .select()
    .from(invoices)
    .where(and(inArray(invoices.id, [...ids]), seen))
  return rows.map(present)
}

/** An invoice by id; null when there is none that the viewer may see. */
export async function findInvoice(ctx: Context, id: string): Promise<Invoice | null> {
  sightOf(ctx, 'invoice:read')
  return loaderOf(ctx, readInvoices).load(id)
}

const newestFirst = {
  key: invoices.createdAt,
  id: invoices.id,
  direction: 'desc' as const,
  keyOf: (row: { createdAt: Date }) => row.createdAt,
}

/** Invoices by the day they were drafted, newest first. */
export function listInvoices(
  ctx: Context,
  page: PageArgs,
  { status, ownerId, locationId }: InvoiceFilter = {},
): Promise<Page<Invoice>> {
  const wanted = and(
    seenBy(ctx),
    status ? eq(invoices.status, status) : undefined,
    ownerId ? eq(invoices.ownerId, asId(ownerId)) : undefined,
    locationId ? eq(invoices.locationId, asId(locationId)) : undefined,
  )
  return pageOf<Invoice>(page, {
    ...newestFirst,
    read: async ({ where, orderBy, limit }) =>
      (
        await ctx.db
          .select()
          .from(invoices)
          .where(and(wanted, where))
          .orderBy(...orderBy)
          .limit(limit)
      ).map(present),
    count: () => ctx.db.$count(invoices, wanted),
  })
}

type ReadByOwner<T> = (
  ctx: Context,
  ownerIds: readonly string[],
) => Promise<ReadonlyArray<readonly [string, T]>>

const firstOfOwners = new Map<number, ReadByOwner<Invoice>>()

/** One way of reading per page size, so that one request's owners share one statement. */
function firstOf(limit: number): ReadByOwner<Invoice> {
  const known = firstOfOwners.get(limit)
  if (known) return known
  const read: ReadByOwner<Invoice> = async (ctx, ownerIds) => {
    const ranked = ctx.db
      .select({
        ...getTableColumns(invoices),
        place: sql<number>`row_number() over (partition by owner_id order by created_at desc, id desc)`.as(
          'place',
        ),
      })
      .from(invoices)
      .where(
        and(inArray(invoices.ownerId, [...ownerIds]), ne(invoices.status, InvoiceStatus.VOID), seenBy(ctx)),
      )
      .as('ranked')
    const rows = await ctx.db.select().from(ranked).where(lte(ranked.place, limit)).orderBy(asc(ranked.place))
    return rows.map((row): readonly [string, Invoice] => [row.ownerId, present(row)])
  }
  firstOfOwners.set(limit, read)
  return read
}

const countByOwner: ReadByOwner<number> = async (ctx, ownerIds) =>
  (
    await ctx.db
      .select({ ownerId: invoices.ownerId, count: sql<number>`count(*)::int` })
      .from(invoices)
      .where(
        and(inArray(invoices.ownerId, [...ownerIds]), ne(invoices.status, InvoiceStatus.VOID), seenBy(ctx)),
      )
      .groupBy(invoices.ownerId)
  ).map(({ ownerId, count }): readonly [string, number] => [ownerId, count])

/** A client's invoices, newest first, without drafts that were taken back. */
export async function listInvoicesOfOwner(
  ctx: Context,
  ownerId: string,
  page: PageArgs,
): Promise<Page<Invoice>> {
  checkFirst(page.first)
  const wanted = and(
    eq(invoices.ownerId, asId(ownerId)),
    ne(invoices.status, InvoiceStatus.VOID),
    seenBy(ctx),
  )
  const count = async () => (await groupLoaderOf(ctx, countByOwner).load(asId(ownerId)))[0] ?? 0
  if (!page.after) {
    const rows = await groupLoaderOf(ctx, firstOf(page.first + 1)).load(asId(ownerId))
    return pageFrom(page, { ...newestFirst, count }, rows)
  }
  return pageOf<Invoice>(page, {
    ...newestFirst,
    read: async ({ where, orderBy, limit }) =>
      (
        await ctx.db
          .select()
          .from(invoices)
          .where(and(wanted, where))
          .orderBy(...orderBy)
          .limit(limit)
      ).map(present),
    count,
  })
}

const readByVisit = async (ctx: Context, appointmentIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(invoices)
      .where(
        and(
          inArray(invoices.appointmentId, [...appointmentIds]),
          ne(invoices.status, InvoiceStatus.VOID),
          seenBy(ctx),
        ),
      )
      .orderBy(desc(invoices.createdAt))
  ).map((row): readonly [string, Invoice] => [row.appointmentId!, present(row)])

/** The visit's invoice; null for whoever may not see invoices, because everyone on the floor reads the diary. */
export async function findInvoiceOfVisit(ctx: Context, appointmentId: string): Promise<Invoice | null> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'invoice:read') && !ownHousehold(viewer)) return null
  const [latest] = await groupLoaderOf(ctx, readByVisit).load(asId(appointmentId))
  return latest ?? null
}

const readItems = async (ctx: Context, invoiceIds: readonly string[]) =>
  (
    await ctx.db
      .select()
      .from(invoiceItems)
      .where(inArray(invoiceItems.invoiceId, [...invoiceIds]))
      .orderBy(asc(invoiceItems.position))
  ).map((row): readonly [string, InvoiceItemRow] => [row.invoiceId, row])

/** The lines of an invoice that the viewer already sees, as printed. */
export async function listItems(ctx: Context, { id, currency }: Invoice): Promise<InvoiceItem[]> {
  sightOf(ctx, 'invoice:read')
  const rows = await groupLoaderOf(ctx, readItems).load(id)
  return rows.map((row) => presentItem(row, currency))
}

/** Changes of invoices that the viewer may see; an owner hears only of the own released ones. */
export function watchInvoices(ctx: Context, filter: InvoiceChangeFilter | null) {
  sightOf(ctx, 'invoice:read')
  const viewer = requireViewer(ctx)
  const { ownerId, invoiceId, locationId } = filter ?? {}
  return heard<InvoiceSignal>(
    ctx.live,
    invoiceTopic,
    (change) =>
      concerns(viewer, change) &&
      (!ownerId || ownerId === change.ownerId) &&
      (!invoiceId || invoiceId === change.invoiceId) &&
      (!locationId || locationId === change.locationId),
  )
}

/** The change with the invoice as the viewer sees it now. */
export async function getInvoiceChange(
  ctx: Context,
  { kind, invoiceId, at }: InvoiceSignal,
): Promise<InvoiceChange> {
  const invoice = await findInvoice(ctx, invoiceId)
  if (!invoice) throw notFound('invoice')
  return { kind, invoice, at: new Date(at) }
}
