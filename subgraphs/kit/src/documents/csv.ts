import { CsvError, parse } from 'csv-parse/sync'

/** A line of a CSV file: its cells by the names of the columns, in lower case. */
export interface CsvLine {
  /** Where it ends in the file, from 1. */
  line: number
  cells: Readonly<Record<string, string>>
}

interface Read {
  record: Record<string, string>
  info: { lines: number }
}

/** A cell that a spreadsheet would take for a formula has an apostrophe before it, which is none of the text. */
const withoutApostrophe = (text: string) => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/**
 * Reads a CSV file with commas or semicolons: at most one line more than `maxLines`, so that the caller notices too many.
 * `brokenAt` is the number of the line that is no CSV, null if all are.
 */
export function readCsv(csv: string, maxLines: number): { lines: CsvLine[]; brokenAt: number | null } {
  const firstLine = csv.slice(0, 1000).split(/[\r\n]/)[0]!
  try {
    const rows = parse(csv, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: firstLine.includes(';') ? ';' : ',',
      info: true,
      skip_empty_lines: true,
      to: maxLines + 1,
      trim: true,
    }) as unknown as Read[]
    const lines = rows.map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(
        Object.entries(record).map(([name, cell]) => [name, withoutApostrophe(cell)]),
      ),
    }))
    return { lines, brokenAt: null }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { lines: [], brokenAt: Number((error as { lines?: unknown }).lines ?? 1) }
  }
}
