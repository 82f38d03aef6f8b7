import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import { authorize, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { and, eq, exists, inArray, lte, not, type SQL, sql } from 'drizzle-orm'
import { gtinOf } from './gtin.ts'
import { type InventoryItemRow, inventoryItems, itemBarcodes } from './inventory-item.table.ts'
import type { InventoryItem, InventoryItemFilter } from './inventory-item.types.ts'
import { stockLevels } from './stock-level.table.ts'

const maxSearch = 200

const quantityOrNull = (thousandths: number | null) => (thousandths === null ? null : quantityOf(thousandths))

export const presentItem = (row: InventoryItemRow): InventoryItem => ({
  ...row,
  reorderLevel: quantityOf(row.reorderLevel),
  unitsPerStockUnit: quantityOrNull(row.unitsPerStockUnit),
  unitsPerBuyingUnit: quantityOrNull(row.unitsPerBuyingUnit),
})

/** Items by id. */
export async function readItems(ctx: Context, ids: readonly string[]): Promise<InventoryItem[]> {
  authorize(ctx, 'inventory:read')
  const rows = await ctx.db
    .select()
    .from(inventoryItems)
    .where(inArray(inventoryItems.id, [...ids]))
  return rows.map(presentItem)
}

/** An item by id; null when there is none. */
export async function findItem(ctx: Context, id: string): Promise<InventoryItem | null> {
  authorize(ctx, 'inventory:read')
  return loaderOf(ctx, readItems).load(id)
}

/** An item by id, or NOT_FOUND. */
export async function getItem(ctx: Context, id: string, field = 'id'): Promise<InventoryItem> {
  const item = await findItem(ctx, id)
  if (!item) throw notFound('item', field)
  return item
}

/** What the trigram index holds: see the migration. */
const searchable = sql`(lower(${inventoryItems.name}) || ' ' || lower(${inventoryItems.sku}))`

function matching(search: string | null | undefined): SQL | undefined {
  const term = search?.trim().toLowerCase()
  if (!term) return undefined
  if (term.length > maxSearch) throw badInput('search', `At most ${maxSearch} characters.`)
  const gtin = gtinOf(term)
  if (gtin)
    return sql`${inventoryItems.id} in (select ${itemBarcodes.itemId} from ${itemBarcodes} where ${itemBarcodes.gtin} = ${gtin})`
  const part = `%${term.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql`(${searchable} like ${part} or ${term} <% ${searchable})`
}

/** Whether a location whose stock the viewer may see keeps the item, in the given state. */
function keptAt(ctx: Context, locationId: string | null | undefined, state?: SQL): SQL {
  const places = locationsOf(requireViewer(ctx), 'inventory:read')
  return exists(
    ctx.db
      .select({ itemId: stockLevels.itemId })
      .from(stockLevels)
      .where(
        and(
          eq(stockLevels.itemId, inventoryItems.id),
          locationId ? eq(stockLevels.locationId, asId(locationId)) : undefined,
          places ? inArray(stockLevels.locationId, [...places]) : undefined,
          state,
        ),
      ),
  )
}

function wantedItems(
  ctx: Context,
  { search, category, controlled, form, substanceId, retired, lowStock, locationId }: InventoryItemFilter,
): SQL | undefined {
  authorize(ctx, 'inventory:read')
  const low = keptAt(ctx, locationId, lte(stockLevels.onHand, inventoryItems.reorderLevel))
  return and(
    eq(inventoryItems.active, retired !== true),
    matching(search),
    category ? eq(inventoryItems.category, category) : undefined,
    controlled == null ? undefined : eq(inventoryItems.controlled, controlled),
    form ? eq(inventoryItems.form, form) : undefined,
    substanceId
      ? sql`${inventoryItems.substances} @> ${JSON.stringify([{ substanceId: asId(substanceId) }])}::jsonb`
      : undefined,
    locationId ? keptAt(ctx, locationId) : undefined,
    lowStock === true ? low : undefined,
    lowStock === false ? not(low) : undefined,
  )
}

/** How many items `listItems` has. */
export const countItems = (ctx: Context, filter: InventoryItemFilter): Promise<number> =>
  ctx.db.$count(inventoryItems, wantedItems(ctx, filter))

/** Items in use by name, or retired ones; those of the given location, those that are low. */
export async function listItems(
  ctx: Context,
  page: PageArgs,
  filter: InventoryItemFilter = {},
): Promise<Page<InventoryItem>> {
  const wanted = wantedItems(ctx, filter)
  return pageOf<InventoryItem>(page, {
    key: inventoryItems.name,
    id: inventoryItems.id,
    direction: 'asc',
    keyOf: ({ name }) => name,
    read: async ({ where, orderBy, limit }) =>
      (
        await ctx.db
          .select()
          .from(inventoryItems)
          .where(and(wanted, where))
          .orderBy(...orderBy)
          .limit(limit)
      ).map(presentItem),
    count: () => ctx.db.$count(inventoryItems, wanted),
  })
}
