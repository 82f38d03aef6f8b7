import type postgres from 'postgres'
import { NIL, v7 as uuidv7 } from 'uuid'
import { postgresFailure } from '../database/db.ts'

/** Why a database that answers takes no writes. */
export type Shortage = 'disk' | 'memory' | 'read-only'

const shortages: Readonly<Record<string, Shortage>> = {
  53100: 'disk',
  53200: 'memory',
  25006: 'read-only',
}

/** What the database lacked when it refused a statement; null when it refused for another reason. */
export const shortageOf = (error: unknown): Shortage | null =>
  shortages[postgresFailure(error)?.code ?? ''] ?? null

/** As many rows as need new pages of the disk. */
const rows = 500

/** What the database lacks now: a write is tried and rolled back. */
export async function findShortage(sql: postgres.Sql, schema: string): Promise<Shortage | null> {
  const undone = new Error('rolled back')
  try {
    return await sql.begin(async (sql) => {
      await sql`
        insert into ${sql(schema)}.idempotency_keys (actor_id, key, verb, input_hash, created_at)
        select ${NIL}::uuid, ${uuidv7()} || number, 'readiness', '', now() from generate_series(1, ${rows}) number`
      throw undone
    })
  } catch (error) {
    if (error === undone) return null
    const shortage = shortageOf(error)
    if (shortage === null) throw error
    return shortage
  }
}

/** Whether the database takes reads only: a standby, or one that an administrator has set so. */
export async function isReadOnly(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`select current_setting('transaction_read_only') as setting`
  return row?.['setting'] === 'on'
}
