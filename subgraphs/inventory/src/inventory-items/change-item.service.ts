import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { thousandthsIn } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { gtinOf } from './gtin.ts'
import { getItem, presentItem } from './inventory-item.service.ts'
import type {
  ActiveSubstanceInput,
  CreateInventoryItemInput,
  UpdateInventoryItemInput,
} from './inventory-item.inputs.ts'
import {
  InventoryCategory,
  type InventoryItemRow,
  inventoryItems,
  type ItemSubstance,
} from './inventory-item.table.ts'
import type { InventoryItem } from './inventory-item.types.ts'

const maxQuantity = 1_000_000
const maxSubstances = 10
const maxBarcodes = 20

const saved = writing({
  table: inventoryItems,
  type: 'InventoryItem',
  noun: 'item',
  values: (row) => {
    const { id, version, createdAt, updatedAt, substances, ...values } = presentItem(row)
    return { ...values, activeSubstances: substances }
  },
})

function quantityIn(field: string, value: number | null | undefined, min: number) {
  if (value === null || value === undefined) return value
  const thousandths = thousandthsIn(field, value)
  if (thousandths < min) throw badInput(field, min > 0 ? 'This is more than 0.' : 'This is not below 0.')
  if (value > maxQuantity) throw badInput(field, `At most ${maxQuantity}.`)
  return thousandths
}

function barcodesOf(codes: string[] | null | undefined) {
  if (codes === undefined || codes === null) return undefined
  const gtins = codes.map((code) => {
    const gtin = gtinOf(code)
    if (!gtin) throw badInput('barcodes', `${code} is no barcode (GTIN), or its check digit is wrong.`)
    return gtin
  })
  if (gtins.length > maxBarcodes) throw badInput('barcodes', `At most ${maxBarcodes} barcodes.`)
  return [...new Set(gtins)]
}

async function substancesOf(
  ctx: Context,
  input: ActiveSubstanceInput[] | null | undefined,
): Promise<ItemSubstance[] | undefined> {
  if (input === undefined) return undefined
  const wanted = input ?? []
  if (wanted.length > maxSubstances)
    throw badInput('activeSubstances', `At most ${maxSubstances} active substances.`)
  const ids = wanted.map(({ substanceId }) => asId(substanceId))
  if (new Set(ids).size < ids.length) throw badInput('activeSubstances', 'A substance is named twice.')
  const known = ids.length > 0 ? await ctx.askPeer('Substance', ids, 'id') : []
  const unknown = known.findIndex((substance) => !substance)
  if (unknown >= 0) throw notFound('substance', `activeSubstances.${unknown}.substanceId`)
  return wanted.map(({ strength }, place) => ({ substanceId: ids[place]!, strength }))
}

async function valuesOf(ctx: Context, input: CreateInventoryItemInput | UpdateInventoryItemInput) {
  const values = {
    controlled: input.controlled ?? undefined,
    schedule: input.controlled === false ? null : input.schedule,
    reorderLevel: quantityIn('reorderLevel', input.reorderLevel, 0) ?? undefined,
    stockUnit: input.stockUnit,
    unitsPerStockUnit: quantityIn('unitsPerStockUnit', input.unitsPerStockUnit, 1),
    buyingUnit: input.buyingUnit,
    unitsPerBuyingUnit: quantityIn('unitsPerBuyingUnit', input.unitsPerBuyingUnit, 1),
    form: input.form,
    substances: await substancesOf(ctx, input.activeSubstances),
    barcodes: barcodesOf(input.barcodes),
  }
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<InventoryItemRow>
}

/** What the constraints of the table ask for, said at its field. */
function checkWhole(item: Partial<InventoryItemRow>) {
  for (const [unit, units] of [
    ['stockUnit', 'unitsPerStockUnit'],
    ['buyingUnit', 'unitsPerBuyingUnit'],
  ] as const) {
    if (item[unit] && !item[units]) throw badInput(units, `Say how much a ${item[unit]} contains.`)
    if (item[units] && !item[unit]) throw badInput(unit, 'Name the unit that contains so much.')
  }
  if (item.schedule && !item.controlled) throw badInput('schedule', 'Only a controlled item has a schedule.')
  if (item.category === InventoryCategory.MEDICATION) return
  if (item.form) throw badInput('form', 'Only medication has a form.')
  if (item.substances?.length) throw badInput('activeSubstances', 'Only medication has active substances.')
}

export async function createInventoryItem(
  ctx: Context,
  input: CreateInventoryItemInput,
): Promise<InventoryItem> {
  authorize(ctx, 'inventory:write')
  const id = await once(ctx, 'createInventoryItem', input, async (ctx) => {
    const { name, sku, category, unit } = input
    const item = { name, sku, category, unit, ...(await valuesOf(ctx, input)) }
    checkWhole(item)
    return (await saved.add(ctx, { controlled: false, reorderLevel: 0, ...item, active: true })).id
  })
  return getItem(ctx, id)
}

/** Changes an item; its unit stays once stock has been counted in it (I6). */
export async function updateInventoryItem(
  ctx: Context,
  input: UpdateInventoryItemInput,
): Promise<InventoryItem> {
  authorize(ctx, 'inventory:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    if (input.active === false && before.active)
      throw badInput('active', 'An item is retired by retireInventoryItem.')
    const changes = {
      ...changesOf(inventoryItems, input, ['name', 'sku', 'category', 'unit', 'active']),
      ...(await valuesOf(ctx, input)),
    }
    checkWhole({ ...before, ...changes })
    return presentItem(await saved.change(ctx, before, changes))
  })
}

/** Takes an item out of use once nothing of it is left; what names it keeps it. */
export async function retireInventoryItem(ctx: Context, id: string, version: number): Promise<InventoryItem> {
  authorize(ctx, 'inventory:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, id, version)
    if (!before.active) throw conflict(`${before.name} is retired already.`, { field: 'id' })
    return presentItem(await saved.change(ctx, before, { active: false }, 'retire'))
  })
}
