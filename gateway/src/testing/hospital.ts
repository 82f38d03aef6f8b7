import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from 'graphql-ws'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { root } from '../start/config.ts'

interface Ready {
  http: string
  ws: string
  web: string
  accounts: Array<{ role: string; email: string; password: string }>
}

export interface Answer {
  status: number
  data: unknown
  errors: Array<{ message: string; path?: unknown[]; extensions: Record<string, unknown> }>
}

export interface Wish {
  petId: string
  vetId: string
  locationId: string
  typeId: string
  startsAt: string
}

/** A time zone in which it is past ten in the morning: the demo's first location is open then, at whatever hour tests run. */
export function morningZone(): string {
  const ahead = 10 - new Date().getUTCHours()
  // Etc/GMT+5 is five hours behind UTC, and no zone is more than twelve hours behind.
  const hours = ahead < -12 ? ahead + 24 : ahead
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

/** A whole Vetgraph as an operator starts it: a process of its own, on a free port. */
export class Hospital {
  private constructor(
    private readonly child: ChildProcess,
    readonly ready: Ready,
    readonly dataDirectory: string,
    /** What it and its children have written so far. */
    readonly output: readonly string[],
  ) {
    child.once('exit', (code, signal) => {
      if (this.ending) return
      process.stderr.write(
        `Vetgraph ended by itself (${signal ?? code}):\n${output.join('').slice(-5_000)}\n`,
      )
    })
  }

  /** Whether we have told it to. */
  private ending = false

  static async start(
    env: Record<string, string>,
    flags: readonly string[] = [],
    dataDirectory = mkdtempSync(join(tmpdir(), 'vetgraph-')),
  ): Promise<Hospital> {
    const file = join(dataDirectory, 'ready.json')
    // One that a killed process left behind says nothing of this one.
    rmSync(file, { force: true })
    const output: string[] = []
    const child = spawn(process.execPath, [join(root, 'gateway/start.mjs'), ...flags], {
      cwd: root,
      env: { ...process.env, PORT: '0', DATA_DIR: dataDirectory, BUILD_WEB: 'off', VITEST: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk) => output.push(String(chunk)))
    child.stderr.on('data', (chunk) => output.push(String(chunk)))
    const ready = await new Promise<Ready>((resolve, reject) => {
      const watcher = watch(dataDirectory, look)
      function look() {
        if (!existsSync(file)) return
        watcher.close()
        resolve(JSON.parse(readFileSync(file, 'utf8')) as Ready)
      }
      child.once('exit', (code) => {
        watcher.close()
        reject(new Error(`Vetgraph ended with ${code} before it was ready:\n${output.join('')}`))
      })
      look()
    })
    return new Hospital(child, ready, dataDirectory, output)
  }

  private end(): Promise<void> {
    this.ending = true
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => {
      this.child.once('exit', () => resolve())
    })
  }

  /** As an orchestrator does it; answers the exit code. */
  async stop(): Promise<number | null> {
    const ended = this.end()
    this.child.kill('SIGTERM')
    await ended
    rmSync(this.dataDirectory, { recursive: true, force: true })
    return this.child.exitCode
  }

  /** As the power cut does it. */
  async kill() {
    const ended = this.end()
    this.child.kill('SIGKILL')
    await ended
  }

  async graphql(
    token: string | null,
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.ready.http, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as Partial<Answer>
    return { status: response.status, data: data ?? {}, errors: errors ?? [] }
  }

  async signIn(role: string): Promise<string> {
    const { email, password } = this.ready.accounts.find((account) => account.role === role)!
    const { data, errors } = await this.graphql(
      null,
      'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
      { input: { email, password } },
    )
    if (errors.length > 0) throw new Error(errors[0]?.message)
    return (data as { login: { accessToken: string } }).login.accessToken
  }

  /** Visits that could be booked: vaccinations of one patient at the free times of the next two weeks. */
  async wishes(token: string): Promise<Wish[]> {
    const { data } = await this.graphql(
      token,
      '{ locations { id } appointmentTypes { id category } pets(first: 50) { nodes { id } } }',
    )
    const facts = data as {
      locations: Array<{ id: string }>
      appointmentTypes: Array<{ id: string; category: string }>
      pets: { nodes: Array<{ id: string }> }
    }
    const typeId = facts.appointmentTypes.find(({ category }) => category === 'VACCINATION')!.id
    const locationId = facts.locations[0]!.id
    const date = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const found = await this.graphql(
      token,
      'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt vet { id } } }',
      { input: { locationId, typeId, date, days: 14 } },
    )
    const { availableSlots } = found.data as {
      availableSlots: Array<{ startsAt: string; vet: { id: string } }>
    }
    const { nodes } = facts.pets
    // Neighbouring times are for different patients, because none is at two places at one time.
    return availableSlots.map(({ startsAt, vet }, index) => ({
      petId: nodes[index % nodes.length]!.id,
      vetId: vet.id,
      locationId,
      typeId,
      startsAt,
    }))
  }

  /** Opens a subscription that is known to be listening; `until` answers the first event that fits. */
  async listen(
    token: string,
    query: string,
    variables: Record<string, unknown> = {},
    extensions: Record<string, unknown> = {},
  ) {
    const client: Client = createClient({
      url: this.ready.ws,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    })
    const events: unknown[] = []
    let heard: () => void = () => {}
    const failed = new Promise<never>((_resolve, reject) => {
      client.subscribe(
        { query, variables, extensions },
        {
          next: (event) => {
            events.push(event)
            heard()
          },
          error: (error) => reject(new Error(JSON.stringify(error))),
          complete: () => {},
        },
      )
    })
    failed.catch(() => {})
    onTestFinished(() => void client.dispose())
    // New operations of one person are read in turn: once this one has its answer, the subscription before it is open.
    const next = `{ after${randomUUID().replaceAll('-', '')}: __typename }`
    await new Promise((resolve, reject) => {
      client.subscribe({ query: next }, { next: resolve, error: reject, complete: () => {} })
    })
    return {
      events,
      async until<T>(fits: (event: T) => boolean): Promise<T> {
        for (;;) {
          const found = events.find((event) => fits(event as T))
          if (found) return found as T
          const next = new Promise<void>((resolve) => {
            heard = resolve
          })
          await Promise.race([next, failed])
        }
      },
    }
  }
}
