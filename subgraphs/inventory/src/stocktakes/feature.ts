import type { Feature } from '@vetgraph/kit/contracts/feature'
import { StocktakeLineResolver, StocktakeResolver } from './stocktake.resolver.ts'

export const feature: Feature = {
  resolvers: [StocktakeResolver, StocktakeLineResolver],
  permissions: {
    'stocktake:write': {
      allows: 'Start stocktakes, count and hand the counts in',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'stocktake:approve': {
      allows: 'See what differs at a stocktake and correct the stock by it',
      roles: ['VET'],
    },
  },
}
