import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'

/** A connection pool or an open transaction of one subgraph's role. */
export type Database = PgDatabase<PostgresJsQueryResultHKT>

/** Where the hospital's PostgreSQL is, and the secret from which the roles' passwords are derived. */
export interface DatabaseConfig {
  url: string
  secret: string
  /** Counts what is sent, for tests: the driver then notes for every statement where it came from, which takes time. */
  counted?: boolean
}
