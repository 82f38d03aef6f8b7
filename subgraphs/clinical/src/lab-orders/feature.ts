import type { Feature } from '@vetgraph/kit/contracts/feature'
import {
  LabOrderResolver,
  LabResultResolver,
  PetLabOrdersResolver,
  ReplacedLabResultResolver,
} from './lab-order.resolver.ts'
import { readLabOrders } from './lab-order.service.ts'

export const feature: Feature = {
  resolvers: [LabOrderResolver, LabResultResolver, ReplacedLabResultResolver, PetLabOrdersResolver],
  entities: { LabOrder: readLabOrders },
  permissions: {
    'lab:read': { allows: 'See laboratory orders and results', roles: ['VET', 'TECHNICIAN'] },
    'lab:write': {
      allows: 'Order laboratory tests, record results and say whose they are',
      roles: ['VET', 'TECHNICIAN'],
    },
    'lab:acknowledge': { allows: 'Acknowledge laboratory results, critical ones too', roles: ['VET'] },
  },
}
