import type { Context } from '@vetgraph/kit/context'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { signal } from '@vetgraph/kit/work/signals'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, max, ne, sql } from 'drizzle-orm'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { stockLevels } from '../inventory-items/stock-level.table.ts'
import { locations } from '../refs/refs.service.ts'
import { expiryOf } from '../stock/adjust.service.ts'
import { lots } from '../stock/lot.table.ts'
import { maxQuantity } from '../stock/move.service.ts'
import {
  getLine,
  getStocktake,
  progressOf,
  type StocktakeSignal,
  stocktakeTopic,
} from './stocktake.service.ts'
import {
  type StocktakeLineRow,
  stocktakeLines,
  type StocktakeRow,
  StocktakeStatus,
  stocktakes,
} from './stocktake.table.ts'
import type {
  AddStocktakeLineInput,
  CancelStocktakeInput,
  CountStockInput,
  StartStocktakeInput,
  SubmitStocktakeInput,
} from './stocktake.inputs.ts'

const maxLines = 2000

export const saved = writing({
  table: stocktakes,
  type: 'Stocktake',
  noun: 'stocktake',
  values: ({ status, locationId, category, submittedBy, approvedBy, cancelReason }) => ({
    status,
    locationId,
    category,
    submittedBy,
    approvedBy,
    cancelReason,
  }),
  announce: (ctx, { id, locationId }) =>
    signal(ctx, stocktakeTopic, { stocktakeId: id, locationId, lineId: null } satisfies StocktakeSignal),
})

export const savedLine = writing({
  table: stocktakeLines,
  type: 'StocktakeLine',
  noun: 'line of a stocktake',
  values: ({ stocktakeId, itemId, lotNumber, expiresOn, counted, countedBy, note }) => ({
    stocktakeId,
    itemId,
    lotNumber,
    expiresOn,
    counted: counted === null ? null : quantityOf(counted),
    countedBy,
    note,
  }),
  announce: async (ctx, { id, stocktakeId }) => {
    const { locationId } = await getStocktake(ctx, stocktakeId)
    await signal(ctx, stocktakeTopic, { stocktakeId, locationId, lineId: id } satisfies StocktakeSignal)
  },
})

/** What a sheet begins with: every lot in stock, expired ones too, and items kept here of which nothing is left. */
function listKept(ctx: Context, { locationId, category }: { locationId: string } & StartStocktakeInput) {
  return ctx.db
    .select({ itemId: inventoryItems.id, lotNumber: lots.number, expiresOn: lots.expiresOn })
    .from(stockLevels)
    .innerJoin(inventoryItems, eq(inventoryItems.id, stockLevels.itemId))
    .leftJoin(
      lots,
      and(
        eq(lots.itemId, stockLevels.itemId),
        eq(lots.locationId, stockLevels.locationId),
        ne(lots.onHand, 0),
      ),
    )
    .where(
      and(
        eq(stockLevels.locationId, locationId),
        eq(inventoryItems.active, true),
        category ? eq(inventoryItems.category, category) : undefined,
      ),
    )
    .groupBy(inventoryItems.id, lots.number, lots.expiresOn)
    .orderBy(asc(inventoryItems.name), asc(inventoryItems.id), asc(lots.expiresOn), asc(lots.number))
    .limit(maxLines + 1)
}

/** Begins the count of a location: a sheet with everything that is kept there, without the quantities (I11). */
export async function startStocktake(ctx: Context, input: StartStocktakeInput): Promise<StocktakeRow> {
  authorize(ctx, 'stocktake:write', input.locationId)
  const id = await once(ctx, 'startStocktake', input, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const kept = await listKept(ctx, input)
    if (kept.length === 0) throw badInput('category', 'Nothing of it is kept at this location.')
    if (kept.length > maxLines)
      throw badInput('category', `More than ${maxLines} lots: count one category at a time.`)
    const now = ctx.now()
    const sheet = await saved.add(ctx, {
      locationId: location.id,
      category: input.category ?? null,
      currency: location.currency,
      startedBy: requireViewer(ctx).userId,
    })
    await ctx.db.insert(stocktakeLines).values(
      kept.map((line, position) => ({
        ...line,
        ...{ id: newId(), stocktakeId: sheet.id, position, found: false },
        ...{ version: 1, createdAt: now, updatedAt: now },
      })),
    )
    return sheet.id
  })
  return getStocktake(ctx, id)
}

/** The sheet for who may count at its location; it is not handed in, approved or cancelled meanwhile. */
async function sheetToCount(ctx: Context, id: string, strength: 'share' | 'update', field: string) {
  const { locationId } = await getStocktake(ctx, asId(id), field)
  authorize(ctx, 'stocktake:write', locationId)
  const [sheet] = await ctx.db.select().from(stocktakes).where(eq(stocktakes.id, id)).for(strength)
  return sheet!
}

