import { getTableColumns, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'

const chunk = 5000

/** Inserts any number of demo rows, some thousands per statement. All rows name the same columns. */
export async function insertRows<Table extends PgTable>(
  ctx: Context,
  table: Table,
  rows: ReadonlyArray<Table['$inferInsert']>,
) {
  const [first] = rows as ReadonlyArray<Record<string, unknown>>
  if (!first) return
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first)
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  for (let start = 0; start < rows.length; start += chunk) {
    const records = (rows.slice(start, start + chunk) as Array<Record<string, unknown>>).map((row) =>
      Object.fromEntries(columns.map(([key, column]) => [column.name, row[key]])),
    )
    await ctx.db.execute(sql`
      insert into ${table} (${names})
      select ${names} from json_populate_recordset(null::${table}, ${JSON.stringify(records)}::json)`)
  }
}
