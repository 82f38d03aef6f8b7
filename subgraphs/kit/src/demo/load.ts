import { getTableColumns, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'

const maxRows = 5000

/** Some thousands of rows at a time; neighbours that have the same value at `together` stay in one part. */
export function partsOf<Row extends object>(
  rows: readonly Row[],
  together: (keyof Row & string) | null,
  size = maxRows,
): Row[][] {
  const parts: Row[][] = []
  let start = 0
  while (start < rows.length) {
    let end = Math.min(start + size, rows.length)
    while (together && end < rows.length && rows[end]![together] === rows[end - 1]![together]) end++
    parts.push(rows.slice(start, end))
    start = end
  }
  return parts
}

/**
 * Inserts any number of demo rows, some thousands per statement. All rows name the same columns. Rows that the database
 * takes in one statement only, such as the lines of a journal entry, have the same value at `together` and are neighbours.
 */
export async function insertRows<Table extends PgTable>(
  ctx: Context,
  table: Table,
  rows: ReadonlyArray<Table['$inferInsert']>,
  together: (keyof Table['$inferInsert'] & string) | null = null,
) {
  const [first] = rows as ReadonlyArray<Record<string, unknown>>
  if (!first) return
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first)
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  for (const part of partsOf(rows as ReadonlyArray<Record<string, unknown>>, together)) {
    const records = part.map((row) =>
      Object.fromEntries(columns.map(([key, column]) => [column.name, row[key]])),
    )
    await ctx.db.execute(sql`
      insert into ${table} (${names})
      select ${names} from json_populate_recordset(null::${table}, ${JSON.stringify(records)}::json)`)
  }
}
