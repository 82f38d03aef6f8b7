import type { TypedDocumentNode } from '@apollo/client'
import type {
  AppointmentGrouping,
  DebtorsGrouping,
  InventoryGrouping,
  PatientGrouping,
  RevenueGrouping,
} from '../../gql/types'
import {
  AppointmentReportDocument,
  AppointmentReportFileDocument,
  DebtorsReportDocument,
  DebtorsReportFileDocument,
  InventoryReportDocument,
  InventoryReportFileDocument,
  PatientReportDocument,
  PatientReportFileDocument,
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

type Asking<By, Answer, More = object> = TypedDocumentNode<
  { report: Answer },
  { input: ReportInput<By> } & More
>

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
  file: Asking<By, { csv?: string; pdf?: string }, { isPdf: boolean }>
  /** The list of what a row adds up; null where there is none. */
  documentsOf?: (input: ReportInput<By>, row: ReportRow) => string | null
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

const debtors: ReportDefinition<DebtorsGrouping> = {
  key: 'debtors',
  area: 'Money',
  title: 'Debtors',
  description: 'Who owed how much at the end of a day, how long it was overdue, and their credit.',
  permission: 'invoice:read',
  groupings: [
    ['CLIENT', 'Client'],
    ['LOCATION', 'Location'],
  ],
  report: DebtorsReportDocument,
  file: DebtorsReportFileDocument,
  documentsOf: ({ groupBy }, { key }) => (groupBy === 'CLIENT' && key ? `/clients/${key}` : null),
}

const appointments: ReportDefinition<AppointmentGrouping> = {
  key: 'appointments',
  area: 'Hospital',
  title: 'Visits',
  description: 'Visits, cancellations and no-shows, waiting and consultation times, and utilisation.',
  permission: 'appointment:read',
  groupings: [
    ['DAY', 'Day'],
    ['MONTH', 'Month'],
    ['VET', 'Vet'],
    ['ROOM', 'Room'],
    ['TYPE', 'Type'],
    ['LOCATION', 'Location'],
  ],
  report: AppointmentReportDocument,
  file: AppointmentReportFileDocument,
  documentsOf: ({ groupBy, locationId }, { key }) =>
    groupBy === 'DAY' && locationId && key ? `/?date=${key}` : null,
}

const patients: ReportDefinition<PatientGrouping> = {
  key: 'patients',
  area: 'Hospital',
  title: 'Patients',
  description: 'Who the patients are on a day, how many are vaccinated, came, were seen and died.',
  permission: 'pet:read',
  groupings: [
    ['SPECIES', 'Species'],
    ['BREED', 'Breed'],
    ['AGE', 'Age'],
    ['WEIGHT', 'Weight'],
  ],
  report: PatientReportDocument,
  file: PatientReportFileDocument,
}

const inventory: ReportDefinition<InventoryGrouping> = {
  key: 'inventory',
  area: 'Hospital',
  title: 'Stock',
  description: 'What the stock cost on a day, what was used, how often it turned over, and what expired.',
  permission: 'inventory:read',
  groupings: [
    ['CATEGORY', 'Category'],
    ['ITEM', 'Item'],
    ['LOCATION', 'Location'],
  ],
  report: InventoryReportDocument,
  file: InventoryReportFileDocument,
  documentsOf: ({ groupBy }, { key }) => (groupBy === 'ITEM' && key ? `/stock/${key}` : null),
}

export const reports = [revenue, debtors, appointments, patients, inventory] as readonly ReportDefinition[]
