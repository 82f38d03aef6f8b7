import type { Context } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { authorize, locationsOf } from '@vetgraph/kit/access/authorize'
import { entity } from '@vetgraph/kit/reads/entity'
import type { PageArgs } from '@vetgraph/kit/reads/connection'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { locations } from '../refs/refs.service.ts'
import { lots } from './lot.table.ts'
import { stockMovements } from './stock-movement.table.ts'
import type { LotFilter } from './stock.types.ts'

const maxDays = 3650

/** The locations whose stock the viewer may see, as a value of a statement; null for all. */
const seen = (ctx: Context) => ({
  places: locationsOf(authorize(ctx, 'inventory:read'), 'inventory:read') as string[] | null,
})

const visibleAt = (
  column: typeof lots.locationId | typeof stockMovements.locationId,
  places: Placeholder | string[] | null,
): SQL | undefined => (places === null ? undefined : sql`${column} = any(${places}::uuid[])`)

const reading = entity({
  table: lots,
  type: 'Lot',
  noun: 'lot',
  always: ['id', 'sortExpiry'],
  takes: {},
  whole: true,
  seen,
  visible: ({ places }) => visibleAt(lots.locationId, places),
  from: (db, columns) => db.select(columns).from(lots).$dynamic(),
})

const order = () => ({ key: lots.sortExpiry, id: lots.id, direction: 'asc' as const })

/** Lots in stock, the first to expire first and unknown expiry last. */
export const listLots = reading.list({
  wanted: (filter: LotFilter | null) => ({
    itemId: asIdOrNull(filter?.itemId),
    locationId: asIdOrNull(filter?.locationId),
    number: filter?.number ?? null,
    inStock: filter?.withEmpty ? null : true,
  }),
  matching: ({ itemId, locationId, number, inStock }) =>
    and(
      number ? eq(lots.number, number) : undefined,
      itemId ? eq(lots.itemId, itemId) : undefined,
      locationId ? eq(lots.locationId, locationId) : undefined,
      inStock ? sql`${lots.onHand} <> 0` : undefined,
    ),
  order,
  keyOf: ({ sortExpiry }) => sortExpiry,
})

const expiring = reading.list({
  wanted: ({ locationId, until }: { locationId: string; until: string }) => ({ locationId, until }),
  matching: ({ locationId, until }) =>
    and(
      eq(lots.locationId, locationId),
      sql`${lots.onHand} > 0`,
      sql`(${lots.sortExpiry} <= ${until} or (${lots.sortExpiry} = '9999-12-31' and exists (
        select from ${inventoryItems} where ${inventoryItems.id} = ${lots.itemId} and ${inventoryItems.category} = 'MEDICATION')))`,
    ),
  order,
  keyOf: ({ sortExpiry }) => sortExpiry,
})

async function expiringWithin(ctx: Context, locationId: string, days: number) {
  authorize(ctx, 'inventory:read', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const within = Math.min(Math.max(days, 0), maxDays)
  return { locationId: location.id, until: addDays(dayOf(ctx.now(), location.timeZone), within) }
}

/** Lots in stock that have expired or do so within the days, and medication whose expiry nobody knows (I5). */
export const listExpiringLots = async (ctx: Context, page: PageArgs, locationId: string, days: number) =>
  expiring(ctx, page, await expiringWithin(ctx, locationId, days))

/** How many lots `listExpiringLots` has. */
export const countExpiringLots = async (ctx: Context, locationId: string, days: number) =>
  expiring.count(ctx, await expiringWithin(ctx, locationId, days))

/** Whether the last day of a lot is over at its location. */
export async function isExpired(
  ctx: Context,
  { expiresOn, locationId }: { expiresOn: string | null; locationId: string },
) {
  if (expiresOn === null) return false
  const location = await locations.find(ctx, locationId)
  return location !== null && expiresOn < dayOf(ctx.now(), location.timeZone)
}

export const { find: findLot, get: getLot } = reading

/** The movements of an item, the latest first. */
export const listMovements = entity({
  table: stockMovements,
  type: 'StockMovement',
  noun: 'movement',
  always: ['id', 'at'],
  takes: {},
  whole: true,
  seen,
  visible: ({ places }) => visibleAt(stockMovements.locationId, places),
  from: (db, columns) => db.select(columns).from(stockMovements).$dynamic(),
}).list({
  wanted: ({ itemId }: { itemId: string }) => ({ itemId }),
  matching: ({ itemId }) => eq(stockMovements.itemId, itemId),
  order: () => ({ key: stockMovements.at, id: stockMovements.id, direction: 'desc' }),
  keyOf: ({ at }) => at,
})
