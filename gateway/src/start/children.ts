import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import type { DatabaseConfig } from '@vetgraph/kit/database/database'
import { freePort } from '@vetgraph/kit/database/postgres'
import type { Settings } from '@vetgraph/kit/settings'
import { type SubgraphName, subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'
import { root } from './config.ts'
import { StartFailure } from './failure.ts'

const maxWait = 10_000

const envName = (name: SubgraphName) => `SUBGRAPH_${name.toUpperCase()}_URL`

/** On one machine the subgraphs' metrics are at the ports that follow the gateway's. */
function metricsPortOf(name: SubgraphName): string {
  const port = process.env['METRICS_PORT']
  return port ? String(Number(port) + 1 + subgraphNames.indexOf(name)) : ''
}

/** Every subgraph as a process of its own on this machine; one that dies is started again. */
export class Children {
  private readonly processes = new Map<SubgraphName, ChildProcess>()
  private stopping = false

  private constructor(
    readonly urls: Record<SubgraphName, string>,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(
    database: DatabaseConfig,
    { publicUrl, exposed, filesDirectory }: Settings,
  ): Promise<Children> {
    const ports = new Map<SubgraphName, number>()
    for (const name of subgraphNames) ports.set(name, await freePort())
    const urls = Object.fromEntries(
      [...ports].map(([name, port]) => [name, `http://127.0.0.1:${port}/graphql`]),
    ) as Record<SubgraphName, string>
    const children = new Children(urls, {
      ...process.env,
      DATABASE_URL: database.url,
      VETGRAPH_SECRET: database.secret,
      PUBLIC_URL: publicUrl,
      DATA_DIR: dirname(filesDirectory),
      HOST: '127.0.0.1',
      EXPOSED: exposed ? 'on' : 'off',
      ...Object.fromEntries(subgraphNames.map((name) => [envName(name), urls[name]])),
    })
    await Promise.all(subgraphNames.map((name) => children.run(name)))
    return children
  }

  /** The processes' ids, for those who watch or kill them. */
  get pids(): Record<string, number | undefined> {
    return Object.fromEntries([...this.processes].map(([name, { pid }]) => [name, pid]))
  }

  /** Resolves when the subgraph answers for the first time. */
  private run(name: SubgraphName, attempt = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      const startedAt = performance.now()
      const child = spawn(
        process.execPath,
        [
          ...process.execArgv,
          '--import',
          import.meta.resolve('tsx'),
          join(root, 'subgraphs', name, 'src/main.ts'),
        ],
        {
          cwd: root,
          env: { ...this.env, PORT: new URL(this.urls[name]).port, METRICS_PORT: metricsPortOf(name) },
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          // A process group of its own: Ctrl-C is the parent's to handle, who lets requests finish first.
          detached: true,
        },
      )
      this.processes.set(name, child)
      let ready = false
      child.once('message', () => {
        ready = true
        resolve()
      })
      child.once('error', reject)
      child.once('exit', () => {
        if (this.stopping) return resolve()
        if (!ready && attempt === 0) return reject(new StartFailure(`The subgraph ${name} did not start.`))
        const tries = performance.now() - startedAt > maxWait ? 1 : attempt + 1
        console.error(`The subgraph ${name} has ended and is started again.`)
        setTimeout(
          () => {
            if (!this.stopping) this.run(name, tries).catch(() => {})
          },
          Math.min(maxWait, 250 * 2 ** tries),
        )
      })
    })
  }

  async stop() {
    this.stopping = true
    const ended = [...this.processes.values()].map(
      (child) =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) return resolve()
          child.once('exit', () => resolve())
          child.kill('SIGTERM')
        }),
    )
    await Promise.all(ended)
  }

  kill() {
    this.stopping = true
    for (const child of this.processes.values()) child.kill('SIGKILL')
  }
}
