import { stringify } from 'csv-stringify/sync'
import { authorize, locationsOf } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { DomainError, ErrorCode } from '../errors.ts'
import { digitsOf } from '../money.ts'
import { auditRead } from '../work/audit.ts'
import { type Report, type ReportRow, ReportUnit } from './report.types.ts'

function authorizeExport(ctx: Context, { input, places }: Report) {
  const viewer = authorize(ctx, 'report:export', input.locationId ?? undefined)
  const allowed = locationsOf(viewer, 'report:export')
  if (allowed && (!places || places.some((place) => !allowed.includes(place))))
    throw new DomainError(ErrorCode.FORBIDDEN, 'You may not export the reports of all these locations.', {
      permission: 'report:export',
    })
}

/** A report that the viewer already sees as a CSV file; audited (RP3, C1). */
export async function exportReport(ctx: Context, report: Report): Promise<string> {
  authorizeExport(ctx, report)
  const { name, input, columns, rows, totals, comparedWith } = report
  await auditRead(ctx, 'report.export', [{ entity: 'Report', entityId: name, after: { ...input } }])
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
