import { type AnyColumn, fillPlaceholders, is, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type PgSelectBase, PgUUID } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'
import { statementClientOf } from '../database/db.ts'
import type { Database } from '../database/database.ts'
import { type Absent, rowReaderOf } from './rows.ts'

type Values = Record<string, unknown>

/** The placeholders of a statement; null for a value that is not given, whose condition is omitted. */
export type Places<V extends object> = {
  [Name in keyof V]: Placeholder | (null extends V[Name] ? null : never)
}

export interface Query<Rows> {
  toSQL: () => { sql: string; params: unknown[] }
  execute: () => Promise<Rows>
}

/** A select in one of its forms: its text and the way its rows are read are made once. */
interface Form {
  text: string
  params: unknown[]
  read: (row: readonly unknown[]) => unknown
}

function formOf(query: Query<unknown>, absent: Absent): Form {
  const { sql: text, params } = query.toSQL()
  const { fields } = (query as unknown as PgSelectBase<never, never, never>)._.config
  return { text, params, read: rowReaderOf(fields, absent) }
}

export interface StatementOptions {
  /** It may take longer than reads by id do, and is not to hold them up. */
  lengthy?: boolean
  absent?: Absent
}

/** The driver leaves instants to us. */
const toDriver = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

/**
 * A prepared read: built once for each combination of given values, and kept by PostgreSQL as a prepared statement,
 * also in a transaction.
 */
export function statement<V extends object, Rows>(
  build: (db: Database, places: Places<V>) => Query<Rows>,
  { lengthy = false, absent = () => [] }: StatementOptions = {},
): (ctx: Pick<Context, 'db'>, values: V) => Promise<Rows> {
  const forms = new Map<string, Form>()

  const formFor = (db: Database, values: V, given: Values): Form => {
    const places: Record<string, Placeholder | null> = {}
    for (const name in values) places[name] = name in given ? sql.placeholder(name) : null
    return formOf(build(db, places as Places<V>), absent)
  }

  return async ({ db }, values) => {
    const given: Values = {}
    let shape = ''
    for (const name in values) {
      const value: unknown = values[name]
      if (value === null || value === undefined) continue
      given[name] = toDriver(value)
      shape += `${name} `
    }
    let form = forms.get(shape)
    if (!form) forms.set(shape, (form = formFor(db, values, given)))
    const { text, params, read } = form
    const rows = await statementClientOf(db, lengthy)
      .unsafe(text, fillPlaceholders(params, given) as string[], { prepare: true })
      .values()
    return rows.map(read) as Rows
  }
}

/** Ids need no quoting in array literals, unlike other texts. */
const idList = { mapToDriverValue: (ids: unknown) => `{${(ids as readonly string[]).join()}}` }

/** The condition that a column is one of a list of values, in one form however long the list is. */
export const among = (column: AnyColumn, list: Placeholder): SQL =>
  sql`${column} = any(${is(column, PgUUID) ? sql.param(list, idList) : list})`
