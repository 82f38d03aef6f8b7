import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ReportResolver } from '@vetgraph/kit/reports/report.resolver'
import { RevenueResolver } from './revenue.resolver.ts'

export const feature: Feature = {
  resolvers: [RevenueResolver, ReportResolver],
  permissions: {
    'report:read': { allows: 'See reports' },
    'report:export': { allows: 'Export reports' },
  },
}
