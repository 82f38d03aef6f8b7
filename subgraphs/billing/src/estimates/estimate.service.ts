import type { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import { notFound } from '@vetgraph/kit/errors'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { quantityOf } from '@vetgraph/kit/money'
import { can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, desc, eq, exists, ne, or, sql } from 'drizzle-orm'
import { ownHousehold, type Seen, seenBy } from '../invoices/invoice.service.ts'
import type { EstimateChangeFilter, EstimateFilter } from './estimate.inputs.ts'
import {
  type EstimateAnswerRow,
  estimateAnswers,
  type EstimateItemRow,
  estimateItems,
  type EstimateRow,
  estimates,
  EstimateStatus,
  type EstimateVersionRow,
  estimateVersions,
} from './estimate.table.ts'
import type { EstimateAnswer, EstimateItem } from './estimate.types.ts'

/** An estimate as it is read, and a version with the currency of its estimate. */
export type EstimateShown = EstimateRow
export type VersionShown = EstimateVersionRow & { currency: string }

/** Staff see the estimates of their locations, an owner the own ones that were sent. */
const visible = ({ places, household }: Places<Seen>) =>
  places
    ? or(
        among(estimates.locationId, places),
        household
          ? and(eq(estimates.ownerId, household), ne(estimates.status, EstimateStatus.DRAFT))
          : undefined,
      )
    : undefined

const reading = entity({
  table: estimates,
  type: 'Estimate',
  noun: 'estimate',
  always: ['id', 'createdAt'],
  takes: {},
  seen: seenBy,
  visible,
  whole: true,
  from: (db, columns) => db.select(columns).from(estimates).$dynamic(),
})

export const { find: findEstimate, get: getEstimate, read: readEstimates } = reading

const listed = reading.list({
  wanted: ({ ownerId, petId, locationId, status }: EstimateFilter) => ({
    ownerId: asIdOrNull(ownerId),
    petId: asIdOrNull(petId),
    locationId: asIdOrNull(locationId),
    status: status ?? null,
  }),
  matching: ({ ownerId, petId, locationId, status }, db) =>
    and(
      ownerId ? eq(estimates.ownerId, ownerId) : undefined,
      locationId ? eq(estimates.locationId, locationId) : undefined,
      status ? eq(estimates.status, status) : undefined,
      petId
        ? exists(
            db
              .select({ one: sql`1` })
              .from(estimateItems)
              .where(and(eq(estimateItems.estimateId, estimates.id), eq(estimateItems.petId, petId))),
          )
        : undefined,
    ),
  order: () => ({ key: estimates.createdAt, id: estimates.id, direction: 'desc' }),
  keyOf: ({ createdAt }) => createdAt,
})

/** Estimates, the latest first; an owner's own that were sent. */
export const listEstimates = (ctx: Context, page: PageArgs, filter: EstimateFilter | null) =>
  listed(ctx, page, filter ?? {})

const itemsOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(estimateItems)
    .where(among(estimateItems.estimateId, ids))
    .orderBy(asc(estimateItems.position)),
)

const readItems = async (ctx: Context, ids: readonly string[]) =>
  (await itemsOf(ctx, { ids })).map((row): readonly [string, EstimateItemRow] => [row.estimateId, row])

/** The lines of one version, in printed order. */
export async function rowsOf(ctx: Context, estimateId: string, revision: number): Promise<EstimateItemRow[]> {
  const rows = await groupLoaderOf(ctx, readItems).load(estimateId)
  return rows.filter((row) => row.revision === revision)
}

export function presentItem(row: EstimateItemRow, currency: string): EstimateItem {
  const money = (amount: number) => ({ amount, currency })
  return {
    ...row,
    lowQuantity: quantityOf(row.lowQuantity),
    quantity: quantityOf(row.quantity),
    invoicedQuantity: row.invoicedQuantity === null ? null : quantityOf(row.invoicedQuantity),
    unitPrice: money(row.unitPrice),
    low: money(row.low),
    high: money(row.high),
  }
}

