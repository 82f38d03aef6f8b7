import postgres from 'postgres'

/** The Unix socket that an address names in libpq's way, its directory as the host; the driver takes nothing but paths. */
function socketOf(url: string): { path: string } | null {
  const { hostname, port } = new URL(url)
  const directory = decodeURIComponent(hostname)
  return directory.startsWith('/') ? { path: `${directory}/.s.PGSQL.${port || '5432'}` } : null
}

type Options = postgres.Options<Record<string, never>>

/** A pool at an address: `postgres://user:password@host:5432/database`, or `@%2Frun%2Fpostgresql/database` for a Unix socket. */
export const connect = (url: string, options: Options = {}): postgres.Sql =>
  postgres(url, { ...options, ...socketOf(url) })
