import { createHmac } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { DrizzleQueryError, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { connect } from './connect.ts'
import type { Context } from '../context.ts'
import type { Database, DatabaseConfig } from './database.ts'
import { conflict, type DomainError } from '../errors.ts'
import { metrics } from '../telemetry/metrics.ts'
import { watchStatements } from '../telemetry/statements.ts'

export const roleOf = (subgraph: string) => `vetgraph_${subgraph}`

export const passwordOf = (role: string, secret: string) =>
  createHmac('sha256', secret).update(role).digest('base64url')

/** The address at which a role of ours reaches the hospital's database. */
export function urlFor(config: DatabaseConfig, role: string): string {
  const url = new URL(config.url)
  url.username = role
  url.password = passwordOf(role, config.secret)
  return url.toString()
}

export interface OpenDatabase {
  db: Database
  sql: postgres.Sql
  /** Statements sent so far, when they are counted; tests compare it to show that growth adds none. */
  statements: () => number
  close: () => Promise<void>
}

/** Connections per subgraph: statements that share one also share its packets, and more than cores only wait for each other. */
const poolSize = Math.min(4, Math.max(2, availableParallelism()))
/** Connections for prepared reads, which are short and do not wait: concurrent ones share a packet. */
const readers = Math.floor(poolSize / 2)

/**
 * The statement timeout of reads by id in milliseconds: a read that waits for a lock fails its own fields and delays no
 * others.
 */
const maxReadTime = 10_000

/** For each pool the connections of its reads by id. */
const readersOf = new WeakMap<Database, postgres.Sql>()

/** Where a `statement` runs: in its transaction, on the connections for reads by id, or, when it may take longer, in the pool. */
export function statementClientOf(db: Database, lengthy: boolean): postgres.Sql {
  // drizzle does not say in its types that a transaction has a client as well.
  const { client } = (db as unknown as { session: { client: postgres.Sql } }).session
  return (lengthy ? null : readersOf.get(db)) ?? client
}

/** The similarity threshold of two words, 0 to 1: "Bela" matches "Bella" and not "Ben". */
const tolerance = '0.5'

/** Seconds before a connection is tried again: the driver's own rule has every pool in turn wait for up to twenty. */
const backoff = (retries: number) => Math.min(3 ** retries / 100, 1)

/** Opens the pool of one subgraph, signed in as the subgraph's own role. */
export function openDatabase(config: DatabaseConfig, subgraph: string, max = poolSize): OpenDatabase {
  let statements = 0
  const debug = (_connection: number, query: string) => {
    // A new connection asks for array types by itself: nobody's statement.
    if (!query.includes('from pg_catalog.pg_type')) statements += 1
  }
  const poolOf = (max: number, settings: Record<string, string> = {}) => {
    const client = connect(urlFor(config, roleOf(subgraph)), {
      max,
      idle_timeout: 0,
      backoff,
      connection: {
        application_name: `vetgraph ${subgraph}`,
        // A process that hangs within a transaction does not hold its locks for ever.
        idle_in_transaction_session_timeout: 60_000,
        // The trigram indexes ask the setting.
        'pg_trgm.word_similarity_threshold': tolerance,
        ...settings,
      },
      onnotice: () => {},
      ...(config.counted && { debug }),
    })
    watchStatements(client, subgraph)
    return drizzle(client)
  }
  const db = poolOf(max)
  // A generic plan: PostgreSQL would otherwise replan every list of ids, which takes as long as the query itself.
  const prepared = poolOf(readers, {
    plan_cache_mode: 'force_generic_plan',
    statement_timeout: String(maxReadTime),
  })
  readersOf.set(db, prepared.$client)
  metrics?.pool(subgraph, max + readers)
  return {
    db,
    sql: db.$client,
    statements: () => statements,
    close: async () => {
      await Promise.all([db, prepared].map(({ $client }) => $client.end({ timeout: 5 })))
    },
  }
}

const explanations = new Map<string, () => DomainError>()

/** Registers the typed error of a constraint; used beside the table that has it. */
export function explainConstraint(name: string, explain: () => DomainError) {
  explanations.set(name, explain)
}

interface PostgresFailure {
  code: string
  constraint_name?: string
}

/** The PostgreSQL error behind whatever was thrown, when there is one. */
export function postgresFailure(error: unknown): PostgresFailure | null {
  const cause = error instanceof DrizzleQueryError ? error.cause : error
  return cause instanceof postgres.PostgresError ? cause : null
}

/**
 * No connection, an answer too late (57014), shutdown and recovery (57P0x), too little of something (53xxx), a disk that
 * fails (58030), no writes here (25006), and too many transactions at once (40001, 40P01) even after several rounds.
 */
const away =
  /^(E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)|CONNECT_TIMEOUT|CONNECTION_\w+|08\d{3}|25006|40001|40P01|53\d{3}|57014|57P0\d|58030)$/

/** Whether the database could not be reached or could not do it now, as opposed to: it refused what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error
  return away.test(String((cause as { code?: unknown } | undefined)?.code))
}

const uniqueViolation = '23505'
const exclusionViolation = '23P01'
const checkViolation = '23514'
const retryable = new Set(['40001', '40P01'])
const rounds = 5

function translate(error: unknown): unknown {
  const failure = postgresFailure(error)
  if (!failure) return error
  const explain = failure.constraint_name ? explanations.get(failure.constraint_name) : undefined
  if (explain) return explain()
  if ([uniqueViolation, exclusionViolation, checkViolation].includes(failure.code)) {
    return conflict('This clashes with what is already there.', { constraint: failure.constraint_name })
  }
  return error
}

/**
 * Runs the work in one transaction, or in the one already open. A broken constraint becomes the
 * typed error registered for it; a deadlock or serialisation failure is tried again.
 */
export async function transact<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.inTransaction) return work(ctx)
  for (let round = 1; ; round++) {
    try {
      const signals: string[] = []
      const result = await ctx.db.transaction((db) =>
        work({ ...ctx, db, signals, inTransaction: true, loaders: new Map(), asked: null }),
      )
      ctx.loaders.clear()
      ctx.live.send(signals)
      return result
    } catch (error) {
      const failure = postgresFailure(error)
      if (failure && retryable.has(failure.code) && round < rounds) continue
      throw translate(error)
    }
  }
}

/** The key of a subject: an id is the same one in capital letters. */
const lockOf = (subject: string) => sql`hashtextextended(${subject.toLowerCase()}, 0)`

/** Takes an advisory lock for one subject until the transaction ends. */
export async function lockFor(ctx: Context, subject: string) {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${lockOf(subject)})`)
}

/** The same shared: those who hold it wait only for whoever has the subject for itself. */
export async function shareLockFor(ctx: Context, subjects: readonly string[]) {
  const locks = subjects.map((subject) => sql`pg_advisory_xact_lock_shared(${lockOf(subject)})`)
  await ctx.db.execute(sql`select ${sql.join(locks, sql`, `)}`)
}
