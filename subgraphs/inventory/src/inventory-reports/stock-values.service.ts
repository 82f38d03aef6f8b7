import type { Context } from '@vetgraph/kit/context'
import { maxRows, type Wanted } from '@vetgraph/kit/reports/report'
import { type SQL, sql } from 'drizzle-orm'
import { isUsage } from '../stock/history.service.ts'
import { stockMovements } from '../stock/stock-movement.table.ts'
import { InventoryGrouping } from './inventory-report.types.ts'

const keys: Readonly<Record<InventoryGrouping, SQL>> = {
  [InventoryGrouping.ITEM]: sql`lot.item_id::text`,
  [InventoryGrouping.CATEGORY]: sql`item.category::text`,
  [InventoryGrouping.LOCATION]: sql`lot.location_id::text`,
}

/** All in minor units of the currency, at cost. */
export interface StockValues {
  /** Before the first day. */
  opening: number
  /** After the last day. */
  closing: number
  received: number
  used: number
  expired: number
  lost: number
  counted: number
}

export interface StockSums extends StockValues, Record<string, unknown> {
  total: boolean
  key: string | null
  currency: string
}

/** What a part of a lot cost: of each lot the share of its cost, rounded once. */
const costOf = (quantity: SQL) => sql`round(${quantity}::numeric * lot.cost / lot.received)`

const sum = (value: SQL) => sql`coalesce(sum(${value}), 0)::float8`

/**
 * What the stock cost and what moved, by what it is grouped by: from what is there now and the movements since the first
 * day, so that it takes no longer for what is older (I1, RP2). What is in transit counts with the lot of its sender.
 */
export function readStock(
  ctx: Context,
  { groupBy, places, from, until }: Wanted<InventoryGrouping>,
): Promise<StockSums[]> {
  const placed = (column: string) =>
    places ? sql`${sql.raw(column)} = any(${`{${places.join()}}`}::uuid[])` : sql`true`
  return ctx.db.execute<StockSums>(sql`
    with moved as (
      select stock_movements.lot_id,
        sum(stock_movements.quantity) as since,
        sum(stock_movements.quantity) filter (where not within) as later,
        sum(stock_movements.quantity) filter (where within and (kind = 'RECEIPT' or kind = 'RETURN' and not used))
          as received,
        -sum(stock_movements.quantity) filter (where within and used) as used,
        -sum(stock_movements.quantity) filter (where within and kind = 'WRITE_OFF' and expired) as expired,
        -sum(stock_movements.quantity) filter (where within and
          (kind = 'WASTAGE' or kind = 'WRITE_OFF' and not expired)) as lost,
        sum(stock_movements.quantity) filter (where within and kind = 'COUNT') as counted
      from inventory.location_refs location
      cross join inventory.inventory_items item
      join ${stockMovements} on stock_movements.location_id = location.id
        and stock_movements.item_id = item.id
        and stock_movements.at >= ${from}::date::timestamp at time zone location.time_zone
      join inventory.lots lot on lot.id = stock_movements.lot_id
      cross join lateral (
        select stock_movements.at < (${until}::date + 1)::timestamp at time zone location.time_zone as within,
          ${isUsage} as used,
          (lot.expires_on < (stock_movements.at at time zone location.time_zone)::date) is true as expired
      ) as told
      where ${placed('location.id')}
      group by stock_movements.lot_id
    ), carried as (
      select transfer.lot_id, sum(stock_movements.quantity) as since,
        sum(stock_movements.quantity) filter (
          where stock_movements.at >= (${until}::date + 1)::timestamp at time zone location.time_zone
        ) as later
      from inventory.location_refs location
      join inventory.stock_transfers transfer on transfer.from_location_id = location.id
      join ${stockMovements} on stock_movements.transfer_id = transfer.id
        and stock_movements.kind in ('TRANSFER_OUT', 'TRANSFER_IN')
        and stock_movements.at >= ${from}::date::timestamp at time zone location.time_zone
      where ${placed('location.id')}
      group by transfer.lot_id
    ), transit as (
      select lot_id, sum(in_transit) as quantity
      from inventory.stock_transfers
      where in_transit > 0 and ${placed('from_location_id')}
      group by lot_id
    ), held as (
      select lot.id, lot.on_hand + coalesce(transit.quantity, 0) as quantity,
        coalesce(moved.since, 0) - coalesce(carried.since, 0) as since,
        coalesce(moved.later, 0) - coalesce(carried.later, 0) as later
      from inventory.lots lot
      left join moved on moved.lot_id = lot.id
      left join carried on carried.lot_id = lot.id
      left join transit on transit.lot_id = lot.id
      where ${placed('lot.location_id')}
        and (lot.on_hand <> 0 or moved.lot_id is not null or carried.lot_id is not null or transit.lot_id is not null)
    ), valued as (
      select ${keys[groupBy]} as key, coalesce(lot.currency, location.currency) as currency,
        ${costOf(sql`(held.quantity - held.since)`)} as opening,
        ${costOf(sql`(held.quantity - held.later)`)} as closing,
        ${costOf(sql`moved.received`)} as received,
        ${costOf(sql`moved.used`)} as used,
        ${costOf(sql`moved.expired`)} as expired,
        ${costOf(sql`moved.lost`)} as lost,
        ${costOf(sql`moved.counted`)} as counted
      from held
      join inventory.lots lot on lot.id = held.id
      join inventory.inventory_items item on item.id = lot.item_id
      join inventory.location_refs location on location.id = lot.location_id
      left join moved on moved.lot_id = lot.id
    )
    select grouping(key) = 1 as total, key, currency,
      ${sum(sql`opening`)} as opening, ${sum(sql`closing`)} as closing, ${sum(sql`received`)} as received,
      ${sum(sql`used`)} as used, ${sum(sql`expired`)} as expired, ${sum(sql`lost`)} as lost,
      ${sum(sql`counted`)} as counted
    from valued
    group by grouping sets ((currency, key), (currency))
    order by total desc
    limit ${maxRows * 2}`)
}
