import { asRole, type TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { createSupplierItem } from './catalogue.service.ts'
import { createSupplier } from './supplier.service.ts'
import type { CreateSupplierInput, CreateSupplierItemInput } from './supplier.types.ts'

let made = 0

/** A supplier that invoices in euros. */
export const aSupplier = (hospital: TestSubgraph, overrides: Partial<CreateSupplierInput> = {}) =>
  createSupplier(hospital.context(asRole('TECHNICIAN')), {
    name: `Medical Wholesale ${++made}`,
    email: 'orders@wholesale.test',
    currency: 'EUR',
    ...overrides,
  })

/** An entry of a supplier's catalogue: a pack of 100 for EUR 24. */
export const aSupplierItem = (
  hospital: TestSubgraph,
  input: Partial<CreateSupplierItemInput> & Pick<CreateSupplierItemInput, 'supplierId' | 'itemId'>,
) =>
  createSupplierItem(hospital.context(asRole('TECHNICIAN')), {
    articleNumber: `A-${++made}`,
    packSize: 100,
    price: { amount: 2400, currency: 'EUR' },
    ...input,
  })
