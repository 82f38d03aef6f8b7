import { type AnyColumn, fillPlaceholders, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { PgSelectBase } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import type { Context } from './context.ts'
import { type Database, statementClientsOf } from './db.ts'
import { type Absent, rowReaderOf } from './rows.ts'

type Values = Record<string, unknown>

/** Where the values of a statement go; null for one that is not given, whose part of the statement falls away. */
export type Places<V extends object> = {
  [Name in keyof V]: Placeholder | (null extends V[Name] ? null : never)
}

type Run<Rows> = (values: Values) => Promise<Rows>

export interface Query<Rows> {
  toSQL: () => { sql: string; params: unknown[] }
  execute: Run<Rows>
}

/** A select as it runs on a pool: its text and the way its rows are read are made once. */
function prepared<Rows>(client: postgres.Sql, query: Query<Rows>, absent: Absent): Run<Rows> {
  const { sql: text, params } = query.toSQL()
  const { fields } = (query as unknown as PgSelectBase<never, never, never>)._.config
  const read = rowReaderOf(fields, absent)
  return async (values) => {
    const given = fillPlaceholders(params, values) as string[]
    const rows = await client.unsafe(text, given, { prepare: true }).values()
    return rows.map(read) as Rows
  }
}

export interface StatementOptions {
  /** It may take longer than reads by id do, and is not to hold them up. */
  lengthy?: boolean
  absent?: Absent
}

/** The driver leaves instants to us. */
const toDriver = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

/**
 * A read that is asked often: built once for each combination of the values that are given, and kept
 * by PostgreSQL as a prepared statement. In a transaction it is built anew.
 */
export function statement<V extends object, Rows>(
  build: (db: Database, places: Places<V>) => Query<Rows>,
  { lengthy = false, absent = () => [] }: StatementOptions = {},
): (ctx: Pick<Context, 'db'>, values: V) => Promise<Rows> {
  const known = new WeakMap<Database, Map<string, Run<Rows>>>()

  const runOf = (db: Database, values: V, given: Values): Run<Rows> => {
    const places: Record<string, Placeholder | null> = {}
    for (const name in values) places[name] = name in given ? sql.placeholder(name) : null
    const query = build(db, places as Places<V>)
    const clients = statementClientsOf(db)
    if (!clients) return (values) => query.execute(values)
    return prepared(lengthy ? clients.lengthy : clients.short, query, absent)
  }

  return ({ db }, values) => {
    const given: Values = {}
    let shape = ''
    for (const name in values) {
      const value: unknown = values[name]
      if (value === null || value === undefined) continue
      given[name] = toDriver(value)
      shape += `${name} `
    }
    let runs = known.get(db)
    if (!runs) known.set(db, (runs = new Map<string, Run<Rows>>()))
    let run = runs.get(shape)
    if (!run) runs.set(shape, (run = runOf(db, values, given)))
    return run(given)
  }
}

/** The condition that a column is one of a list of values, in one form however long the list is. */
export const among = (column: AnyColumn, list: Placeholder): SQL => sql`${column} = any(${list})`
