import { inArray } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'

/** The names of groups by their keys. */
export type Names = (ctx: Context, keys: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** The names of people by id, as their subgraph says them. */
export const namesOfPeople: Names = async (ctx, ids) => {
  const people = await ctx.askPeer('User', ids, 'id name')
  return new Map(people.flatMap((person) => (person ? [[String(person['id']), String(person['name'])]] : [])))
}

/** The names that a table of the subgraph has by id. */
export const namesIn =
  (table: PgTable & { id: PgColumn; name: PgColumn }): Names =>
  async (ctx, ids) => {
    const rows = await ctx.db
      .select({ id: table.id, name: table.name })
      .from(table as PgTable)
      .where(inArray(table.id, [...ids]))
    return new Map(rows.map(({ id, name }) => [String(id), String(name)]))
  }

/** The names of the values of an enum. */
export const words =
  (names: Readonly<Record<string, string>>): Names =>
  () =>
    Promise.resolve(new Map(Object.entries(names)))
