import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { type Money, quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { getSupplier, leadDaysIn } from './supplier.service.ts'
import { type SupplierItemRow, supplierItems, suppliers } from './supplier.table.ts'
import type { CreateSupplierItemInput, UpdateSupplierItemInput } from './supplier.types.ts'

const maxPack = 1_000_000

const reading = entity({
  table: supplierItems,
  type: 'SupplierItem',
  noun: 'catalogue entry',
  always: ['id', 'articleNumber'],
  takes: {},
  whole: true,
  seen: (ctx) => {
    authorize(ctx, 'inventory:read')
    return {}
  },
  visible: () => undefined,
  from: (db, columns) => db.select(columns).from(supplierItems).$dynamic(),
})

export const { read: readSupplierItems, find: findSupplierItem, get: getSupplierItem } = reading

/** What a supplier sells, by article number: what can be ordered, or with retired entries. */
export const listCatalogue = reading.list({
  wanted: ({ supplierId, withRetired }: { supplierId: string; withRetired: boolean }) => ({
    supplierId,
    inUse: withRetired ? null : true,
  }),
  matching: ({ supplierId, inUse }) =>
    and(eq(supplierItems.supplierId, supplierId), inUse ? eq(supplierItems.active, true) : undefined),
  order: () => ({ key: supplierItems.articleNumber, id: supplierItems.id, direction: 'asc' }),
  keyOf: ({ articleNumber }) => articleNumber,
})

async function readOffers(ctx: Context, itemIds: readonly string[]) {
  authorize(ctx, 'inventory:read')
  const rows = await ctx.db
    .select({ offer: supplierItems })
    .from(supplierItems)
    .innerJoin(suppliers, eq(suppliers.id, supplierItems.supplierId))
    .where(
      and(
        inArray(supplierItems.itemId, [...itemIds]),
        eq(supplierItems.active, true),
        eq(suppliers.active, true),
      ),
    )
    .orderBy(desc(supplierItems.preferred), asc(suppliers.name), asc(supplierItems.id))
  return rows.map(({ offer }): readonly [string, SupplierItemRow] => [offer.itemId, offer])
}

/** Where an item can be ordered, the preferred supplier first. */
export const listOffers = (ctx: Context, itemId: string): Promise<SupplierItemRow[]> =>
  groupLoaderOf(ctx, readOffers).load(itemId)

const saved = writing({
  table: supplierItems,
  type: 'SupplierItem',
  noun: 'catalogue entry',
  values: ({ supplierId, itemId, articleNumber, packSize, price, leadDays, preferred, active }) => ({
    supplierId,
    itemId,
    articleNumber,
    packSize: quantityOf(packSize),
    price,
    leadDays,
    preferred,
    active,
  }),
})

function packIn(packSize: number): number {
  const thousandths = thousandthsIn('packSize', packSize)
  if (thousandths <= 0) throw badInput('packSize', 'This is more than 0.')
  if (packSize > maxPack) throw badInput('packSize', `At most ${maxPack}.`)
  return thousandths
}

function priceIn(price: Money, currency: string): number {
  if (price.currency !== currency) throw badInput('price', `This supplier’s prices are in ${currency}.`)
  if (price.amount < 0) throw badInput('price', 'This is not below 0.')
  return price.amount
}

/** The item, locked: what is preferred for it changes by one person at a time. */
async function lockItem(ctx: Context, itemId: string) {
  const [item] = await ctx.db
    .select({ id: inventoryItems.id, active: inventoryItems.active })
    .from(inventoryItems)
    .where(eq(inventoryItems.id, asId(itemId)))
    .for('no key update')
  if (!item) throw notFound('item', 'itemId')
  return item
}

/** Of the entries of an item one is preferred: the one chosen last. */
async function preferNoOther(ctx: Context, itemId: string) {
  const [other] = await ctx.db
    .select({ id: supplierItems.id })
    .from(supplierItems)
    .where(
      and(
        eq(supplierItems.itemId, itemId),
        eq(supplierItems.active, true),
        eq(supplierItems.preferred, true),
      ),
    )
  if (other) await saved.change(ctx, await saved.lock(ctx, other.id), { preferred: false })
}

export async function createSupplierItem(
  ctx: Context,
  input: CreateSupplierItemInput,
): Promise<SupplierItemRow> {
  authorize(ctx, 'supplier:write')
  const id = await once(ctx, 'createSupplierItem', input, async (ctx) => {
    const supplier = await getSupplier(ctx, asId(input.supplierId), 'supplierId')
    if (!supplier.active) throw badInput('supplierId', 'This supplier is retired.')
    const packSize = packIn(input.packSize)
    const price = priceIn(input.price, supplier.currency)
    const item = await lockItem(ctx, input.itemId)
    if (!item.active) throw badInput('itemId', 'This item is not in use any more.')
    const preferred = input.preferred === true
    if (preferred) await preferNoOther(ctx, item.id)
    const { articleNumber, leadDays } = input
    const added = await saved.add(ctx, {
      supplierId: supplier.id,
      itemId: item.id,
      articleNumber,
      packSize,
      price,
      leadDays: leadDaysIn(leadDays),
      preferred,
    })
    return added.id
  })
  return getSupplierItem(ctx, id)
}

/** Changes a price or another detail; what was ordered keeps its own. */
export async function updateSupplierItem(
  ctx: Context,
  input: UpdateSupplierItemInput,
): Promise<SupplierItemRow> {
  authorize(ctx, 'supplier:write')
  return transact(ctx, async (ctx) => {
    const { itemId, supplierId } = await getSupplierItem(ctx, asId(input.id))
    await lockItem(ctx, itemId)
    const { currency } = await getSupplier(ctx, supplierId)
    leadDaysIn(input.leadDays)
    const changes = {
      ...changesOf(supplierItems, input, ['articleNumber', 'leadDays', 'preferred', 'active']),
      ...(input.packSize != null && { packSize: packIn(input.packSize) }),
      ...(input.price != null && { price: priceIn(input.price, currency) }),
    }
    const before = await saved.lock(ctx, input.id, input.version)
    const isPreferred = (row: Partial<SupplierItemRow>) => row.active === true && row.preferred === true
    if (isPreferred({ ...before, ...changes }) && !isPreferred(before)) await preferNoOther(ctx, itemId)
    return saved.change(ctx, before, changes)
  })
}
