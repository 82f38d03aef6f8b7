import type { Feature } from '@vetgraph/kit/contracts/feature'
import { checkExpiry } from './expiry-check.service.ts'
import { ItemHistoryResolver, LotResolver, StockMovementResolver } from './lot.resolver.ts'
import { StockResolver } from './stock.resolver.ts'

export const feature: Feature = {
  resolvers: [StockResolver, LotResolver, StockMovementResolver, ItemHistoryResolver],
  work: { 'check-expiry': checkExpiry },
  crons: { 'check-expiry': '20 * * * *' },
  permissions: {
    'inventory:adjust': { allows: 'Correct stock with a reason', roles: ['VET', 'TECHNICIAN'] },
    'inventory:receive': {
      allows: 'Take deliveries into stock',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
