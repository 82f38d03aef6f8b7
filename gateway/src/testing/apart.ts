import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { freePort } from '@vetgraph/kit/database/postgres'
import type { SubgraphName } from '@vetgraph/kit/contracts/subgraph-names'
import { root } from '../start/config.ts'
import { Hospital } from './hospital.ts'

/** One subgraph as a process of its own at an address that stays: to be killed, frozen, replaced by a liar, and brought back. */
export class Apart {
  private child: ChildProcess | null = null

  private constructor(
    private readonly name: SubgraphName,
    private readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  /** A hospital of which one subgraph runs apart, both ready. */
  static async from(name: SubgraphName, env: { DATABASE_URL: string; VETGRAPH_SECRET: string }) {
    const [own, port] = [await freePort(), await freePort()]
    const address = { [`SUBGRAPH_${name.toUpperCase()}_URL`]: `http://127.0.0.1:${own}/graphql` }
    const hospital = await Hospital.start({ ...env, ...address, PORT: String(port) })
    const apart = new Apart(name, own, { ...env, IDENTITY_URL: `http://127.0.0.1:${port}` })
    await apart.start()
    return { hospital, apart }
  }

  /** Resolves when it answers, also when it does already. */
  async start() {
    if (this.child) return
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), join(root, 'subgraphs', this.name, 'src/main.ts')],
      {
        cwd: root,
        env: { ...process.env, VITEST: '', HOST: '127.0.0.1', ...this.env, PORT: String(this.port) },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    )
    this.child = child
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${this.name} ended with ${code} before it answered`)
    })
    await Promise.race([once(child, 'message'), ended])
    ended.catch(() => {})
  }

  async kill() {
    const { child } = this
    this.child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  freeze() {
    this.child?.kill('SIGSTOP')
  }

  thaw() {
    this.child?.kill('SIGCONT')
  }

  /** Somebody else answers at its address while `work` runs. */
  async replacedBy<T>(answer: RequestListener, work: () => Promise<T>): Promise<T> {
    const server = createServer(answer)
    server.listen(this.port, '127.0.0.1')
    await once(server, 'listening')
    try {
      return await work()
    } finally {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
