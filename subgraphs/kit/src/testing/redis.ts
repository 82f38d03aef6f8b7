import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../database/postgres.ts'

const isInstalled = spawnSync('redis-server', ['--version']).status === 0

if (!isInstalled && process.env['CI'] === 'true') throw new Error('redis-server is not installed.')

/** What tests say when they are skipped; null when there is a Redis to test with. */
export const withoutRedis = isInstalled ? null : 'redis-server is not installed'

/** A real Redis on a free port, which can go away and come back. */
export class TestRedis {
  private child: ChildProcess | null = null

  private constructor(private readonly port: number) {}

  static async open(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort())
    await redis.start()
    return redis
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Resolves when it accepts connections. */
  async start() {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.child = child
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text) => {
        if (String(text).includes('Ready to accept connections')) resolve()
      })
    })
  }

  async stop() {
    const { child } = this
    this.child = null
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}
