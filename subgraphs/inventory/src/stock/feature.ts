import type { Feature } from '@vetgraph/kit/contracts/feature'
import { StockResolver } from './stock.resolver.ts'

export const feature: Feature = {
  resolvers: [StockResolver],
  permissions: {
    'inventory:adjust': { allows: 'Correct stock with a reason', roles: ['VET', 'TECHNICIAN'] },
  },
}
