import type { Feature } from '@vetgraph/kit/contracts/feature'
import { TillSessionResolver } from './till-session.resolver.ts'
import { TillResolver } from './till.resolver.ts'

export const feature: Feature = {
  resolvers: [TillResolver, TillSessionResolver],
  permissions: {
    'till:count': { allows: 'Open, count and close tills, read the day’s sheet', roles: ['RECEPTIONIST'] },
    'till:write': { allows: 'Add, rename and retire tills' },
  },
}
