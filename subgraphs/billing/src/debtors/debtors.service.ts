import type { Context } from '@vetgraph/kit/context'
import { namesIn } from '@vetgraph/kit/reports/names'
import { type ReportDefinition, reportOf } from '@vetgraph/kit/reports/report'
import { type Report, ReportRowKind, ReportUnit } from '@vetgraph/kit/reports/report.types'
import { locationRefs, ownerRefs } from '../refs/refs.table.ts'
import type { DebtorsGrouping, DebtorsReportInput } from './debtors.types.ts'
import { debts } from './debts.service.ts'

/** In minor units of the currency. */
interface Debts {
  due: number
  inTime: number
  upTo30: number
  upTo60: number
  upTo90: number
  over90: number
  /** Days. */
  oldest: number
  credit: number
}

const { MONEY, DAYS } = ReportUnit

const money = (name: keyof Debts, title: string, description: string) => ({
  name,
  title,
  description,
  unit: MONEY,
  value: (debts: Debts) => debts[name],
})

const debtors: ReportDefinition<DebtorsGrouping, Debts> = {
  name: 'debtorsReport',
  permission: 'invoice:read',
  columns: [
    money('due', 'Due', 'What was due on invoices at the end of the last day.'),
    money('inTime', 'Current', 'Of it, what was still in time.'),
    money('upTo30', '1–30 days', 'Of it, what was overdue by 1 to 30 days.'),
    money('upTo60', '31–60 days', 'Of it, what was overdue by 31 to 60 days.'),
    money('upTo90', '61–90 days', 'Of it, what was overdue by 61 to 90 days.'),
    money('over90', 'Over 90 days', 'Of it, what was overdue by more than 90 days.'),
    {
      name: 'oldest',
      title: 'Oldest',
      description: 'By how many days the oldest of these invoices was overdue.',
      unit: DAYS,
      value: ({ oldest }) => oldest,
    },
    money(
      'credit',
      'Credit',
      'What these clients had paid there and not used there for an invoice; it is not taken off what is due.',
    ),
  ],
  groupings: {
    CLIENT: { title: 'Client', kind: ReportRowKind.NAME, none: '', names: namesIn(ownerRefs) },
    LOCATION: { title: 'Location', kind: ReportRowKind.NAME, none: '', names: namesIn(locationRefs) },
  },
  nothing: { due: 0, inTime: 0, upTo30: 0, upTo60: 0, upTo90: 0, over90: 0, oldest: 0, credit: 0 },
  read: (ctx, { groupBy, until, places }) => debts.get(groupBy)!(ctx, { until, places }),
}

/** Who owes what, and for how long, at the end of a day (RP2, B11). */
export const debtorsReport = (ctx: Context, input: DebtorsReportInput): Promise<Report> =>
  reportOf(ctx, debtors, input)
