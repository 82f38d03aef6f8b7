import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ReportResolver } from '@vetgraph/kit/reports/report.resolver'
import { AppointmentReportResolver } from './appointment-report.resolver.ts'

export const feature: Feature = { resolvers: [AppointmentReportResolver, ReportResolver] }
