import { type Column, getTableColumns } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Context } from './context.ts'
import type { Database } from './db.ts'
import { type Places, type Query, statement } from './statement.ts'

/** The fields that a query asks of each type, wherever in it. */
export type AskedFields = ReadonlyMap<string, ReadonlySet<string>>

interface Narrowing<Table extends PgTable> {
  table: Table
  /** The type of the graph that the rows become. */
  type: string
  /** Columns that the reading itself goes by. */
  always: ReadonlyArray<keyof Table['_']['columns'] & string>
  /** The columns that a field takes which is none itself; one that is not named here takes the whole row. */
  takes: Readonly<Record<string, ReadonlyArray<keyof Table['_']['columns'] & string>>>
}

/** Whoever asks in ever new ways is answered from whole rows. */
const mostForms = 50

/**
 * A read of rows that brings only the columns which the query's fields take: most of a day sheet is
 * columns that nobody asked for. Outside a query, and for fields whose columns are not said, it
 * brings the whole row; a column that was not brought throws when it is used.
 */
export function narrowed<Table extends PgTable, V extends object, Rows>(
  { table, type, always, takes }: Narrowing<Table>,
  build: (db: Database, columns: Table['_']['columns'], places: Places<V>) => Query<Rows>,
): (ctx: Pick<Context, 'db' | 'asked'>, values: V) => Promise<Rows> {
  const all = getTableColumns(table) as Record<string, Column>
  type Read = (ctx: Pick<Context, 'db'>, values: V) => Promise<Rows>
  const reads = new Map<string, Read>()
  const known = new WeakMap<ReadonlySet<string>, Read>()

  const columnsFor = (fields: ReadonlySet<string>): readonly string[] | null => {
    const names = new Set<string>(always)
    for (const field of fields) {
      const taken = takes[field] ?? (field in all ? [field] : null)
      if (!taken) return null
      for (const name of taken) names.add(name)
    }
    return Object.keys(all).filter((name) => names.has(name))
  }

  const readOf = (names: readonly string[]): Read => {
    const key = names.join()
    const made = reads.get(key)
    if (made) return made
    if (reads.size >= mostForms) return whole
    const columns = Object.fromEntries(names.map((name) => [name, all[name]])) as Table['_']['columns']
    const absent = Object.keys(all).filter((name) => !names.includes(name))
    const read: Read = statement((db, places: Places<V>) => build(db, columns, places), absent)
    reads.set(key, read)
    return read
  }

  const whole = readOf(Object.keys(all))

  return (ctx, values) => {
    const fields = ctx.asked?.get(type)
    if (!fields) return whole(ctx, values)
    let read = known.get(fields)
    if (!read) {
      const names = columnsFor(fields)
      known.set(fields, (read = names ? readOf(names) : whole))
    }
    return read(ctx, values)
  }
}
