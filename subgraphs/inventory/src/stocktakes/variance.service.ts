import type { Context } from '@vetgraph/kit/context'
import { type Money, proportionOf } from '@vetgraph/kit/money'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { type LotRow, lots } from '../stock/lot.table.ts'
import { split } from '../stock/move.service.ts'
import { getStocktake, isOpenTo } from './stocktake.service.ts'
import { type StocktakeLineRow, stocktakeLines, StocktakeStatus, stocktakes } from './stocktake.table.ts'

/** That a lot is one of those which are counted together by a line. */
export const isOfLine = and(
  eq(lots.itemId, stocktakeLines.itemId),
  eq(lots.locationId, stocktakes.locationId),
  sql`${lots.number} is not distinct from ${stocktakeLines.lotNumber}`,
  sql`${lots.expiresOn} is not distinct from ${stocktakeLines.expiresOn}`,
)

async function readLots(ctx: Context, lineIds: readonly string[]) {
  const rows = await ctx.db
    .select({ lineId: stocktakeLines.id, lot: lots })
    .from(stocktakeLines)
    .innerJoin(stocktakes, eq(stocktakes.id, stocktakeLines.stocktakeId))
    .innerJoin(lots, isOfLine)
    .where(inArray(stocktakeLines.id, [...lineIds]))
    .orderBy(asc(lots.receivedAt), asc(lots.id))
  return rows.map(({ lineId, lot }) => [lineId, lot] as const)
}

/** The lots that are counted together by a line, the oldest first. */
export const listLotsOf = (ctx: Context, lineId: string): Promise<LotRow[]> =>
  groupLoaderOf(ctx, readLots).load(lineId)

/**
 * What a variance takes from the lots of its line, the oldest first, or adds: to what went below zero, else to the
 * latest. And what is lacking or belongs to none of them.
 */
export function partsOf(variance: number, held: readonly LotRow[]) {
  if (variance < 0)
    return split(
      held.filter(({ onHand }) => onHand > 0),
      -variance,
    )
  const lot = held.find(({ onHand }) => onHand < 0) ?? held.at(-1)
  return lot ? { parts: [{ lot, quantity: variance }], lacking: 0 } : { parts: [], lacking: variance }
}

/** What a variance costs by its lots; null when the cost of a part is unknown. */
export function valueOf(variance: number, held: readonly LotRow[]): number | null {
  const { parts, lacking } = partsOf(variance, held)
  let value = 0
  for (const { lot, quantity } of parts) {
    const { cost, received } = held.find(({ id }) => id === lot.id)!
    if (cost === null) return null
    value += proportionOf(cost, quantity, received)
  }
  return lacking === 0 ? value : null
}

/** The lines that differ, those of one item together. */
export const listDiffering = (ctx: Context, stocktakeId: string): Promise<StocktakeLineRow[]> =>
  ctx.db
    .select()
    .from(stocktakeLines)
    .where(and(eq(stocktakeLines.stocktakeId, stocktakeId), ne(stocktakeLines.variance, 0)))
    .orderBy(asc(stocktakeLines.itemId), asc(stocktakeLines.id))

type Differing = Pick<StocktakeLineRow, 'id' | 'stocktakeId' | 'variance' | 'value'>

async function amountOf(ctx: Context, line: Differing): Promise<number | null> {
  const { status } = await getStocktake(ctx, line.stocktakeId)
  if (status === StocktakeStatus.APPROVED) return line.value
  return valueOf(line.variance!, await listLotsOf(ctx, line.id))
}

/** What the variance of a line costs; null while it is blind, when there is none, or when a cost is unknown. */
export async function varianceValue(ctx: Context, line: Differing): Promise<Money | null> {
  if (line.variance === null || !(await isOpenTo(ctx, line.stocktakeId))) return null
  const amount = await amountOf(ctx, line)
  return amount === null ? null : { amount, currency: (await getStocktake(ctx, line.stocktakeId)).currency }
}

/** What all variances of a sheet cost together, and of how many lines nobody knows; null while it is blind. */
export async function totalVariance(ctx: Context, stocktakeId: string) {
  if (!(await isOpenTo(ctx, stocktakeId))) return null
  const { currency } = await getStocktake(ctx, stocktakeId)
  const amounts = await Promise.all(
    (await listDiffering(ctx, stocktakeId)).map((line) => amountOf(ctx, line)),
  )
  const known = amounts.filter((amount) => amount !== null)
  return {
    value: { amount: known.reduce((sum, amount) => sum + amount, 0), currency },
    withoutCost: amounts.length - known.length,
  }
}
