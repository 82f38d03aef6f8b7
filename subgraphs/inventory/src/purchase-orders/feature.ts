import type { Feature } from '@vetgraph/kit/contracts/feature'
import { orderMessages } from './purchase-order.messages.ts'
import { PurchaseOrderLineResolver, PurchaseOrderResolver } from './purchase-order.resolver.ts'
import { readOrders } from './purchase-order.service.ts'

export const feature: Feature = {
  resolvers: [PurchaseOrderResolver, PurchaseOrderLineResolver],
  entities: { PurchaseOrder: readOrders },
  messages: orderMessages,
  permissions: {
    'purchase-order:write': {
      allows: 'Write, send, close and cancel purchase orders',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
