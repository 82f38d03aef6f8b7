import type { TypedDocumentNode } from '@apollo/client'
import type { RevenueGrouping } from '../../gql/types'
import {
  RevenueReportDocument,
  RevenueReportFileDocument,
  type ReportTable_reportFragment,
} from './reports.gen'

export type Report = ReportTable_reportFragment
export type ReportRow = Report['rows'][number]

/** What every report is asked for; the values of its grouping are its own. */
export interface ReportInput<By> {
  from: string
  until: string
  locationId: string | null
  compareWith: 'PERIOD_BEFORE' | 'YEAR_BEFORE' | null
  groupBy: By
}

type Asking<By, Answer> = TypedDocumentNode<{ report: Answer }, { input: ReportInput<By> }>

export interface ReportDefinition<By extends string = string> {
  /** In its address. */
  key: string
  area: string
  title: string
  description: string
  /** Beside `report:read`. */
  permission: string
  groupings: readonly (readonly [By, string])[]
  report: Asking<By, Report>
  file: Asking<By, { csv: string }>
  /** The list of what a row adds up. */
  documentsOf?: (input: ReportInput<By>, row: ReportRow) => string
}

const revenue: ReportDefinition<RevenueGrouping> = {
  key: 'revenue',
  area: 'Money',
  title: 'Revenue',
  description: 'What was invoiced less what was credited: net, tax and gross, and the average invoice.',
  permission: 'revenue:read',
  groupings: [
    ['DAY', 'Day'],
    ['MONTH', 'Month'],
    ['VET', 'Vet'],
    ['SERVICE', 'Service'],
    ['CATEGORY', 'Category'],
    ['LOCATION', 'Location'],
    ['PAYMENT_METHOD', 'Payment'],
  ],
  report: RevenueReportDocument,
  file: RevenueReportFileDocument,
  documentsOf: ({ from, until, groupBy, locationId }, { key, label }) => {
    const params = new URLSearchParams({ from, until, by: groupBy, label })
    if (key !== null) params.set('key', key)
    if (locationId === null) params.set('at', 'all')
    return `/invoices?${params.toString()}`
  },
}

export const reports = [revenue] as readonly ReportDefinition[]
