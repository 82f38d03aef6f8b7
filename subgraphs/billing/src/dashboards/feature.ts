import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DashboardResolver } from './dashboard.resolver.ts'

export const feature: Feature = {
  resolvers: [DashboardResolver],
  permissions: { 'revenue:read': { allows: 'See how much was charged in a day and in a month' } },
}
