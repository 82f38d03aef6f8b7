import type { Feature } from '@vetgraph/kit/contracts/feature'
import { InventoryItemResolver } from './inventory-item.resolver.ts'
import { readItems } from './inventory-item.service.ts'

export const feature: Feature = {
  resolvers: [InventoryItemResolver],
  entities: { InventoryItem: readItems },
  permissions: {
    'inventory:read': { allows: 'See stock', roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'] },
    'inventory:write': { allows: 'Add, edit and retire items', roles: ['VET', 'TECHNICIAN'] },
  },
}
