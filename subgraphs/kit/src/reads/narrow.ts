import { type Column, getTableColumns } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { AskedFields, Context } from '../context.ts'
import type { Database } from '../database/database.ts'
import { type Places, type Query, statement, type StatementOptions } from './statement.ts'

/** A table as the graph shows it. */
export interface Narrowing<Table extends PgTable = PgTable> {
  table: Table
  /** The type of the graph that the rows become. */
  type: string
  /** Columns that the reading itself goes by. */
  always: ReadonlyArray<keyof Table['_']['columns'] & string>
  /** The columns that a field takes which is none itself; one that is not named here takes the whole row. */
  takes: Readonly<Record<string, ReadonlyArray<keyof Table['_']['columns'] & string>>>
}

/** Rows that belong to a row, at most one each, by the field that shows them. */
export type Joins = Readonly<Record<string, Narrowing>>

/** The columns to select: those of the table, and those of each join below its field. */
export type Columns<Table extends PgTable, J extends Joins> = Table['_']['columns'] & {
  [Field in keyof J]: J[Field]['table']['_']['columns']
}

/** The maximum number of prepared variants of a read; after that, whole rows are read. */
const maxVariants = 50

/** The columns that the fields need, in the order of the table; null if that is unknown. */
function taken({ table, always, takes }: Narrowing, fields: ReadonlySet<string>): readonly string[] | null {
  const all = getTableColumns(table)
  const names = new Set<string>(always)
  for (const field of fields) {
    const more = takes[field] ?? (field in all ? [field] : null)
    if (!more) return null
    for (const name of more) names.add(name)
  }
  return Object.keys(all).filter((name) => names.has(name))
}

const selected = ({ table }: Narrowing, names: readonly string[]) => {
  const all = getTableColumns(table) as Record<string, Column>
  return Object.fromEntries(names.map((name) => [name, all[name]!]))
}

/**
 * A read that selects only the columns which the query's fields need: most columns of a day sheet are not requested.
 * Outside a query, and for fields with undeclared columns, it reads the whole row; using an unread column throws.
 * Joined rows are read in the same statement if their field is selected, else undefined. `build` always joins all of
 * them, by unique columns (so that PostgreSQL drops unused joins) or as an empty join if `columns` lacks the field.
 */
export function narrowed<
  Table extends PgTable,
  V extends object,
  Rows,
  J extends Joins = Record<never, never>,
>(
  narrowing: Narrowing<Table> & { joins?: J },
  build: (db: Database, columns: Columns<Table, J>, places: Places<V>) => Query<Rows>,
  options: Pick<StatementOptions, 'lengthy'> = {},
): (ctx: Pick<Context, 'db' | 'asked'>, values: V) => Promise<Rows> {
  type Read = (ctx: Pick<Context, 'db'>, values: V) => Promise<Rows>
  const plain = narrowing as unknown as Narrowing
  const everything = Object.keys(getTableColumns(narrowing.table))
  const reads = new Map<string, Read>()
  const known = new WeakMap<AskedFields, Read>()

  const readOf = (names: readonly string[], joined: ReadonlyMap<string, readonly string[]>): Read => {
    const key = [names, ...[...joined].flat()].join(' ')
    const made = reads.get(key)
    if (made) return made
    if (reads.size >= maxVariants) return whole
    const columns: Record<string, unknown> = selected(plain, names)
    for (const [field, names] of joined) columns[field] = selected(narrowing.joins![field]!, names)
    const absent = (group: string | null) => {
      const present = joined.get(group ?? '') ?? names
      const { table } = narrowing.joins?.[group ?? ''] ?? plain
      return Object.keys(getTableColumns(table)).filter((name) => !present.includes(name))
    }
    const read: Read = statement((db, places: Places<V>) => build(db, columns as Columns<Table, J>, places), {
      ...options,
      absent,
    })
    reads.set(key, read)
    return read
  }

  const whole = readOf(everything, new Map())

  const readFor = (asked: AskedFields, fields: ReadonlySet<string>): Read => {
    const names = taken(plain, fields)
    if (!names) return whole
    const joined = new Map<string, readonly string[]>()
    for (const [field, join] of Object.entries(narrowing.joins ?? {})) {
      const below = fields.has(field) && taken(join, asked.get(join.type) ?? new Set())
      if (below && below.length > 0) joined.set(field, below)
    }
    return readOf(names, joined)
  }

  return (ctx, values) => {
    const fields = ctx.asked?.get(narrowing.type)
    if (!ctx.asked || !fields) return whole(ctx, values)
    let read = known.get(ctx.asked)
    if (!read) known.set(ctx.asked, (read = readFor(ctx.asked, fields)))
    return read(ctx, values)
  }
}
