import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { freePort } from '@vetgraph/kit/postgres'
import type { SubgraphName } from '@vetgraph/kit/subgraph'
import { root } from '../start/config.ts'

/** One subgraph as a process of its own at an address that stays: to be killed, frozen, replaced by a liar, and brought back. */
export class Apart {
  private child: ChildProcess | null = null

  private constructor(
    private readonly name: SubgraphName,
    readonly port: number,
  ) {}

  static async at(name: SubgraphName): Promise<Apart> {
    return new Apart(name, await freePort())
  }

  /** What tells a gateway where it runs. */
  get env(): Record<string, string> {
    return { [`SUBGRAPH_${this.name.toUpperCase()}_URL`]: `http://127.0.0.1:${this.port}/graphql` }
  }

  /** Resolves when it answers, also when it does already. */
  async start(env: Record<string, string>) {
    if (this.child) return
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), join(root, 'subgraphs', this.name, 'src/main.ts')],
      {
        cwd: root,
        env: { ...process.env, VITEST: '', HOST: '127.0.0.1', ...env, PORT: String(this.port) },
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
