import type { Context } from '@vetgraph/kit/context'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { and, eq, gt, inArray } from 'drizzle-orm'
import { type LotRow, lots } from '../stock/lot.table.ts'
import { type LotPart, lockPlace, mayLack, move, type Place, unknownLot } from '../stock/move.service.ts'
import { MovementKind, stockMovements } from '../stock/stock-movement.table.ts'
import { saved, savedLine } from './count.service.ts'
import { getStocktake } from './stocktake.service.ts'
import {
  type StocktakeLineRow,
  stocktakeLines,
  type StocktakeRow,
  StocktakeStatus,
  stocktakes,
} from './stocktake.table.ts'
import type { ApproveStocktakeInput, RecountStocktakeInput } from './stocktake.inputs.ts'
import { isOfLine, listDiffering, listLotsOf, partsOf, valueOf } from './variance.service.ts'

/** The sheet that was handed in, locked, for who may approve it. */
async function lockSubmitted(ctx: Context, id: string, version: number): Promise<StocktakeRow> {
  const { locationId } = await getStocktake(ctx, asId(id))
  authorize(ctx, 'stocktake:approve', locationId)
  const sheet = await saved.lock(ctx, id, version)
  if (sheet.status !== StocktakeStatus.SUBMITTED)
    throw conflict('Its counts are not handed in.', { field: 'id', status: sheet.status })
  return sheet
}

const again = (line: StocktakeLineRow, { item }: Place, why: string) =>
  conflict(`${item.name}${line.lotNumber ? `, lot ${line.lotNumber}` : ''} ${why} Count it again.`, {
    field: 'id',
    lineId: line.id,
  })

/** The lines that somebody has corrected by another count since: their variance would be taken twice. */
async function listCorrected(ctx: Context, lineIds: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .selectDistinct({ id: stocktakeLines.id })
    .from(stocktakeLines)
    .innerJoin(stocktakes, eq(stocktakes.id, stocktakeLines.stocktakeId))
    .innerJoin(lots, isOfLine)
    .innerJoin(
      stockMovements,
      and(
        eq(stockMovements.lotId, lots.id),
        eq(stockMovements.kind, MovementKind.COUNT),
        gt(stockMovements.at, stocktakeLines.countedAt),
      ),
    )
    .where(inArray(stocktakeLines.id, [...lineIds]))
  return new Set(rows.map(({ id }) => id))
}

/** The lot that was found on the shelf and that stock has not known. */
async function foundLot(ctx: Context, place: Place, { lotNumber, expiresOn }: StocktakeLineRow) {
  if (lotNumber === null && expiresOn === null) return unknownLot(ctx, place)
  const { item, location } = place
  const [lot] = await ctx.db
    .insert(lots)
    .values({
      ...{ id: newId(), itemId: item.id, locationId: location.id, number: lotNumber, expiresOn },
      ...{ received: 0, receivedAt: ctx.now() },
    })
    .returning()
  return lot!
}

async function movedBy(
  ctx: Context,
  line: StocktakeLineRow,
  place: Place,
  held: readonly LotRow[],
): Promise<LotPart[]> {
  const variance = line.variance!
  const { parts, lacking } = partsOf(variance, held)
  if (lacking === 0) return parts
  if (variance > 0) return [{ lot: await foundLot(ctx, place, line), quantity: variance }]
  const ofUnknown = line.lotNumber === null && line.expiresOn === null
  if (!ofUnknown || !mayLack(place)) throw again(line, place, 'has been used up since it was counted.')
  return [...parts, { lot: await unknownLot(ctx, place), quantity: -lacking }]
}

/** The reason of each line that differs: its own, or that of all. */
function reasonsOf(lines: readonly StocktakeLineRow[], { reason, reasons = [] }: ApproveStocktakeInput) {
  const own = new Map(reasons.map(({ lineId, reason }) => [lineId, reason]))
  const stranger = reasons.findIndex(({ lineId }) => lines.every(({ id }) => id !== lineId))
  if (stranger >= 0) throw notFound('line that differs', `reasons.${stranger}.lineId`)
  return (line: StocktakeLineRow): string => {
    const why = own.get(line.id) ?? reason
    if (!why) throw badInput('reason', 'Say why the stock differs.')
    return why
  }
}

/** Approves what differs: all of it becomes movements of kind COUNT, or nothing does (I1, I11). */
export async function approveStocktake(ctx: Context, input: ApproveStocktakeInput): Promise<StocktakeRow> {
  authorize(ctx, 'stocktake:approve')
  const id = await once(ctx, 'approveStocktake', input, async (ctx) => {
    const sheet = await lockSubmitted(ctx, input.id, input.version)
    const lines = await listDiffering(ctx, sheet.id)
    const reasonOf = reasonsOf(lines, input)
    const places = new Map<string, Place>()
    for (const { itemId } of lines)
      if (!places.has(itemId)) places.set(itemId, await lockPlace(ctx, itemId, sheet.locationId))
    const corrected = await listCorrected(
      ctx,
      lines.map(({ id }) => id),
    )
    for (const line of lines) {
      const place = places.get(line.itemId)!
      if (corrected.has(line.id)) throw again(line, place, 'was corrected since it was counted.')
      const held = await listLotsOf(ctx, line.id)
      const reason = reasonOf(line)
      await move(ctx, 'stock.count', place, MovementKind.COUNT, reason, await movedBy(ctx, line, place, held))
      await ctx.db
        .update(stocktakeLines)
        .set({ reason, value: valueOf(line.variance!, held) })
        .where(eq(stocktakeLines.id, line.id))
    }
    const change = { approvedAt: ctx.now(), approvedBy: requireViewer(ctx).userId }
    await saved.change(ctx, sheet, change, 'approve')
    return sheet.id
  })
  return getStocktake(ctx, id)
}

/** Opens a sheet that was handed in once more, with these lines to be counted again. */
export async function recountStocktake(
  ctx: Context,
  { id, version, lineIds }: RecountStocktakeInput,
): Promise<StocktakeRow> {
  authorize(ctx, 'stocktake:approve')
  return transact(ctx, async (ctx) => {
    const sheet = await lockSubmitted(ctx, id, version)
    const opened = await saved.change(ctx, sheet, { submittedAt: null, submittedBy: null }, 'recount')
    for (const [place, lineId] of lineIds.entries()) {
      const line = await savedLine.lock(ctx, lineId)
      if (line.stocktakeId !== sheet.id) throw notFound('line of this stocktake', `lineIds.${place}`)
      await savedLine.change(ctx, line, { counted: null, countedBy: null, countedAt: null }, 'recount')
    }
    return opened
  })
}
