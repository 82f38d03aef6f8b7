import type { Feature } from '@vetgraph/kit/contracts/feature'
import { readSupplierItems } from './catalogue.service.ts'
import { ItemSuppliersResolver, SupplierItemResolver, SupplierResolver } from './supplier.resolver.ts'
import { readSuppliers } from './supplier.service.ts'

export const feature: Feature = {
  resolvers: [SupplierResolver, SupplierItemResolver, ItemSuppliersResolver],
  entities: { Supplier: readSuppliers, SupplierItem: readSupplierItems },
  permissions: {
    'supplier:write': {
      allows: 'Add, edit and retire suppliers and what they sell',
      roles: ['VET', 'TECHNICIAN'],
    },
  },
}
