import type { Context } from '@vetgraph/kit/context'
import { namesIn, namesOfPeople, words } from '@vetgraph/kit/reports/names'
import { maxRows, type ReportDefinition, reportOf } from '@vetgraph/kit/reports/report'
import { type Report, ReportRowKind, ReportUnit } from '@vetgraph/kit/reports/report.types'
import { statement } from '@vetgraph/kit/reads/statement'
import { sql } from 'drizzle-orm'
import { services } from '../prices/service.table.ts'
import { locationRefs } from '../refs/refs.table.ts'
import { keys, revenueLines, type RevenuePlaces } from './revenue-lines.service.ts'
import { RevenueGrouping, type RevenueReportInput } from './revenue.types.ts'

interface Revenue {
  net: number
  tax: number
  gross: number
  invoices: number
}

const sumsBy = (by: RevenueGrouping) =>
  statement(
    (db, places: RevenuePlaces) => {
      const lines = revenueLines(db, places)
      const keyed = db
        .select({
          key: keys[by].as('key'),
          currency: lines.currency,
          invoiceId: lines.invoiceId,
          credited: lines.credited,
          net: lines.net,
          tax: lines.tax,
          gross: lines.gross,
        })
        .from(lines)
        .as('keyed')
      const { key, currency, invoiceId, credited, net, tax, gross } = keyed
      const isTotal = sql`grouping(${key})`
      return db
        .select({
          total: sql<boolean>`${isTotal}`.mapWith((bit) => Number(bit) === 1),
          key: sql<string | null>`${key}`,
          currency,
          net: sql<number>`sum(${net})`.mapWith(Number),
          tax: sql<number>`sum(${tax})`.mapWith(Number),
          gross: sql<number>`sum(${gross})`.mapWith(Number),
          invoices: sql<number>`count(distinct ${invoiceId}) filter (where not ${credited})`.mapWith(Number),
        })
        .from(keyed)
        .groupBy(sql`grouping sets ((${currency}, ${key}), (${currency}))`)
        .orderBy(sql`${isTotal} desc`)
        .limit(maxRows * 2)
    },
    { lengthy: true },
  )

const statements = new Map(Object.values(RevenueGrouping).map((by) => [by, sumsBy(by)]))

const { DAY, MONTH, NAME } = ReportRowKind

const revenue: ReportDefinition<RevenueGrouping, Revenue> = {
  name: 'revenueReport',
  permission: 'revenue:read',
  columns: [
    {
      name: 'net',
      title: 'Net',
      description: 'What was invoiced less what was credited, without tax.',
      unit: ReportUnit.MONEY,
      value: ({ net }) => net,
    },
    {
      name: 'tax',
      title: 'Tax',
      description: 'The tax on it.',
      unit: ReportUnit.MONEY,
      value: ({ tax }) => tax,
    },
    {
      name: 'gross',
      title: 'Gross',
      description: 'Net and tax together.',
      unit: ReportUnit.MONEY,
      value: ({ gross }) => gross,
    },
    {
      name: 'invoices',
      title: 'Invoices',
      description: 'How many invoices were finalised; credit notes and invoices of nothing are not counted.',
      unit: ReportUnit.COUNT,
      value: ({ invoices }) => invoices,
    },
    {
      name: 'average',
      title: 'Average',
      description: 'Gross for each of these invoices, rounded.',
      unit: ReportUnit.MONEY,
      value: ({ gross, invoices }) => (invoices > 0 ? Math.round(gross / invoices) : null),
    },
  ],
  groupings: {
    DAY: { title: 'Day', kind: DAY, none: '' },
    MONTH: { title: 'Month', kind: MONTH, none: '' },
    VET: { title: 'Vet', kind: NAME, none: 'No visit', names: namesOfPeople },
    SERVICE: { title: 'Service', kind: NAME, none: 'Lines of no entry', names: namesIn(services) },
    CATEGORY: {
      title: 'Category',
      kind: NAME,
      none: '',
      names: words({ SERVICE: 'Services', MEDICATION: 'Medicines', PRODUCT: 'Products' }),
    },
    LOCATION: { title: 'Location', kind: NAME, none: '', names: namesIn(locationRefs) },
    PAYMENT_METHOD: {
      title: 'Payment',
      kind: NAME,
      none: 'Not paid',
      names: words({
        CASH: 'Cash',
        CARD: 'Card',
        TRANSFER: 'Bank transfer',
        CREDIT: 'Account credit',
        ONLINE: 'Online',
        INSURER: 'Insurer',
        SEVERAL: 'Several methods',
      }),
    },
  },
  nothing: { net: 0, tax: 0, gross: 0, invoices: 0 },
  read: (ctx, { groupBy, ...wanted }) => statements.get(groupBy)!(ctx, wanted),
}

/** Revenue of a period: finalised less credited, by the location's day (RP1). */
export const revenueReport = (ctx: Context, input: RevenueReportInput): Promise<Report> =>
  reportOf(ctx, revenue, input)
