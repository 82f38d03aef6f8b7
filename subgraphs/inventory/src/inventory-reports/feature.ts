import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ReportResolver } from '@vetgraph/kit/reports/report.resolver'
import { InventoryReportResolver } from './inventory-report.resolver.ts'

export const feature: Feature = { resolvers: [InventoryReportResolver, ReportResolver] }
