import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { thousandthsOf } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, eq, isNotNull } from 'drizzle-orm'
import { invoiceOf, petNamesOf, type PetNames, priceItems } from '../invoices/invoice-items.service.ts'
import { partiesByMail } from '../invoices/party.service.ts'
import { getLocation, locations, owners } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import type { CreateEstimateInput, EstimateItemInput, UpdateEstimateInput } from './estimate.inputs.ts'
import { getEstimate, lockEstimate, rowsOf, saved } from './estimate.service.ts'
import { planMail } from './mail.service.ts'
import {
  EstimateDecision,
  type EstimateItemRow,
  estimateItems,
  type EstimateRow,
  EstimateStatus,
  estimateVersions,
} from './estimate.table.ts'

function lowFrom({ lowQuantity }: EstimateItemInput, quantity: number, field: string): number {
  const low = thousandthsOf(lowQuantity ?? quantity / 1000)
  if (low === null) throw badInput(field, 'A quantity has at most three decimals.')
  if (low < 0 || low > quantity) throw badInput(field, 'The least is between 0 and the most.')
  return low
}

interface Lines {
  items: readonly EstimateItemInput[]
  location: LocationRef
  day: string
  pets: PetNames
  before: readonly EstimateItemRow[]
}

/** The lines as typed, at the prices and tax rates of the day, and what they come to. */
export async function linesOf(ctx: Context, { items, location, day, pets, before }: Lines) {
  const priced = await priceItems(ctx, items, { location, day, before }, pets)
  priced.forEach(({ needsPrice, description }, place) => {
    if (needsPrice) throw badInput(`items.${place}.unitPrice`, `“${description}” needs a price.`)
  })
  const lows = items.map((item, place) =>
    lowFrom(item, priced[place]!.quantity, `items.${place}.lowQuantity`),
  )
  const { currency } = location
  const high = invoiceOf('', priced, currency, null)
  const low = invoiceOf(
    '',
    priced.map((item, place) => ({ ...item, quantity: lows[place]! })),
    currency,
    null,
  )
  return {
    low: low.sums.total,
    high: high.sums.total,
    rowsFor: (estimateId: string, revision: number) =>
      priced.map(({ needsPrice: _, ...item }, place): EstimateItemRow => ({
        ...item,
        id: newId(),
        estimateId,
        revision,
        position: place + 1,
        lowQuantity: lows[place]!,
        low: low.rows[place]!.gross,
        high: high.rows[place]!.gross,
        decision: EstimateDecision.OPEN,
        invoiceId: null,
        invoicedQuantity: null,
      })),
  }
}

export function lastDay(
  wanted: string | null | undefined,
  today: string,
  { estimateValidDays }: LocationRef,
): string {
  const day = wanted ?? addDays(today, estimateValidDays)
  if (day < today) throw badInput('validUntil', 'This day is over.')
  return day
}

/** Begins an estimate for an owner, which only staff see until it is sent. */
export async function createEstimate(ctx: Context, input: CreateEstimateInput): Promise<EstimateRow> {
  authorize(ctx, 'invoice:read', input.locationId)
  authorize(ctx, 'estimate:write', input.locationId)
  const pets = await petNamesOf(ctx, input.items, input.ownerId)
  const id = await once(ctx, 'estimate.create', input, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const owner = await owners.find(ctx, input.ownerId)
    if (!owner) throw notFound('owner', 'ownerId')
    const day = dayOf(ctx.now(), location.timeZone)
    const { low, high, rowsFor } = await linesOf(ctx, { items: input.items, location, day, pets, before: [] })
    const estimate = await saved.add(ctx, {
      ownerId: owner.id,
      locationId: location.id,
      currency: location.currency,
      title: input.title,
      note: input.note ?? null,
      validUntil: lastDay(input.validUntil, day, location),
      status: EstimateStatus.DRAFT,
      revision: 1,
      low,
      high,
    })
    const rows = rowsFor(estimate.id, 1)
    if (rows.length > 0) await ctx.db.insert(estimateItems).values(rows)
    return estimate.id
  })
  return getEstimate(ctx, id)
}

