import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FormattedExecutionResult } from 'graphql'
import { pino } from 'pino'
import type postgres from 'postgres'
import { connect } from '../database/connect.ts'
import { v7 as uuidv7 } from 'uuid'
import { inject, onTestFinished, vi } from 'vitest'
import {
  type AskPeer,
  type Context,
  type SubgraphRequest,
  systemRequest,
  systemViewer,
  type Viewer,
} from '../context.ts'
import type { DatabaseConfig } from '../database/database.ts'
import { deliver } from '../work/delivery.ts'
import { emitters, type EventName, type Events } from '../contracts/events.ts'
import { channelOf } from '../work/live.ts'
import { type BuiltInRole, builtInRoles } from '../contracts/permissions.ts'
import { SubgraphRuntime } from '../serving/runtime.ts'
import { type Settings, settingsFrom } from '../settings.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'

const template = 'vetgraph_template'

/** A database of its own for one test file, cloned from the migrated template in some milliseconds. */
export async function cloneDatabase(): Promise<DatabaseConfig & { drop: () => Promise<void> }> {
  const { url, secret } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = connect(url.replace(template, 'postgres'), { max: 1, onnotice: () => {} })
  // Through the write-ahead log, as by default, it would cost five times as much.
  await admin.unsafe(`create database ${name} template ${template} strategy file_copy`)
  return {
    url: url.replace(template, name),
    secret,
    counted: true,
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}

/** A data directory of its own for one test file; it is there once something is kept in it. */
export function temporaryData() {
  const directory = join(tmpdir(), `vetgraph-data-${randomUUID()}`)
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) }
}

export const asRole = (role: BuiltInRole, overrides: Partial<Viewer> = {}): Viewer => ({
  kind: 'user',
  userId: uuidv7(),
  sessionId: uuidv7(),
  ownerId: null,
  roles: [role],
  grants: [{ locationId: null, permissions: new Set(builtInRoles[role].permissions) }],
  ...overrides,
})

export const requestOf = (
  viewer: Viewer | null,
  overrides: Partial<SubgraphRequest> = {},
): SubgraphRequest => ({
  ...systemRequest(randomUUID()),
  viewer,
  ip: '192.0.2.1',
  ...overrides,
})

interface Answer {
  data: Record<string, unknown>
  errors: ReadonlyArray<{
    message: string
    code: unknown
    field: unknown
    path: unknown
    extensions: Record<string, unknown>
  }>
}

/** One subgraph on its own database, used through its schema; the clock belongs to the test. */
export class TestSubgraph {
  private clock = new Date('2026-03-16T08:00:00.000Z')

  private constructor(
    readonly runtime: SubgraphRuntime,
    readonly admin: postgres.Sql,
    /** For processes that work on the same database. */
    readonly database: DatabaseConfig,
    private readonly drop: () => Promise<void>,
    private readonly setClock: (now: () => Date) => void,
  ) {
    this.setClock(() => this.clock)
  }

  static async open(
    definition: SubgraphDefinition,
    askPeer: AskPeer = async (_type, ids) => ids.map(() => null),
    settings: Partial<Settings> = {},
  ) {
    const database = await cloneDatabase()
    const data = temporaryData()
    let now = () => new Date()
    const runtime = new SubgraphRuntime(definition, {
      database,
      askPeer,
      settings: {
        ...settingsFrom({ DATA_DIR: data.directory }, 'http://hospital.test'),
        passwordCost: 4,
        ...settings,
      },
      log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
      now: () => now(),
    })
    await runtime.start()
    return new TestSubgraph(
      runtime,
      connect(database.url, { max: 2, onnotice: () => {} }),
      database,
      async () => {
        await Promise.all([database.drop(), data.remove()])
      },
      (clock) => {
        now = clock
      },
    )
  }

  async close() {
    await this.runtime.stop()
    await this.admin.end()
    await this.drop()
  }

  now = () => this.clock

