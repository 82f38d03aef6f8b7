import type { Feature } from '@vetgraph/kit/contracts/feature'
import { RosterResolver } from './roster.resolver.ts'

export const feature: Feature = {
  resolvers: [RosterResolver],
  permissions: { 'roster:write': { allows: 'Edit rosters, leave and closures' } },
}
