import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ApproveResolver } from './approve.resolver.ts'
import { CountResolver } from './count.resolver.ts'
import { StocktakeLineResolver } from './stocktake-line.resolver.ts'
import { StocktakeResolver } from './stocktake.resolver.ts'

export const feature: Feature = {
  resolvers: [StocktakeResolver, StocktakeLineResolver, CountResolver, ApproveResolver],
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
