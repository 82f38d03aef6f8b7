import { Column, getTableColumns, is, SQL, Table } from 'drizzle-orm'
import { PgTimestamp } from 'drizzle-orm/pg-core'
import { instantFrom } from './instant.ts'

type Decode = (value: unknown) => unknown

/** What a select answers: a column or expression for each name, or a table or more names below it. */
type Fields = Readonly<Record<string, unknown>>

/** The columns that a row, or what stands in it under a name, has not although its type has them. */
export type Absent = (group: string | null) => readonly string[]

interface Cell {
  /** The object that it belongs to: the row itself, or what stands in the row under this name. */
  group: string | null
  name: string
  decode: Decode | null
}

/** What a value goes through; null when it is taken as it comes. */
function decodeOf(field: unknown): Decode | null {
  const expression = is(field, SQL.Aliased) ? field.sql : field
  const decoder = (
    is(expression, SQL) ? (expression as unknown as { decoder: unknown }).decoder : expression
  ) as { mapFromDriverValue: Decode }
  if (is(decoder, PgTimestamp) && decoder.withTimezone) return (text) => instantFrom(text as string)
  const { mapFromDriverValue } = decoder
  return mapFromDriverValue === Column.prototype.mapFromDriverValue
    ? null
    : (value) => decoder.mapFromDriverValue(value)
}

/** The columns of a select in the order in which drizzle writes them. */
function cellsOf(fields: Fields, group: string | null): Cell[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (is(field, Column) || is(field, SQL) || is(field, SQL.Aliased))
      return [{ group, name, decode: decodeOf(field) }]
    if (group !== null) throw new Error(`${group}.${name} lies too deep for a row`)
    return cellsOf(is(field, Table) ? getTableColumns(field) : (field as Fields), name)
  })
}

/** An object without values; a name whose column was not read says so instead of being undefined. */
function blankOf(absent: readonly string[]): () => Record<string, unknown> {
  if (absent.length === 0) return () => ({})
  class Row {}
  for (const name of absent) {
    Object.defineProperty(Row.prototype, name, {
      get: () => {
        throw new Error(`The column ${name} was not read.`)
      },
    })
  }
  return () => new Row() as Record<string, unknown>
}

/**
 * Compiles how rows become objects, once for a select instead of for every value. A group of which
 * nothing is there was not joined, and is null.
 */
export function rowReaderOf(
  fields: Fields,
  absent: Absent,
): (row: readonly unknown[]) => Record<string, unknown> {
  const cells = cellsOf(fields, null)
  const blank = blankOf(absent(null))
  const blanks = new Map(cells.map(({ group }) => [group, blankOf(absent(group))]))
  return (row) => {
    const result = blank()
    let group: Record<string, unknown> | null = null
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index]!
      const raw = row[index]
      const value = raw === null || cell.decode === null ? raw : cell.decode(raw)
      if (cell.group === null) {
        result[cell.name] = value
        continue
      }
      if (index === 0 || cells[index - 1]!.group !== cell.group) {
        group = blanks.get(cell.group)!()
        result[cell.group] = null
      }
      group![cell.name] = value
      if (raw !== null) result[cell.group] = group
    }
    return result
  }
}
