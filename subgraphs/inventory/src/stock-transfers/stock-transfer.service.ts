import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { type Money, proportionOf, quantityOf } from '@vetgraph/kit/money'
import { entity } from '@vetgraph/kit/reads/entity'
import { asIdOrNull, loaderOf } from '@vetgraph/kit/reads/refs'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { writing } from '@vetgraph/kit/work/writing'
import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { type LotRow, lots } from '../stock/lot.table.ts'
import { type StockTransferRow, stockTransfers } from '../stock/stock-transfer.table.ts'
import type { StockTransferChangeFilter, StockTransferFilter } from './stock-transfer.types.ts'

const right = 'inventory:read'

const reading = entity({
  table: stockTransfers,
  type: 'StockTransfer',
  noun: 'transfer',
  always: ['id', 'createdAt'],
  takes: {},
  whole: true,
  seen: (ctx: Context) => ({
    places: locationsOf(authorize(ctx, right), right) as string[] | null,
  }),
  visible: ({ places }) =>
    places === null
      ? undefined
      : sql`(${stockTransfers.fromLocationId} = any(${places}::uuid[]) or ${stockTransfers.toLocationId} = any(${places}::uuid[]))`,
  from: (db, columns) => db.select(columns).from(stockTransfers).$dynamic(),
})

export const { find: findTransfer, get: getTransfer } = reading

/** Transfers from or to a location whose stock the viewer may see, the latest first. */
export const listTransfers = reading.list({
  wanted: (filter: StockTransferFilter | null) => ({
    locationId: asIdOrNull(filter?.locationId),
    itemId: asIdOrNull(filter?.itemId),
    status: filter?.status ?? null,
  }),
  matching: ({ locationId, itemId, status }) =>
    and(
      locationId
        ? or(eq(stockTransfers.fromLocationId, locationId), eq(stockTransfers.toLocationId, locationId))
        : undefined,
      itemId ? eq(stockTransfers.itemId, itemId) : undefined,
      status ? eq(stockTransfers.status, status) : undefined,
    ),
  order: () => ({ key: stockTransfers.createdAt, id: stockTransfers.id, direction: 'desc' }),
  keyOf: ({ createdAt }) => createdAt,
})

const readSentLots = (ctx: Context, ids: readonly string[]): Promise<LotRow[]> =>
  ctx.db
    .select()
    .from(lots)
    .where(inArray(lots.id, [...ids]))

/** The lot of which it was sent: who may see the transfer may know it, wherever it is. */
export const sentLotOf = async (ctx: Context, { lotId }: Pick<StockTransferRow, 'lotId'>): Promise<LotRow> =>
  (await loaderOf(ctx, readSentLots).load(lotId))!

/** What so much of a lot has cost; null when its cost is unknown. */
export const shareOf = ({ cost, received }: LotRow, quantity: number): number | null =>
  cost === null ? null : proportionOf(cost, quantity, received)

/** What is in transit has cost, as long as nobody has received it. */
export async function valueInTransit(
  ctx: Context,
  transfer: Pick<StockTransferRow, 'lotId' | 'inTransit'>,
): Promise<Money | null> {
  const lot = await sentLotOf(ctx, transfer)
  const amount = shareOf(lot, transfer.inTransit)
  return amount === null ? null : { amount, currency: lot.currency! }
}

async function readOfItems(ctx: Context, itemIds: readonly string[]) {
  const places = locationsOf(authorize(ctx, right), right)
  return ctx.db
    .select({
      id: stockTransfers.itemId,
      quantity: sql<number>`sum(${stockTransfers.inTransit})`.mapWith(Number),
    })
    .from(stockTransfers)
    .where(
      and(
        inArray(stockTransfers.itemId, [...itemIds]),
        gt(stockTransfers.inTransit, 0),
        places
          ? or(
              inArray(stockTransfers.fromLocationId, [...places]),
              inArray(stockTransfers.toLocationId, [...places]),
            )
          : undefined,
      ),
    )
    .groupBy(stockTransfers.itemId)
}

/** How much of an item is in transit from or to locations whose stock the viewer may see. */
export const inTransitOf = async (ctx: Context, itemId: string): Promise<number> =>
  quantityOf((await loaderOf(ctx, readOfItems).load(itemId))?.quantity ?? 0)

const readOfLots = (ctx: Context, lotIds: readonly string[]) =>
  ctx.db
    .select({
      id: stockTransfers.lotId,
      quantity: sql<number>`sum(${stockTransfers.inTransit})`.mapWith(Number),
    })
    .from(stockTransfers)
    .where(
      and(
        inArray(stockTransfers.lotId, [...lotIds]),
        sql`${stockTransfers.quantity} > ${stockTransfers.received} + ${stockTransfers.returned}`,
      ),
    )
    .groupBy(stockTransfers.lotId)

/** How much of a lot has left its location and has not arrived: a recall concerns that, too (I9). */
export const inTransitOfLot = async (ctx: Context, lotId: string): Promise<number> =>
  quantityOf((await loaderOf(ctx, readOfLots).load(lotId))?.quantity ?? 0)

export interface TransferSignal extends Signal {
  id: string
  places: readonly string[]
}

export const transferTopic = 'stock-transfer'

export const saved = writing({
  table: stockTransfers,
  type: 'StockTransfer',
  noun: 'transfer',
  values: (row) => ({
    itemId: row.itemId,
    lotId: row.lotId,
    fromLocationId: row.fromLocationId,
    toLocationId: row.toLocationId,
    received: quantityOf(row.received),
    returned: quantityOf(row.returned),
    writtenOff: quantityOf(row.writtenOff),
    differenceReason: row.differenceReason,
  }),
  announce: (ctx, { id, fromLocationId, toLocationId }) =>
    signal(ctx, transferTopic, { id, places: [fromLocationId, toLocationId] } satisfies TransferSignal),
})

/** Changes of transfers from or to locations whose stock the viewer may see. */
export function watchTransfers(ctx: Context, filter: StockTransferChangeFilter | null) {
  const viewer = authorize(ctx, right)
  const locationId = filter?.locationId
  return heard<TransferSignal>(
    ctx.live,
    transferTopic,
    ({ places }) =>
      places.some((place) => can(viewer, right, place)) && (!locationId || places.includes(locationId)),
  )
}