/** Something of it was invoiced, so that it stays what was agreed. */
async function isInvoiced(ctx: Context, { id }: EstimateRow): Promise<boolean> {
  const invoiced = and(eq(estimateItems.estimateId, id), isNotNull(estimateItems.invoiceId))
  return (await ctx.db.$count(estimateItems, invoiced)) > 0
}

/** Saves an estimate anew: what was sent before stays as a version of its own (B12). */
export async function updateEstimate(ctx: Context, input: UpdateEstimateInput): Promise<EstimateRow> {
  authorize(ctx, 'estimate:write')
  const seen = await getEstimate(ctx, input.id)
  const before = await rowsOf(ctx, seen.id, seen.revision)
  const pets = await petNamesOf(ctx, input.items, seen.ownerId, before)
  const id = await once(ctx, 'estimate.update', input, async (ctx) => {
    const estimate = await lockEstimate(ctx, input.id, input.version)
    authorize(ctx, 'estimate:write', estimate.locationId)
    if (await isInvoiced(ctx, estimate))
      throw conflict('Lines of this estimate were invoiced: make a new one.', { field: 'id' })
    const location = await getLocation(ctx, estimate.locationId)
    const day = dayOf(ctx.now(), location.timeZone)
    const { low, high, rowsFor } = await linesOf(ctx, { items: input.items, location, day, pets, before })
    const isDraft = estimate.status === EstimateStatus.DRAFT
    const revision = isDraft ? estimate.revision : estimate.revision + 1
    if (isDraft)
      await ctx.db
        .delete(estimateItems)
        .where(and(eq(estimateItems.estimateId, estimate.id), eq(estimateItems.revision, revision)))
    const rows = rowsFor(estimate.id, revision)
    if (rows.length > 0) await ctx.db.insert(estimateItems).values(rows)
    await saved.change(ctx, estimate, {
      title: input.title,
      note: input.note ?? null,
      validUntil: lastDay(input.validUntil, day, location),
      status: EstimateStatus.DRAFT,
      revision,
      low,
      high,
      acceptedHigh: null,
    })
    return estimate.id
  })
  return getEstimate(ctx, id)
}

/** Sends the draft to its owner, by e-mail too: from then on the version is frozen with the names and addresses of this moment. */
export async function sendEstimate(ctx: Context, id: string, basedOnVersion: number): Promise<EstimateRow> {
  const { userId: sentBy } = authorize(ctx, 'estimate:write')
  const seen = await getEstimate(ctx, id)
  const { parties, email: sentTo } = await partiesByMail(ctx, seen)
  const sentId = await once(ctx, 'estimate.send', { id, basedOnVersion }, async (ctx) => {
    const estimate = await lockEstimate(ctx, id, basedOnVersion)
    authorize(ctx, 'estimate:write', estimate.locationId)
    const { status, title, note, validUntil, low, high, revision } = estimate
    if (status !== EstimateStatus.DRAFT)
      throw conflict('This estimate was sent already.', { field: 'id', status })
    const { timeZone } = await getLocation(ctx, estimate.locationId)
    if (validUntil < dayOf(ctx.now(), timeZone)) throw badInput('validUntil', 'This day is over.')
    const lines = and(eq(estimateItems.estimateId, estimate.id), eq(estimateItems.revision, revision))
    if ((await ctx.db.$count(estimateItems, lines)) === 0)
      throw badInput('items', 'An estimate without lines cannot be sent.')
    const versionId = newId()
    await ctx.db.insert(estimateVersions).values({
      id: versionId,
      estimateId: estimate.id,
      number: revision,
      title,
      note,
      validUntil,
      low,
      high,
      ...parties,
      sentAt: ctx.now(),
      sentBy,
      sentTo,
    })
    if (sentTo) await planMail(ctx, versionId)
    await saved.change(ctx, estimate, { status: EstimateStatus.SENT }, 'send')
    return estimate.id
  })
  return getEstimate(ctx, sentId)
}