/** The lines of a version of an estimate that the viewer already sees. */
export async function listItemsOf(
  ctx: Context,
  { id, revision, currency }: Pick<EstimateRow, 'id' | 'revision' | 'currency'>,
): Promise<EstimateItem[]> {
  sightOf(ctx, 'invoice:read')
  return (await rowsOf(ctx, id, revision)).map((row) => presentItem(row, currency))
}

const versionsOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select()
    .from(estimateVersions)
    .where(among(estimateVersions.estimateId, ids))
    .orderBy(desc(estimateVersions.number)),
)

const readVersions = async (ctx: Context, ids: readonly string[]) =>
  (await versionsOf(ctx, { ids })).map((row): readonly [string, EstimateVersionRow] => [row.estimateId, row])

/** The versions of an estimate that the viewer already sees, as they were sent, the latest first. */
export async function listVersionsOf(ctx: Context, { id, currency }: EstimateRow) {
  sightOf(ctx, 'invoice:read')
  return (await groupLoaderOf(ctx, readVersions).load(id)).map((row) => ({ ...row, currency }))
}

const answersOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(estimateAnswers).where(among(estimateAnswers.versionId, ids)),
)

const readAnswers = async (ctx: Context, ids: readonly string[]) =>
  (await answersOf(ctx, { ids })).map((row): readonly [string, EstimateAnswerRow] => [row.versionId, row])

/** How a version was answered that the viewer already sees; null when it was not. */
export async function answerTo(ctx: Context, versionId: string): Promise<EstimateAnswer | null> {
  sightOf(ctx, 'invoice:read')
  const [answer] = await groupLoaderOf(ctx, readAnswers).load(versionId)
  if (!answer) return null
  const { signature, answeredBy } = answer
  return {
    ...answer,
    byLink: answeredBy === null,
    signature: signature && `data:image/png;base64,${signature.toString('base64')}`,
  }
}

export type EstimateSignal = {
  estimateId: string
  ownerId: string
  locationId: string
  status: EstimateStatus
}

const estimateTopic = 'estimate'

export const saved = writing({
  table: estimates,
  type: 'Estimate',
  noun: 'estimate',
  values: ({ title, note, validUntil, status, revision, low, high, acceptedHigh, currency }) => ({
    title,
    note,
    validUntil,
    status,
    revision,
    low,
    high,
    acceptedHigh,
    currency,
  }),
  announce: (ctx, { id: estimateId, ownerId, locationId, status }) =>
    signal(ctx, estimateTopic, { estimateId, ownerId, locationId, status } satisfies EstimateSignal),
})

/** The estimate as it was seen, kept from others; NOT_FOUND where the viewer may see none (AU6). */
export async function lockEstimate(ctx: Context, id: string, version: number): Promise<EstimateRow> {
  const estimate = await saved.lock(ctx, id)
  const viewer = requireViewer(ctx)
  const { ownerId, locationId, status } = estimate
  const isOwn = ownerId === ownHousehold(viewer) && status !== EstimateStatus.DRAFT
  if (!isOwn && !can(viewer, 'invoice:read', locationId)) throw notFound('estimate', 'id')
  return saved.lock(ctx, id, version)
}

/** Estimates as they change; an owner hears of the own ones that were sent. */
export function watchEstimates(ctx: Context, filter: EstimateChangeFilter | null) {
  sightOf(ctx, 'invoice:read')
  const viewer = requireViewer(ctx)
  const { ownerId, locationId } = filter ?? {}
  return heard<EstimateSignal>(
    ctx.live,
    estimateTopic,
    (change) =>
      (can(viewer, 'invoice:read', change.locationId) ||
        (change.ownerId === ownHousehold(viewer) && change.status !== EstimateStatus.DRAFT)) &&
      (!ownerId || ownerId === change.ownerId) &&
      (!locationId || locationId === change.locationId),
  )
}
