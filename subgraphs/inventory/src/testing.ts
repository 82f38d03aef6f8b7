import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { newId } from '@vetgraph/kit/ids'
import { asRole, type TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import {
  InventoryCategory,
  type InventoryItemRow,
  inventoryItems,
} from './inventory-items/inventory-item.table.ts'

/** A location that inventory has heard of. */
export async function aLocation(hospital: TestSubgraph, id = newId()): Promise<string> {
  await hospital.deliver('location.changed', {
    id,
    version: 1,
    name: 'Harbour Street',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    active: true,
    openingHours: [],
    taxRate: 2000,
    ...usualPolicies,
  })
  return id
}

/** A medicine of which 5 tablets or less are low. */
export async function anItem(hospital: TestSubgraph, overrides: Partial<InventoryItemRow> = {}) {
  const id = newId()
  const item: InventoryItemRow = {
    id,
    name: 'Carprofen 50 mg tablets',
    sku: `MED-${id}`,
    category: InventoryCategory.MEDICATION,
    controlled: false,
    schedule: null,
    unit: 'tablet',
    stockUnit: null,
    unitsPerStockUnit: null,
    buyingUnit: null,
    unitsPerBuyingUnit: null,
    form: null,
    substances: [],
    barcodes: [],
    reorderLevel: 5000,
    active: true,
    version: 1,
    createdAt: hospital.now(),
    updatedAt: hospital.now(),
    ...overrides,
  }
  await hospital.context().db.insert(inventoryItems).values(item)
  return item
}

export interface Adjustment {
  itemId: string
  locationId: string
  quantity: number
  reason?: string
  kind?: string
  lotId?: string
}

export const adjustment = `mutation ($input: AdjustStockInput!) {
  adjustStock(input: $input) { id onHand stock { location { id } onHand low negative } low } }`

/** Corrects stock as a technician would. */
export const adjust = (
  hospital: TestSubgraph,
  input: Adjustment,
  { viewer = asRole('TECHNICIAN'), idempotencyKey = null as string | null } = {},
) => hospital.graphql(viewer, adjustment, { input: { reason: 'Counted', ...input } }, { idempotencyKey })

/** An item with some stock at a location. */
export async function stocked(
  hospital: TestSubgraph,
  quantity: number,
  overrides: Partial<InventoryItemRow> = {},
) {
  const item = await anItem(hospital, overrides)
  const locationId = await aLocation(hospital)
  const { errors } = await adjust(hospital, { itemId: item.id, locationId, quantity })
  if (errors[0]) throw new Error(errors[0].message)
  return { itemId: item.id, locationId }
}
