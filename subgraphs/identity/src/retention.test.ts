import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from './schema.ts'
import { aUser } from './users/user.factory.ts'

let hospital: TestSubgraph
let userId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
  userId = (await aUser(hospital)).id
})
afterAll(() => hospital.close())

const hoursAgo = (hours: number) => new Date(hospital.now().getTime() - hours * 60 * 60 * 1000)

type Add = (add: TestSubgraph['admin'], at: Date, rows: number) => Promise<unknown>

const addSessions: Add = (add, at, rows) => add`
  with session as (
    insert into identity.sessions (id, user_id, ip, user_agent, created_at, last_used_at, expires_at)
    select uuidv7(), ${userId}, '192.0.2.1', '', ${at}, ${at}, ${at} from generate_series(1, ${rows}::int)
    returning id
  )
  insert into identity.refresh_tokens (id, session_id, hash, created_at, expires_at)
  select uuidv7(), id, id, ${at}, '2030-01-01' from session`

const addTokens: Add = (add, at, rows) => {
  const sessionId = newId()
  return add`
    with session as (
      insert into identity.sessions (id, user_id, ip, user_agent, created_at, last_used_at, expires_at)
      values (${sessionId}, ${userId}, '192.0.2.1', '', ${at}, ${at}, '2030-01-01')
    )
    insert into identity.refresh_tokens (id, session_id, hash, created_at, expires_at)
    select uuidv7(), ${sessionId}, uuidv7(), ${at}, ${at} from generate_series(1, ${rows}::int)`
}

const addLinks: Add = (add, at, rows) => add`
  insert into identity.email_links (id, user_id, purpose, email, hash, created_at, expires_at, ended_at)
  select uuidv7(), ${userId}, 'RESET_PASSWORD', '', uuidv7(), ${at}, ${at}, ${at} from generate_series(1, ${rows}::int)`

const addKeys: Add = (add, at, rows) => add`
  insert into identity.idempotency_keys (actor_id, key, verb, input_hash, created_at)
  select ${userId}, uuidv7(), '', '', ${at} from generate_series(1, ${rows}::int)`

const addFailures: Add = (add, at, rows) => add`
  insert into identity.sign_in_failures (subject, failures, last_at)
  select uuidv7(), 1, ${at} from generate_series(1, ${rows}::int)`

const addBudgets: Add = (add, at, rows) => add`
  insert into identity.mail_budgets (subject, spent, last_at)
  select uuidv7(), 1, ${at} from generate_series(1, ${rows}::int)`

const day = 24

test.each([
  ['sessions', 'sweep-sessions', 90 * day, addSessions],
  ['refresh_tokens', 'sweep-sessions', 0, addTokens],
  ['email_links', 'sweep-email-links', 30 * day, addLinks],
  ['idempotency_keys', 'sweep-idempotency-keys', 72, addKeys],
  ['sign_in_failures', 'sweep-sign-in-failures', 7 * day, addFailures],
  ['mail_budgets', 'sweep-mail-budgets', 2, addBudgets],
])(
  'of %s nothing is left that is older than it is kept, found by an index',
  async (table, job, hours, add) => {
    expect(identity.crons[job]).toBeDefined()
    await add(hospital.admin, hoursAgo(hours + 1), 1_500)
    await add(hospital.admin, hoursAgo(hours - 1), 2)
    const name = `identity.${table}`
    const scanned = await transact(hospital.context(), async (ctx) => {
      await ctx.db.execute(sql`set local enable_seqscan = off`)
      await identity.work[job]!(ctx, {} as never)
      const [row] = await ctx.db.execute(
        sql`select pg_stat_get_xact_numscans(${name}::regclass)::int as scans`,
      )
      return row
    })
    expect(scanned).toEqual({ scans: 0 })
    expect(await hospital.admin`select from ${hospital.admin(name)}`).toHaveLength(2)
    await hospital.admin`truncate identity.sessions cascade`
  },
)
