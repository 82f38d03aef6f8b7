import { type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Context } from './context.ts'
import type { Database } from './db.ts'

type Values = Record<string, unknown>

/** Where the values of a statement go; null for one that is not given, whose part of the statement falls away. */
export type Places<V extends object> = {
  [Name in keyof V]: Placeholder | (null extends V[Name] ? null : never)
}

interface Prepared<Rows> {
  execute: (values: Values) => Promise<Rows>
}

interface Query<Rows> {
  prepare: (name: string) => Prepared<Rows>
}

/** The driver leaves instants to us. */
const toDriver = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

/**
 * A read that is asked often: built once, and kept by PostgreSQL as a prepared statement, for each
 * combination of the values that are given. In a transaction it is built anew.
 */
export function statement<V extends object, Rows>(
  build: (db: Database, places: Places<V>) => Query<Rows>,
): (ctx: Pick<Context, 'db'>, values: V) => Promise<Rows> {
  const known = new WeakMap<Database, Map<string, Prepared<Rows>>>()
  return ({ db }, values) => {
    let shapes = known.get(db)
    if (!shapes) known.set(db, (shapes = new Map<string, Prepared<Rows>>()))
    const given: Values = {}
    let shape = ''
    for (const name in values) {
      const value: unknown = values[name]
      if (value === null || value === undefined) continue
      given[name] = toDriver(value)
      shape += `${name} `
    }
    let prepared = shapes.get(shape)
    if (!prepared) {
      const places: Record<string, Placeholder | null> = {}
      for (const name in values) places[name] = name in given ? sql.placeholder(name) : null
      prepared = build(db, places as Places<V>).prepare(shape)
      shapes.set(shape, prepared)
    }
    return prepared.execute(given)
  }
}

/** The condition that a column is one of a list of values, in one form however long the list is. */
export const among = (column: AnyColumn, list: Placeholder): SQL => sql`${column} = any(${list})`
