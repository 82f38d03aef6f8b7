import {
  type Behind,
  checkFirst,
  inOrder,
  isBehind,
  type Page,
  type PageArgs,
  pageFrom,
  pageOf,
} from '@vetgraph/kit/reads/connection'
import type { Database } from '@vetgraph/kit/database/database'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { authorize, can, locationsOf, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { asId, asIdOrNull, groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { checkPeriod } from '@vetgraph/kit/reports/period'
import {
  and,
  asc,
  count,
  eq,
  getTableColumns,
  inArray,
  lte,
  ne,
  notInArray,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import { invoicesOfRow } from '../revenue/revenue-lines.service.ts'
import type { RevenueGrouping } from '../revenue/revenue.types.ts'
import { invoiceItems, type InvoiceRow, invoices, InvoiceStatus, unreleased } from './invoice.table.ts'
import type {
  Invoice,
  InvoiceChange,
  InvoiceChangeFilter,
  InvoiceChangeKind,
  InvoiceFilter,
} from './invoice.types.ts'

/** The payload of a signal, by which a listener decides whether its viewer may see the change. */
export interface InvoiceSignal extends Signal {
  kind: InvoiceChangeKind
  invoiceId: string
  ownerId: string
  locationId: string
  status: InvoiceStatus
  at: string
}

export const invoiceTopic = 'invoice'

export const ownHousehold = (viewer: Viewer) => (can(viewer, 'own-household:read') ? viewer.ownerId : null)

/** Staff see the invoices of their locations, an owner the own released ones (P1, AU4). */
export interface Seen {
  /** Null when every location's are seen. */
  places: readonly string[] | null
  household: string | null
}

export function seenBy(ctx: Context): Seen {
  sightOf(ctx, 'invoice:read')
  const viewer = requireViewer(ctx)
  const places = locationsOf(viewer, 'invoice:read')
  return { places, household: places === null ? null : ownHousehold(viewer) }
}

export function visible({ places, household }: Places<Seen>): SQL | undefined {
  if (!places) return undefined
  return or(
    among(invoices.locationId, places),
    household ? and(eq(invoices.ownerId, household), notInArray(invoices.status, unreleased)) : undefined,
  )
}

function concerns(viewer: Viewer, change: InvoiceSignal): boolean {
  if (can(viewer, 'invoice:read', change.locationId)) return true
  return change.ownerId === ownHousehold(viewer) && !unreleased.includes(change.status)
}

const amounts = ['discount', 'subtotal', 'tax', 'total'] as const

/** The row as the graph shows it, its amounts with their currency; what was not read is not there either. */
export function present(row: InvoiceRow): Invoice {
  const shown = { ...row } as unknown as Invoice
  for (const name of amounts)
    if (Object.hasOwn(row, name)) shown[name] = { amount: row[name], currency: row.currency }
  return shown
}

const invoicesById = statement((db, { ids, ...seen }: Places<Seen & { ids: readonly string[] }>) =>
  db
    .select()
    .from(invoices)
    .where(and(among(invoices.id, ids), visible(seen))),
)

/** Invoices by id, those the viewer may see. */
export const readInvoices = async (ctx: Context, ids: readonly string[]): Promise<Invoice[]> =>
  (await invoicesById(ctx, { ids, ...seenBy(ctx) })).map(present)

/** An invoice by id; null when there is none that the viewer may see. */
export async function findInvoice(ctx: Context, id: string): Promise<Invoice | null> {
  sightOf(ctx, 'invoice:read')
  return loaderOf(ctx, readInvoices).load(id)
}

interface Wanted extends Seen {
  status: InvoiceStatus | null
  ownerId: string | null
  locationId: string | null
  petId: string | null
  /** Without voided drafts. */
  standing: true | null
  /** Those of a row of the revenue report, with all three. */
  from: string | null
  until: string | null
  revenueBy: RevenueGrouping | null
  revenueKey: string | null
}

/** Those of the pet's visits and those with a line for it. */
const ofPet = (db: Database, petId: Placeholder) =>
  union(
    db.select({ id: invoices.id }).from(invoices).where(eq(invoices.petId, petId)),
    db.select({ id: invoiceItems.invoiceId }).from(invoiceItems).where(eq(invoiceItems.petId, petId)),
  )

const matching = (wanted: Places<Wanted>, db: Database): SQL | undefined =>
  and(
    visible(wanted),
    wanted.status ? eq(invoices.status, wanted.status) : undefined,
    wanted.ownerId ? eq(invoices.ownerId, wanted.ownerId) : undefined,
    wanted.locationId ? eq(invoices.locationId, wanted.locationId) : undefined,
    wanted.petId ? inArray(invoices.id, ofPet(db, wanted.petId)) : undefined,
    wanted.standing ? ne(invoices.status, InvoiceStatus.VOID) : undefined,
    wanted.from && wanted.until
      ? inArray(invoices.id, invoicesOfRow(db, { ...wanted, from: wanted.from, until: wanted.until }))
      : undefined,
  )

const newestFirst = {
  key: invoices.createdAt,
  id: invoices.id,
  direction: 'desc' as const,
  keyOf: (row: { createdAt: Date }) => row.createdAt,
}

const pageOfInvoices = statement((db, places: Places<Wanted & Behind>) =>
  db
    .select()
    .from(invoices)
    .where(and(matching(places, db), isBehind(newestFirst, places.behindKey, places.behindId)))
    .orderBy(...inOrder(newestFirst))
    .limit(places.limit),
)

const countOfInvoices = statement((db, wanted: Places<Wanted>) =>
  db.select({ count: count() }).from(invoices).where(matching(wanted, db)),
)

/** Invoices by the day they were drafted, newest first. */
export function listInvoices(
  ctx: Context,
  page: PageArgs,
  { status, ownerId, locationId, petId, revenue }: InvoiceFilter = {},
): Promise<Page<Invoice>> {
  if (revenue) {
    authorize(ctx, 'revenue:read', locationId ?? undefined)
    checkPeriod(revenue)
  }
  const wanted: Wanted = {
    status: status ?? null,
    ownerId: asIdOrNull(ownerId),
    locationId: asIdOrNull(locationId),
    petId: asIdOrNull(petId),
    standing: null,
    from: revenue?.from ?? null,
    until: revenue?.until ?? null,
    revenueBy: revenue?.groupBy ?? null,
    revenueKey: revenue?.key ?? null,
    ...seenBy(ctx),
  }
  return pageOf<Invoice>(page, {
    ...newestFirst,
    read: async ({ behind }) => (await pageOfInvoices(ctx, { ...wanted, ...behind })).map(present),
    count: async () => (await countOfInvoices(ctx, wanted))[0]?.count ?? 0,
  })
}

type ReadByOwner<T> = (
  ctx: Context,
  ownerIds: readonly string[],
) => Promise<ReadonlyArray<readonly [string, T]>>

type OfOwners = Seen & { ownerIds: readonly string[] }

const standingOf = (ownerIds: Placeholder, seen: Places<Seen>) =>
  and(among(invoices.ownerId, ownerIds), ne(invoices.status, InvoiceStatus.VOID), visible(seen))

const firstOfOwners = new Map<number, ReadByOwner<Invoice>>()

/** One loader per page size, so that the owners of one request share one statement. */
function firstOf(limit: number): ReadByOwner<Invoice> {
  const known = firstOfOwners.get(limit)
  if (known) return known
  const firstRanked = statement((db, { ownerIds, ...seen }: Places<OfOwners>) => {
    const ranked = db
      .select({
        ...getTableColumns(invoices),
        place: sql<number>`row_number() over (partition by owner_id order by created_at desc, id desc)`.as(
          'place',
        ),
      })
      .from(invoices)
      .where(standingOf(ownerIds, seen))
      .as('ranked')
    return db.select().from(ranked).where(lte(ranked.place, limit)).orderBy(asc(ranked.place))
  })
  const read: ReadByOwner<Invoice> = async (ctx, ownerIds) => {
    const rows = await firstRanked(ctx, { ownerIds, ...seenBy(ctx) })
    return rows.map((row): readonly [string, Invoice] => [row.ownerId, present(row)])
  }
  firstOfOwners.set(limit, read)
  return read
}

const countsOfOwners = statement((db, { ownerIds, ...seen }: Places<OfOwners>) =>
  db
    .select({ ownerId: invoices.ownerId, count: count() })
    .from(invoices)
    .where(standingOf(ownerIds, seen))
    .groupBy(invoices.ownerId),
)

const countByOwner: ReadByOwner<number> = async (ctx, ownerIds) =>
  (await countsOfOwners(ctx, { ownerIds, ...seenBy(ctx) })).map(({ ownerId, count }) => [ownerId, count])

/** A client's invoices, newest first, without drafts that were taken back. */
export async function listInvoicesOfOwner(
  ctx: Context,
  ownerId: string,
  page: PageArgs,
): Promise<Page<Invoice>> {
  checkFirst(page.first)
  const count = async () => (await groupLoaderOf(ctx, countByOwner).load(asId(ownerId)))[0] ?? 0
  if (!page.after) {
    const rows = await groupLoaderOf(ctx, firstOf(page.first + 1)).load(asId(ownerId))
    return pageFrom(page, { ...newestFirst, count }, rows)
  }
  const wanted: Wanted = {
    status: null,
    ownerId: asId(ownerId),
    locationId: null,
    petId: null,
    standing: true,
    from: null,
    until: null,
    revenueBy: null,
    revenueKey: null,
    ...seenBy(ctx),
  }
  return pageOf<Invoice>(page, {
    ...newestFirst,
    read: async ({ behind }) => (await pageOfInvoices(ctx, { ...wanted, ...behind })).map(present),
    count,
  })
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
