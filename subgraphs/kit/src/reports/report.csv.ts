import { stringify } from 'csv-stringify/sync'
import type { Context } from '../context.ts'
import { digitsOf } from '../money.ts'
import { beginExport } from './report.export.ts'
import { type Report, type ReportRow, ReportUnit } from './report.types.ts'

/** A report as a CSV file. */
export async function csvOf(ctx: Context, report: Report): Promise<string> {
  await beginExport(ctx, report, 'CSV')
  const { columns, rows, totals, comparedWith } = report
  const hasMoney = columns.some(({ unit }) => unit === ReportUnit.MONEY)
  const cells = (values: ReportRow['values'], currency: string | null) =>
    columns.map(({ unit }, index) => {
      const value = values[index] ?? null
      return value !== null && currency && unit === ReportUnit.MONEY
        ? value / 10 ** digitsOf(currency)
        : value
    })
  const titles = columns.map(({ title }) => title)
  const earlier = comparedWith ? `${comparedWith.from} to ${comparedWith.until}` : null
  return stringify(
    [...rows, ...totals].map(({ label, currency, values, compared }) => [
      label,
      ...(hasMoney ? [currency] : []),
      ...cells(values, currency),
      ...(compared ? cells(compared, currency) : []),
    ]),
    {
      header: true,
      columns: [
        report.rowTitle,
        ...(hasMoney ? ['Currency'] : []),
        ...titles,
        ...(earlier ? titles.map((title) => `${title}, ${earlier}`) : []),
      ],
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  )
}
