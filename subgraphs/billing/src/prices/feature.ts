import type { Feature } from '@vetgraph/kit/contracts/feature'
import { MarkUpResolver } from './mark-up.resolver.ts'
import { PriceListResolver } from './price-list.resolver.ts'
import { AppointmentTypePriceResolver } from './price.resolver.ts'
import { ServiceResolver } from './service.resolver.ts'
import { readServices } from './service.service.ts'

export const feature: Feature = {
  resolvers: [ServiceResolver, AppointmentTypePriceResolver, PriceListResolver, MarkUpResolver],
  entities: { Service: readServices },
  permissions: {
    'price:read': {
      allows: 'See the price list, mark-ups and tax rates',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'price:write': { allows: 'Set prices, mark-ups and tax rates' },
  },
}
