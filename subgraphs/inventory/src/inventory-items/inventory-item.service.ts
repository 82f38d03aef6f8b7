import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import { authorize, locationsOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { and, eq, exists, inArray, lte, not, type SQL, sql } from 'drizzle-orm'
import { type InventoryItemRow, inventoryItems } from './inventory-item.table.ts'
import type { InventoryItem, InventoryItemFilter } from './inventory-item.types.ts'
import { stockLevels } from './stock-level.table.ts'

const maxSearch = 200

const present = (row: InventoryItemRow): InventoryItem => ({
  ...row,
  reorderLevel: quantityOf(row.reorderLevel),
})

/** Items by id. */
export async function readItems(ctx: Context, ids: readonly string[]): Promise<InventoryItem[]> {
  authorize(ctx, 'inventory:read')
  const rows = await ctx.db
    .select()
    .from(inventoryItems)
    .where(inArray(inventoryItems.id, [...ids]))
  return rows.map(present)
}

/** An item by id; null when there is none. */
export async function findItem(ctx: Context, id: string): Promise<InventoryItem | null> {
  authorize(ctx, 'inventory:read')
  return loaderOf(ctx, readItems).load(id)
}

/** What the trigram index holds: see the migration. */
const searchable = sql`(lower(${inventoryItems.name}) || ' ' || lower(${inventoryItems.sku}))`

function matching(search: string | null | undefined): SQL | undefined {
  const term = search?.trim().toLowerCase()
  if (!term) return undefined
  if (term.length > maxSearch) throw badInput('search', `At most ${maxSearch} characters.`)
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

/** Active items by name; those of the given location, those that are low. */
export async function listItems(
  ctx: Context,
  page: PageArgs,
  { search, category, lowStock, locationId }: InventoryItemFilter = {},
): Promise<Page<InventoryItem>> {
  authorize(ctx, 'inventory:read')
  const low = keptAt(ctx, locationId, lte(stockLevels.onHand, inventoryItems.reorderLevel))
  const wanted = and(
    eq(inventoryItems.active, true),
    matching(search),
    category ? eq(inventoryItems.category, category) : undefined,
    locationId ? keptAt(ctx, locationId) : undefined,
    lowStock === true ? low : undefined,
    lowStock === false ? not(low) : undefined,
  )
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
      ).map(present),
    count: () => ctx.db.$count(inventoryItems, wanted),
  })
}