  /** Sets the clock; instants only, `2026-03-29T00:30:00Z`. */
  setNow(instant: string) {
    this.clock = new Date(instant)
  }

  /** A context of the system's own, for factories and for calling verbs directly. */
  context(viewer: Viewer | null = systemViewer): Context {
    return this.runtime.contextFor(requestOf(viewer))
  }

  async graphql(
    viewer: Viewer | null,
    query: string,
    variables: Record<string, unknown> = {},
    request: Partial<SubgraphRequest> = {},
  ): Promise<Answer> {
    const result: FormattedExecutionResult = await this.runtime.execute(
      { query, variables },
      requestOf(viewer, request),
    )
    return {
      data: (result.data ?? {}) as Record<string, unknown>,
      errors: (result.errors ?? []).map(({ message, path, extensions = {} }) => ({
        message,
        path,
        code: extensions['code'],
        field: extensions['field'],
        extensions,
      })),
    }
  }

  /** Resolves when so many sessions wait for a lock, which makes what happens at once happen at once. */
  async waiting(sessions: number) {
    await vi.waitFor(async () => {
      const [row] = await this.admin`
        select count(*)::int as sessions from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      if (Number(row?.['sessions']) < sessions) throw new Error('not yet')
    }, 10_000)
  }

  /** Waits until every signal sent so far was heard, so that a new subscription hears only what follows. */
  private async quiet() {
    const topic = randomUUID()
    const signals = this.runtime.live.subscribe(topic)
    const channel = channelOf(this.runtime.definition.name)
    await this.admin`select pg_notify(${channel}, ${JSON.stringify({ topic, signal: {} })})`
    await signals.next()
    await signals.return?.()
  }

  /** Opens a subscription that the test's end closes; `next()` answers the next event. */
  async subscribe(viewer: Viewer | null, query: string, variables: Record<string, unknown> = {}) {
    await this.quiet()
    const stream = await this.runtime.subscribe({ query, variables }, requestOf(viewer))
    if (!(Symbol.asyncIterator in stream)) return { errors: stream.errors ?? [], next: null }
    onTestFinished(async () => {
      await stream.return?.()
    })
    return {
      errors: [],
      next: async () => (await stream.next()).value as FormattedExecutionResult | undefined,
    }
  }

  /** Delivers an event to this subgraph as the worker would. */
  async deliver<Name extends EventName>(name: Name, payload: Events[Name]) {
    const { definition } = this.runtime
    const [{ entity, position }] = (await this.admin`
      insert into vetgraph.deliveries (consumer, entity, id, event, emitter, at, payload)
      values (${definition.name}, ${uuidv7()}, ${uuidv7()}, ${name}, ${emitters[name] ?? 'clinical'}, ${this.clock},
        ${JSON.stringify(payload)}::text::json)
      returning entity, position`) as [{ entity: string; position: string }]
    await deliver(this.context(), definition.reactions, { entity, position: Number(position) })
  }

  /** The events that wait to be delivered, oldest first, with their consumers. */
  async emitted(): Promise<Array<{ task: string; payload: Record<string, unknown> }>> {
    const deliveries = await this.admin`
      select consumer || ':' || event as task, payload from vetgraph.deliveries order by position`
    return deliveries.map(({ task, payload }) => ({
      task: task as string,
      payload: payload as Record<string, unknown>,
    }))
  }

  /** The audit entries of a thing, oldest first. */
  async audited(
    entityId: string,
  ): Promise<Array<{ action: string; actorId: string; before: unknown; after: unknown }>> {
    const rows = await this.admin`
      select action, actor_id, before, after from ${this.admin(this.runtime.definition.name)}.audit_entries
      where entity_id = ${entityId} order by at, id`
    return rows.map((row) => ({
      action: row['action'] as string,
      actorId: row['actor_id'] as string,
      before: row['before'] as unknown,
      after: row['after'] as unknown,
    }))
  }
}
