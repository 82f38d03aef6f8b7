import type { Context } from '@vetgraph/kit/context'
import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import type { PageArgs } from '@vetgraph/kit/reads/connection'
import { entity } from '@vetgraph/kit/reads/entity'
import { asIdOrNull, loaderOf } from '@vetgraph/kit/reads/refs'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import { isExpired } from '../stock/lot.service.ts'
import { type StocktakeLineRow, stocktakeLines, StocktakeStatus, stocktakes } from './stocktake.table.ts'
import type { StocktakeChangeFilter, StocktakeFilter } from './stocktake.types.ts'

const seen = (ctx: Context) => ({
  places: locationsOf(authorize(ctx, 'inventory:read'), 'inventory:read') as string[] | null,
})

const reading = entity({
  table: stocktakes,
  type: 'Stocktake',
  noun: 'stocktake',
  always: ['id', 'createdAt'],
  takes: {},
  whole: true,
  seen,
  visible: ({ places }) =>
    places === null ? undefined : sql`${stocktakes.locationId} = any(${places}::uuid[])`,
  from: (db, columns) => db.select(columns).from(stocktakes).$dynamic(),
})

export const { find: findStocktake, get: getStocktake } = reading

/** Stocktakes of the locations whose stock the viewer may see, the latest first. */
export const listStocktakes = reading.list({
  wanted: (filter: StocktakeFilter | null) => ({
    locationId: asIdOrNull(filter?.locationId),
    status: filter?.status ?? null,
  }),
  matching: ({ locationId, status }) =>
    and(
      locationId ? eq(stocktakes.locationId, locationId) : undefined,
      status ? eq(stocktakes.status, status) : undefined,
    ),
  order: () => ({ key: stocktakes.createdAt, id: stocktakes.id, direction: 'desc' }),
  keyOf: ({ createdAt }) => createdAt,
})

const lines = entity({
  table: stocktakeLines,
  type: 'StocktakeLine',
  noun: 'line of a stocktake',
  always: ['id', 'position'],
  takes: {},
  whole: true,
  seen,
  visible: ({ places }) =>
    places === null
      ? undefined
      : sql`exists (select from ${stocktakes} where ${stocktakes.id} = ${stocktakeLines.stocktakeId} and ${stocktakes.locationId} = any(${places}::uuid[]))`,
  from: (db, columns) => db.select(columns).from(stocktakeLines).$dynamic(),
})

export const getLine = lines.get

const findLine = lines.find

const linesInOrder = lines.list({
  wanted: ({ stocktakeId }: { stocktakeId: string }) => ({ stocktakeId }),
  matching: ({ stocktakeId }) => eq(stocktakeLines.stocktakeId, stocktakeId),
  order: () => ({ key: stocktakeLines.position, id: stocktakeLines.id, direction: 'asc' }),
  keyOf: ({ position }) => position,
})

/** The lines of a sheet in its order. */
export const listLines = (ctx: Context, page: PageArgs, stocktakeId: string) =>
  linesInOrder(ctx, page, { stocktakeId })

/**
 * Whether what the stock should have been is told: to nobody while it is counted, then to who may approve it, and
 * once it is approved to all (I11).
 */
export async function isOpenTo(ctx: Context, stocktakeId: string): Promise<boolean> {
  const { status, locationId } = await getStocktake(ctx, stocktakeId)
  if (status === StocktakeStatus.APPROVED) return true
  return status === StocktakeStatus.SUBMITTED && can(ctx.viewer, 'stocktake:approve', locationId)
}

/** What of a line is told once it is no longer blind, or null. */
export async function unlessBlind(
  ctx: Context,
  line: Pick<StocktakeLineRow, 'stocktakeId' | 'expected' | 'variance'>,
  column: 'expected' | 'variance',
): Promise<number | null> {
  const thousandths = line[column]
  return thousandths !== null && (await isOpenTo(ctx, line.stocktakeId)) ? quantityOf(thousandths) : null
}

export async function isLineExpired(
  ctx: Context,
  { expiresOn, stocktakeId }: Pick<StocktakeLineRow, 'expiresOn' | 'stocktakeId'>,
) {
  const { locationId } = await getStocktake(ctx, stocktakeId)
  return isExpired(ctx, { expiresOn, locationId })
}

async function readProgress(ctx: Context, ids: readonly string[]) {
  authorize(ctx, 'inventory:read')
  return ctx.db
    .select({
      id: stocktakeLines.stocktakeId,
      lines: count(),
      counted: count(stocktakeLines.counted),
      differing: sql<number>`count(*) filter (where ${stocktakeLines.variance} <> 0)`.mapWith(Number),
    })
    .from(stocktakeLines)
    .where(inArray(stocktakeLines.stocktakeId, [...ids]))
    .groupBy(stocktakeLines.stocktakeId)
}

/** How many lines a sheet that the viewer sees has, how many of them are counted, and how many differ. */
export async function progressOf(ctx: Context, stocktakeId: string) {
  return (await loaderOf(ctx, readProgress).load(stocktakeId)) ?? { lines: 0, counted: 0, differing: 0 }
}

/** How many lines differ; null while that is not told. */
export const differingOf = async (ctx: Context, id: string): Promise<number | null> =>
  (await isOpenTo(ctx, id)) ? (await progressOf(ctx, id)).differing : null

export interface StocktakeSignal extends Signal {
  stocktakeId: string
  locationId: string
  lineId: string | null
}

export const stocktakeTopic = 'stocktake'

/** Changes of stocktakes at the locations whose stock the viewer may see. */
export function watchStocktakes(ctx: Context, filter: StocktakeChangeFilter | null) {
  const viewer = authorize(ctx, 'inventory:read')
  const { stocktakeId, locationId } = filter ?? {}
  return heard<StocktakeSignal>(
    ctx.live,
    stocktakeTopic,
    (change) =>
      can(viewer, 'inventory:read', change.locationId) &&
      (!stocktakeId || stocktakeId === change.stocktakeId) &&
      (!locationId || locationId === change.locationId),
  )
}

/** The sheet and its line as they are now. */
export async function getStocktakeChange(ctx: Context, { stocktakeId, lineId }: StocktakeSignal) {
  const stocktake = await findStocktake(ctx, stocktakeId)
  if (!stocktake) throw notFound('stocktake')
  return { stocktake, line: lineId ? await findLine(ctx, lineId) : null }
}
