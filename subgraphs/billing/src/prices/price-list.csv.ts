import { stringify } from 'csv-stringify/sync'
import { readCsv } from '@vetgraph/kit/documents/csv'
import { DomainError } from '@vetgraph/kit/errors'
import { digitsOf } from '@vetgraph/kit/money'
import { requiredText } from '@vetgraph/kit/text'
import { InvoiceItemKind, TaxClass } from './service.table.ts'

/** The columns of the file; `from` is written and not read. */
const columns = ['id', 'code', 'name', 'kind', 'tax class', 'price', 'tax included', 'from'] as const
type Column = (typeof columns)[number]

export const maxLines = 2000
const maxName = 200
const maxCode = 20

export interface PriceListLine {
  id: string | null
  code: string | null
  name: string
  kind: InvoiceItemKind
  taxClass: TaxClass
  /** In minor units; null leaves the price as it is. */
  price: number | null
  taxIncluded: boolean
}

export interface NumberedLine extends PriceListLine {
  line: number
}

export interface LineError {
  line: number
  column: string | null
  message: string
}

export const decimalOf = (amount: number, currency: string) => {
  const digits = digitsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}

/** `65.00` or `65,00`; no more decimals than the currency has. */
function amountIn(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text)
  if (!match || (match[2]?.length ?? 0) > digits) return null
  return Number(`${match[1]}${(match[2] ?? '').padEnd(digits, '0')}`)
}

/** The price list as a file (RFC 4180); no cell of it is a formula to a spreadsheet (RP3). */
export const csvOf = (
  lines: ReadonlyArray<PriceListLine & { from: string | null }>,
  currency: string,
): string =>
  stringify(
    lines.map(({ id, code, name, kind, taxClass, price, taxIncluded, from }) => [
      id,
      code,
      name,
      kind,
      taxClass,
      price === null ? null : decimalOf(price, currency),
      price === null ? null : taxIncluded ? 'yes' : 'no',
      from,
    ]),
    { header: true, columns: [...columns], escape_formulas: true, record_delimiter: 'windows' },
  )

const isOf = <Value extends string>(values: Record<string, Value>, text: string): text is Value =>
  Object.values<string>(values).includes(text)

/** The lines of a file, and what is wrong with the others. */
export function linesOf(csv: string, currency: string): { lines: NumberedLine[]; errors: LineError[] } {
  const { lines: rows, brokenAt } = readCsv(csv, maxLines)
  if (brokenAt !== null)
    return {
      lines: [],
      errors: [{ line: brokenAt, column: null, message: 'This line cannot be read as CSV.' }],
    }
  const errors: LineError[] = []
  const [first] = rows
  if (!first) return { lines: [], errors: [{ line: 1, column: null, message: 'This file has no lines.' }] }
  for (const column of ['name', 'kind', 'tax class'] as const)
    if (!(column in first.cells))
      return { lines: [], errors: [{ line: 1, column, message: 'The file lacks this column.' }] }
  if (rows.length > maxLines)
    return {
      lines: [],
      errors: [{ line: maxLines + 2, column: null, message: `At most ${maxLines} lines.` }],
    }
  const lines = rows.flatMap(({ cells, line }): NumberedLine[] => {
    const cell = (column: Column) => cells[column] ?? ''
    const wrong = (column: Column, message: string) => void errors.push({ line, column, message })
    const before = errors.length
    const textOf = (column: Column, max: number) => {
      try {
        return requiredText(column, cell(column), max)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        wrong(column, error.message)
        return ''
      }
    }
    const name = textOf('name', maxName)
    const code = cell('code') ? textOf('code', maxCode) : null
    const [kind, taxClass] = [cell('kind').toUpperCase(), cell('tax class').toUpperCase()]
    if (!isOf(InvoiceItemKind, kind)) wrong('kind', `One of ${Object.values(InvoiceItemKind).join(', ')}.`)
    if (!isOf(TaxClass, taxClass)) wrong('tax class', `One of ${Object.values(TaxClass).join(', ')}.`)
    const price = cell('price') ? amountIn(cell('price'), currency) : null
    if (cell('price') && price === null) wrong('price', `This is no amount in ${currency}.`)
    const included = cell('tax included').toLowerCase()
    if (price !== null && included !== 'yes' && included !== 'no') wrong('tax included', 'Either yes or no.')
    if (errors.length > before) return []
    return [
      {
        line,
        id: cell('id') || null,
        code,
        name,
        kind: kind as InvoiceItemKind,
        taxClass: taxClass as TaxClass,
        price,
        taxIncluded: included === 'yes',
      },
    ]
  })
  return { lines, errors }
}
