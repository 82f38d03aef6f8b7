import { connect } from '@vetgraph/kit/database/connect'
import { type EmbeddedServer, startEmbedded } from '@vetgraph/kit/database/postgres'
import type { DataDirectory } from './data-directory.ts'
import { StartFailure } from './failure.ts'

const oldest = 16

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  'ECONNRESET',
  'CONNECTION_CLOSED',
])

/** Makes sure that the operator's database can be used before anything is done to it. */
export async function checkDatabase(url: string) {
  if (!URL.canParse(url)) throw new StartFailure('DATABASE_URL is not an address that can be read.')
  const { username, pathname, host: writtenHost } = new URL(url)
  const host = decodeURIComponent(writtenHost)
  const sql = connect(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version`
    const version = row?.['version'] as number
    if (version < oldest) {
      throw new StartFailure(
        `PostgreSQL at ${host} is version ${version}; Vetgraph needs ${oldest} or newer.`,
      )
    }
  } catch (error) {
    if (error instanceof StartFailure) throw error
    const { code = '' } = error as { code?: string }
    if (unreachable.has(code))
      throw new StartFailure(`PostgreSQL at ${host} (DATABASE_URL) cannot be reached.`)
    if (code.startsWith('28')) {
      throw new StartFailure(
        `PostgreSQL at ${host} refuses the user ${username} or the password in DATABASE_URL.`,
      )
    }
    if (code === '3D000')
      throw new StartFailure(`PostgreSQL at ${host} has no database ${pathname.slice(1)}.`)
    throw new StartFailure(`PostgreSQL at ${host} (DATABASE_URL) cannot be used: ${(error as Error).message}`)
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {})
  }
}

/** The hospital's database: the operator's, or a PostgreSQL of our own in the data directory. */
export async function openHospital(
  databaseUrl: string | null,
  directory: DataDirectory,
): Promise<EmbeddedServer> {
  if (databaseUrl) {
    await checkDatabase(databaseUrl)
    return { url: databaseUrl, stop: async () => {} }
  }
  return startEmbedded(directory.file('postgres'), {
    database: 'vetgraph',
    password: directory.secret('postgres-password'),
    onDeath: (how) => console.error(`PostgreSQL has died (${how}); it is started again.`),
  })
}
