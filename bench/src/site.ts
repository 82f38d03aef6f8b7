import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from '@vetgraph/kit/database/connect'
import { gatewaySecretOf, secretHeader } from '@vetgraph/kit/serving/wire'
import { root } from '@vetgraph/gateway/start/config'
import type { Hospital } from './hospital.ts'
import { bench } from './places.ts'
import { startVetgraph, type Vetgraph } from './vetgraph.ts'

const peers = join(bench, 'peers')

const maxDrainTime = 60_000

/** Where the contenders run: one database, and the remote subgraphs that several of them share. */
export class Site {
  private remote: Promise<Vetgraph> | null = null
  private isInstalled = false

  constructor(
    readonly hospital: Pick<Hospital, 'secret' | 'copy'>,
    readonly databaseUrl: string,
  ) {}

  /** Vetgraph's environment on this database. */
  get environment(): Record<string, string> {
    return { DATABASE_URL: this.databaseUrl, VETGRAPH_SECRET: this.hospital.secret }
  }

  /** Vetgraph with every subgraph a process of its own, started once for all who use them. */
  withSubgraphs(): Promise<Vetgraph> {
    this.remote ??= startVetgraph('ours-remote', ['--distributed'], this.environment)
    return this.remote
  }

  /** What another gateway needs to stand before these subgraphs. */
  async gatewayEnvironment(): Promise<Record<string, string>> {
    const { announcement } = await this.withSubgraphs()
    return {
      SUPERGRAPH: join(root, 'schema/supergraph.graphql'),
      SUBGRAPHS: JSON.stringify(announcement.subgraphs),
      GATEWAY_SECRET: gatewaySecretOf(this.hospital),
      SECRET_HEADER: secretHeader,
    }
  }

  /** The program of a peer; the peers are a package of their own, installed when one is first measured. */
  peer(name: string): string {
    if (!this.isInstalled) {
      const { status } = spawnSync('npx', ['-y', 'pnpm@10', 'install', '--frozen-lockfile'], {
        cwd: peers,
        stdio: existsSync(join(peers, 'node_modules')) ? 'ignore' : 'inherit',
      })
      if (status !== 0) throw new Error('The peers could not be installed.')
      this.isInstalled = true
    }
    return join(peers, `${name}.mjs`)
  }

  /** Waits until the jobs that bookings left are done, so that they disturb nobody else's turn. */
  async drain() {
    const sql = connect(this.databaseUrl, { max: 1 })
    const givenUpAt = performance.now() + maxDrainTime
    try {
      while (performance.now() < givenUpAt) {
        const [job] = await sql`select from graphile_worker._private_jobs where attempts = 0 limit 1`
        if (!job) return
        await delay(100)
      }
    } finally {
      await sql.end()
    }
  }

  async stop() {
    const remote = await this.remote
    this.remote = null
    await remote?.stop()
  }
}
