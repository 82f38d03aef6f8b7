import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { language, right, tableHead } from '../documents/letter.ts'
import { letterheadFields, letterheadFrom, type LocationAnswer } from '../documents/letterhead.ts'
import { type Letterhead, renderPdf } from '../documents/pdf.ts'
import { badInput, unavailable } from '../errors.ts'
import { digitsOf } from '../money.ts'
import { dateInWords } from '../time.ts'
import { namesOfPeople } from './names.ts'
import { beginExport } from './report.export.ts'
import { type Report, type ReportColumn, type ReportRow, ReportUnit } from './report.types.ts'

/** Enough for each day of a year; making a longer PDF would block the server for more than a second. */
const maxRows = 400
/** How many columns fit on an upright page. */
const upright = 5

/** The hospital, and the locations that the report is of. */
async function letterheadFor(ctx: Context, places: readonly string[] | null): Promise<Letterhead> {
  // Every subgraph with reports keeps copies of the locations.
  const copies = sql`select id::text as id from ${sql.identifier(ctx.subgraph)}.location_refs order by id`
  const ids = places ?? (await ctx.db.execute<{ id: string }>(copies)).map(({ id }) => id)
  const answers = await ctx.askPeer('Location', ids, letterheadFields)
  const found = answers.flatMap((answer) => (answer ? [answer as unknown as LocationAnswer] : []))
  const [first] = found
  if (!first) throw unavailable()
  const letterhead = letterheadFrom(first)
  if (found.length === 1) return letterhead
  return { ...letterhead, location: found.map(({ name }) => name).join(', '), address: '', phone: null }
}

const signs: Partial<Record<ReportUnit, string>> = {
  [ReportUnit.PERCENT]: ' %',
  [ReportUnit.MINUTES]: ' min',
  [ReportUnit.DAYS]: ' d',
  [ReportUnit.TIMES]: ' ×',
}

function textOf(value: number | null, { unit }: ReportColumn, currency: string | null): string {
  if (value === null) return '–'
  if (unit !== ReportUnit.MONEY || !currency) return value.toLocaleString(language) + (signs[unit] ?? '')
  const digits = digitsOf(currency)
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return (value / 10 ** digits).toLocaleString(language, decimals)
}

/** `revenueReport` as people say it. */
const titleOf = (name: string) => {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words[0]!.toUpperCase()}${words.slice(1)}`
}

/** A report as a PDF in base64, with what it is compared with in grey. */
export async function pdfOf(ctx: Context, report: Report): Promise<string> {
  const { userId } = await beginExport(ctx, report, 'PDF')
  const { name, input, places, columns, rows, totals, comparedWith } = report
  if (rows.length > maxRows)
    throw badInput('groupBy', `A PDF has at most ${maxRows} rows: choose other groups, or CSV.`)
  const hasMoney = columns.some(({ unit }) => unit === ReportUnit.MONEY)
  const rowOf = ({ label, currency, values, compared }: ReportRow, bold: boolean) => [
    { text: label, bold },
    ...(hasMoney ? [{ text: currency ?? '', bold }] : []),
    ...columns.map((column, place) => ({
      stack: [
        right(textOf(values[place] ?? null, column, currency), bold),
        ...(compared
          ? [{ ...right(textOf(compared[place] ?? null, column, currency)), style: 'label' }]
          : []),
      ],
    })),
  ]
  const heads = [report.rowTitle, ...(hasMoney ? ['Currency'] : []), ...columns.map(({ title }) => title)]
  const periodOf = ({ from, until }: { from: string; until: string }) =>
    `${dateInWords(from)} to ${dateInWords(until)}`
  const title = titleOf(name)
  const maker = (await namesOfPeople(ctx, [userId])).get(userId)
  const made = `${ctx.now().toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const body = await renderPdf({
    title: `${title}, ${periodOf(input)}`,
    language,
    letterhead: await letterheadFor(ctx, places),
    paper: columns.length > upright ? 'A4_LANDSCAPE' : 'A4',
    footer: [title, periodOf(input), `made ${made}${maker ? ` by ${maker}` : ''}`].join(', '),
    content: [
      { text: title, style: 'title' },
      { text: periodOf(input) },
      ...(comparedWith ? [{ text: `In grey: ${periodOf(comparedWith)}`, style: 'label' }] : []),
      {
        margin: [0, 10, 0, 0],
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          widths: heads.map((_head, place) => (place === 0 ? '*' : 'auto')),
          body: [
            tableHead(heads, hasMoney ? 2 : 1),
            ...rows.map((row) => rowOf(row, false)),
            ...totals.map((row) => rowOf(row, true)),
          ],
        },
      },
    ],
  })
  return body.toString('base64')
}
