import { Column, getTableColumns, is, SQL, Table } from 'drizzle-orm'
import { PgTimestamp } from 'drizzle-orm/pg-core'
import { fromCode, quoted } from '../access/code.ts'
import { instantFrom } from '../instant.ts'

type Decode = (value: unknown) => unknown

/** What a select answers: a column or expression for each name, or a table or more names below it. */
type Fields = Readonly<Record<string, unknown>>

/** The unread columns of a row or of an object in it. */
export type Absent = (group: string | null) => readonly string[]

interface Cell {
  /** The object that it belongs to: the row itself, or what stands in the row under this name. */
  group: string | null
  name: string
  decode: Decode | null
}

/** The conversion of a value; null if there is none. */
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

/** What rows become: a name whose column was not read says so instead of being undefined. */
function rowClassOf(absent: readonly string[]) {
  class Row {}
  for (const name of absent) {
    Object.defineProperty(Row.prototype, name, {
      get: () => {
        throw new Error(`The column ${name} was not read.`)
      },
    })
  }
  return Row
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
  const decode = cells.map((cell) => cell.decode)
  const groups = [...new Set(cells.map(({ group }) => group).filter((group) => group !== null))]
  const valueAt = (index: number) =>
    decode[index] ? `row[${index}] === null ? null : decode[${index}](row[${index}])` : `row[${index}]`
  const placed = (of: string | null) =>
    cells.flatMap(({ group, name }, index) => (group === of ? [{ name, index }] : []))

  const classes: unknown[] = []
  /** Generates the code that creates the object of a group. */
  const made = (of: string | null, variable: string): string => {
    const own = placed(of)
    const missing = absent(of)
    if (missing.length === 0) {
      const values = own.map(({ name, index }) => `${quoted(name)}: ${valueAt(index)}`)
      return `${variable} = { ${values.join(', ')} };`
    }
    const values = own.map(({ name, index }) => `${variable}[${quoted(name)}] = ${valueAt(index)};`)
    return `${variable} = new classes[${classes.push(rowClassOf(missing)) - 1}](); ${values.join(' ')}`
  }
  const joined = groups.map((group, at) => {
    const isThere = placed(group).map(({ index }) => `row[${index}] !== null`)
    return `let g${at} = null; if (${isThere.join(' || ')}) { ${made(group, `g${at}`)} } result[${quoted(group)}] = g${at};`
  })
  return fromCode(
    { decode, classes },
    `return (row) => { let result; ${made(null, 'result')} ${joined.join(' ')} return result; }`,
  )
}
