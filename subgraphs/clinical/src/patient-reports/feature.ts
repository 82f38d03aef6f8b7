import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ReportResolver } from '@vetgraph/kit/reports/report.resolver'
import { PatientReportResolver } from './patient-report.resolver.ts'

export const feature: Feature = { resolvers: [PatientReportResolver, ReportResolver] }
