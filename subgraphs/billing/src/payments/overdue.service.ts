import {
  type Behind,
  inOrder,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { type Places, statement } from '@vetgraph/kit/reads/statement'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, count, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { insuranceClaims, isOpen } from '../insurance-claims/insurance-claim.table.ts'
import { present, type Seen, seenBy, visible } from '../invoices/invoice.service.ts'
import { invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import type { Invoice } from '../invoices/invoice.types.ts'
import { disputes } from '../letters/letter.table.ts'
import { usualDays } from '../terms/terms.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { locationRefs } from '../refs/refs.table.ts'

interface Wanted extends Seen {
  now: Date
  locationId: string | null
}

/** Invoices that were finalised before terms were kept have the usual ones. */
export const lastDay = sql`coalesce(${invoices.dueOn},
  (${invoices.finalisedAt} at time zone ${locationRefs.timeZone})::date + ${sql.raw(String(usualDays))})`

/** The day by the calendar of the location. */
export const todayAt = (now: Places<{ now: Date }>['now'] | SQL): SQL =>
  sql`(${now}::timestamptz at time zone ${locationRefs.timeZone})::date`

/** The term is over when the location's calendar says so, whatever day it is elsewhere (B11). */
const isOverdue = (now: Places<Wanted>['now']): SQL => sql`${lastDay} < ${todayAt(now)}`

/** What the owner does not accept, or an insurer is still to decide about, is not asked for (B11). */
export const isAskedFor = sql`not exists (select from ${disputes}
  where ${disputes.invoiceId} = ${invoices.id} and ${disputes.settledAt} is null)
  and not exists (select from ${insuranceClaims} where ${insuranceClaims.invoiceId} = ${invoices.id} and ${isOpen})`

const matching = ({ now, locationId, ...seen }: Places<Wanted>): SQL | undefined =>
  and(
    eq(invoices.status, InvoiceStatus.FINALISED),
    isOverdue(now),
    isAskedFor,
    locationId ? eq(invoices.locationId, locationId) : undefined,
    visible(seen),
  )

const oldestFirst = {
  key: invoices.createdAt,
  id: invoices.id,
  direction: 'asc' as const,
  keyOf: ({ createdAt }: { createdAt: Date }) => createdAt,
}

const pageOfOverdue = statement((db, places: Places<Wanted & Behind>) =>
  db
    .select(getTableColumns(invoices))
    .from(invoices)
    .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
    .where(and(matching(places), isBehind(oldestFirst, places.behindKey, places.behindId)))
    .orderBy(...inOrder(oldestFirst))
    .limit(places.limit),
)

const countOfOverdue = statement((db, places: Places<Wanted>) =>
  db
    .select({ count: count() })
    .from(invoices)
    .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
    .where(matching(places)),
)

const wantedAt = (ctx: Context, locationId: string | null | undefined): Wanted => ({
  ...seenBy(ctx),
  now: ctx.now(),
  locationId: asIdOrNull(locationId),
})

const countOf = async (ctx: Context, wanted: Wanted): Promise<number> =>
  (await countOfOverdue(ctx, wanted))[0]?.count ?? 0

/** How many invoices of a location `listOverdue` has. */
export const countOverdue = (ctx: Context, locationId: string): Promise<number> =>
  countOf(ctx, wantedAt(ctx, locationId))

/** Invoices that nobody has paid in time, the oldest first. */
export function listOverdue(
  ctx: Context,
  page: PageArgs,
  locationId: string | null | undefined,
): Promise<Page<Invoice>> {
  const wanted = wantedAt(ctx, locationId)
  return pageOf<Invoice>(page, {
    ...oldestFirst,
    read: async ({ behind }) => (await pageOfOverdue(ctx, { ...wanted, ...behind })).map(present),
    count: () => countOf(ctx, wanted),
  })
}

/** The last day on which an invoice that the viewer already sees is paid in time. */
export async function dueOn(
  ctx: Context,
  { dueOn, finalisedAt, locationId }: Invoice,
): Promise<string | null> {
  sightOf(ctx, 'invoice:read')
  if (dueOn || !finalisedAt) return dueOn
  const { timeZone } = await getLocation(ctx, locationId)
  return addDays(dayOf(finalisedAt, timeZone), usualDays)
}
