import type postgres from 'postgres'
import { connect } from './database/connect.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from './database/db.ts'
import { subgraphNames } from './contracts/subgraph-names.ts'
import { cloneDatabase } from './testing/subgraph.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let admin: postgres.Sql

beforeAll(async () => {
  database = await cloneDatabase()
  admin = connect(database.url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

const tablesOf = async (schema: string) =>
  (await admin`select tablename from pg_tables where schemaname = ${schema}`).map(
    (row) => row['tablename'] as string,
  )

describe.each(subgraphNames)('the database role of %s', (name) => {
  test('cannot read or write a table of another subgraph, of the queue, or of the deployment', async () => {
    const { sql, close } = openDatabase(database, name, 1)
    try {
      const foreign = [...subgraphNames.filter((other) => other !== name), 'graphile_worker']
      for (const schema of foreign) {
        const tables = await tablesOf(schema)
        expect(tables.length).toBeGreaterThan(0)
        for (const table of tables) {
          await expect(sql`select * from ${sql(schema)}.${sql(table)}`).rejects.toMatchObject({
            code: '42501',
          })
          await expect(sql`delete from ${sql(schema)}.${sql(table)}`).rejects.toMatchObject({ code: '42501' })
        }
      }
    } finally {
      await close()
    }
  })

  test('can neither change the audit nor become another role', async () => {
    const { sql, close } = openDatabase(database, name, 1)
    try {
      const own = sql(name)
      await expect(sql`update ${own}.audit_entries set action = 'x'`).rejects.toMatchObject({ code: '42501' })
      await expect(sql`delete from ${own}.audit_entries`).rejects.toMatchObject({ code: '42501' })
      await expect(sql`truncate ${own}.audit_entries`).rejects.toMatchObject({ code: '42501' })
      await expect(sql`set role postgres`).rejects.toMatchObject({ code: '42501' })
      const [row] = await sql`select count(*)::int as entries from ${own}.audit_entries`
      expect(row).toEqual({ entries: 0 })
    } finally {
      await close()
    }
  })
})
