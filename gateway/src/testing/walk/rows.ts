import type postgres from 'postgres'

export type Row = Readonly<Record<string, unknown>>

/** Everything that the hospital keeps: the rows of each table, `clinical.pets`, as JSON. */
export type Rows = ReadonlyMap<string, ReadonlySet<string>>

/** Reads every table of the subgraphs, those made later too, in an order that two runs share. */
export async function readRows(sql: postgres.Sql, schemas: readonly string[]): Promise<Rows> {
  const tables = await sql<Array<{ schema: string; name: string }>>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ${sql(schemas)} and table_type = 'BASE TABLE' order by 1, 2`
  const rows = new Map<string, ReadonlySet<string>>()
  for (const { schema, name } of tables) {
    const found = await sql<Array<{ row: string }>>`
      select to_jsonb(t)::text as row from ${sql(schema)}.${sql(name)} t order by row`
    rows.set(`${schema}.${name}`, new Set(found.map(({ row }) => row)))
  }
  return rows
}

/** The rows of the second that the first has not. */
export const added = (before: Rows, after: Rows): Rows =>
  new Map(
    [...after].map(([table, rows]) => [
      table,
      new Set([...rows].filter((row) => !before.get(table)?.has(row))),
    ]),
  )

/** The rows of all tables, `clinical.pets {…}`. */
export const lines = (rows: Rows): string[] =>
  [...rows].flatMap(([table, all]) => [...all].map((row) => `${table} ${row}`))

/** The rows that one asks for. */
export const rowsThat = (rows: Rows, wanted: (row: string) => boolean): Rows =>
  new Map([...rows].map(([table, all]) => [table, new Set([...all].filter(wanted))]))

/** What is in one of the two only. */
export const changes = (before: Rows, after: Rows): string[] => [
  ...lines(added(after, before)).map((line) => `- ${line}`),
  ...lines(added(before, after)).map((line) => `+ ${line}`),
]

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every id that stands anywhere in these rows. */
export const idsIn = (rows: readonly string[]): Set<string> =>
  new Set(rows.flatMap((row) => row.match(uuid) ?? []))