/**
 * Puts on the sheet what was found on the shelf and does not stand there, or answers the line that it has.
 * no audit: `savedLine` writes it.
 */
export async function addStocktakeLine(
  ctx: Context,
  input: AddStocktakeLineInput,
): Promise<StocktakeLineRow> {
  authorize(ctx, 'stocktake:write')
  return transact(ctx, async (ctx) => {
    const sheet = await sheetToCount(ctx, input.stocktakeId, 'update', 'stocktakeId')
    const item = await getItem(ctx, asId(input.itemId), 'itemId')
    if (!item.active) throw badInput('itemId', 'This item is not in use any more.')
    if (sheet.category && sheet.category !== item.category)
      throw badInput('itemId', 'This item is of another category than the sheet.')
    const lotNumber = input.lotNumber ?? null
    const expiresOn = await expiryOf(ctx, item.id, lotNumber, input.expiresOn ?? null)
    const ofSheet = eq(stocktakeLines.stocktakeId, sheet.id)
    const ofItem = and(ofSheet, eq(stocktakeLines.itemId, item.id))
    const [known] = await ctx.db
      .select()
      .from(stocktakeLines)
      .where(
        and(
          ofItem,
          sql`${stocktakeLines.lotNumber} is not distinct from ${lotNumber}::text`,
          sql`${stocktakeLines.expiresOn} is not distinct from ${expiresOn}::date`,
        ),
      )
    if (known) return known
    const last = async (where: typeof ofItem) =>
      (
        await ctx.db
          .select({ position: max(stocktakeLines.position) })
          .from(stocktakeLines)
          .where(where)
      )[0]!.position
    return savedLine.add(ctx, {
      ...{ stocktakeId: sheet.id, itemId: item.id, lotNumber, expiresOn, found: true },
      position: (await last(ofItem)) ?? ((await last(ofSheet)) ?? 0) + 1,
    })
  })
}

function countedIn(quantity: number): number {
  const thousandths = thousandthsIn('quantity', quantity)
  if (thousandths < 0) throw badInput('quantity', 'This is not below 0.')
  if (quantity > maxQuantity) throw badInput('quantity', `At most ${maxQuantity}.`)
  return thousandths
}

/**
 * Writes what lies on the shelf of one line; what the stock was at this moment is kept beside it by a trigger (I11).
 * no audit: `savedLine` writes it.
 */
export async function countStock(ctx: Context, input: CountStockInput): Promise<StocktakeLineRow> {
  authorize(ctx, 'stocktake:write')
  const id = await once(ctx, 'countStock', input, async (ctx) => {
    const { stocktakeId } = await getLine(ctx, asId(input.lineId), 'lineId')
    await sheetToCount(ctx, stocktakeId, 'share', 'lineId')
    const before = await savedLine.lock(ctx, input.lineId, input.version)
    await savedLine.change(
      ctx,
      before,
      {
        counted: countedIn(input.quantity),
        countedBy: requireViewer(ctx).userId,
        countedAt: ctx.now(),
        note: input.note ?? null,
      },
      'count',
    )
    return before.id
  })
  return getLine(ctx, id)
}

/** Hands the counts in: nobody counts on the sheet any more, and who may approve it sees what differs (I11). */
export async function submitStocktake(
  ctx: Context,
  { id, version }: SubmitStocktakeInput,
): Promise<StocktakeRow> {
  authorize(ctx, 'stocktake:write')
  return transact(ctx, async (ctx) => {
    await sheetToCount(ctx, id, 'update', 'id')
    const before = await saved.lock(ctx, id, version)
    if (before.submittedAt) throw conflict('The counts were handed in already.', { field: 'id' })
    if ((await progressOf(ctx, id)).counted === 0)
      throw conflict('Nothing has been counted yet.', { field: 'id' })
    const change = { submittedAt: ctx.now(), submittedBy: requireViewer(ctx).userId }
    return saved.change(ctx, before, change, 'submit')
  })
}

/** Gives a sheet up; once it is handed in, only who may approve it does so. */
export async function cancelStocktake(
  ctx: Context,
  { id, version, reason }: CancelStocktakeInput,
): Promise<StocktakeRow> {
  authorize(ctx, 'inventory:read')
  return transact(ctx, async (ctx) => {
    const { locationId } = await getStocktake(ctx, asId(id))
    const before = await saved.lock(ctx, id, version)
    const right = before.status === StocktakeStatus.COUNTING ? 'stocktake:write' : 'stocktake:approve'
    authorize(ctx, right, locationId)
    return saved.change(ctx, before, { cancelledAt: ctx.now(), cancelReason: reason }, 'cancel')
  })
}
