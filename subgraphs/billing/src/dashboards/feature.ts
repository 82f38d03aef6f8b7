import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DashboardResolver } from './dashboard.resolver.ts'

export const feature: Feature = {
  resolvers: [DashboardResolver],
  permissions: { 'revenue:read': { allows: 'See how much was charged, on the dashboard and in reports' } },
}
