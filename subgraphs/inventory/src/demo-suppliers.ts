import { demoId } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import { demoItems } from './demo-items.ts'
import { InventoryCategory } from './inventory-items/inventory-item.table.ts'
import type { SupplierItemRow, SupplierRow } from './suppliers/supplier.table.ts'

/** A wholesaler of medicines, one of supplies that delivers slowly, and one by the phone that has no e-mail. */
const companies: ReadonlyArray<
  Pick<SupplierRow, 'name' | 'email' | 'phone' | 'address' | 'customerNumber' | 'leadDays'>
> = [
  {
    name: 'Atlantic Veterinary Wholesale',
    email: 'orders@atlantic-vet.demo.vet',
    phone: '+35315550211',
    address: 'Unit 4, Kylemore Road\nDublin 10\nIreland',
    customerNumber: 'AV-20418',
    leadDays: 2,
  },
  {
    name: 'Delta Animal Health',
    email: 'verkoop@delta-ah.demo.vet',
    phone: '+31205550244',
    address: 'Keienbergweg 22\n1101 GB Amsterdam\nNetherlands',
    customerNumber: '771204',
    leadDays: 5,
  },
  {
    name: 'Smith Surgical Supplies',
    email: null,
    phone: '+35315550287',
    address: 'Merrion Yard\nDublin 4\nIreland',
    customerNumber: null,
    leadDays: 10,
  },
]

const perPack: Readonly<Record<string, number>> = { tablet: 100, capsule: 50, ml: 50, dose: 25, piece: 100 }

/** Medication comes from one of two wholesalers, every other item from the second too; all else from the third. */
const sellersOf = (category: InventoryCategory, number: number): number[] =>
  category === InventoryCategory.MEDICATION ? (number % 2 === 0 ? [0, 1] : [number % 3 === 0 ? 1 : 0]) : [2]

/** The suppliers of the demo hospital with what they sell, since the given instant. */
export function demoSuppliers(since: Date) {
  const saves = { active: true, version: 1, createdAt: since, updatedAt: since }
  const supplierRows: SupplierRow[] = companies.map((company, number) => ({
    ...company,
    ...saves,
    id: demoId('supplier', number),
    currency: 'EUR',
  }))
  const entryRows: SupplierItemRow[] = demoItems.flatMap(({ category, unit }, number) =>
    sellersOf(category, number).map((seller, place) => {
      const pack = category === InventoryCategory.EQUIPMENT ? 1 : (perPack[unit] ?? 10)
      return {
        ...saves,
        id: demoId('supplier item', number * 10 + place),
        supplierId: demoId('supplier', seller),
        itemId: demoId('inventory item', number),
        articleNumber: `${['AV', 'D', 'S'][seller]!}${String(10_204 + number * 37)}`,
        packSize: pack * quantityScale,
        price: Math.round(pack * (20 + (number % 9) * 35) * (1 + place * 0.08)),
        leadDays: null,
        preferred: place === 0,
      }
    }),
  )
  return { supplierRows, entryRows }
}
