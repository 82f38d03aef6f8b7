import type postgres from 'postgres'
import { connect } from '@vetgraph/kit/database/connect'
import { pino } from 'pino'
import { type SubgraphRequest, systemRequest, type Viewer } from '@vetgraph/kit/context'
import { settingsFrom } from '@vetgraph/kit/settings'
import { asRole, cloneDatabase, requestOf, temporaryData } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import { compose } from '../../compose.ts'
import { RateLimits } from '../../edge/rate-limits.ts'
import { type Gateway, openGateway } from '../../gateway.ts'
import { Graph, isRefusal } from '../../graph.ts'
import type { Result } from '../../link.ts'
import { Registered } from '../../operations/registered.ts'
import { Sessions } from '../../session.ts'
import { loadDefinitions } from '../../definitions.ts'
import { Subgraphs } from '../../subgraphs.ts'
import type { Subscriber } from '../../subscriptions/subscriber.ts'
import { publicKeys } from '../test-tokens.ts'

/** The real six subgraphs in one process, with a small hospital in them. */
export class WalkHospital {
  private constructor(
    readonly sql: postgres.Sql,
    readonly subgraphs: Subgraphs,
    readonly graph: Graph,
    readonly gateway: Gateway,
    readonly admin: Viewer,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<WalkHospital> {
    const database = await cloneDatabase()
    const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
    const local = await loadDefinitions()
    const data = temporaryData()
    const settings = settingsFrom({ DATA_DIR: data.directory }, 'http://hospital.test')
    const subgraphs = new Subgraphs({ placement: { local, remote: {} }, database, settings, log })
    await subgraphs.start()
    for (const runtime of subgraphs.runtimes) {
      await runtime.definition.demo?.(runtime.contextFor(systemRequest('demo')), { pets: 2, years: 1 })
    }
    const graph = new Graph({
      supergraphSdl: compose(local).supergraph,
      links: subgraphs.links,
      introspection: true,
      planningPause: 0,
      registered: new Registered([]),
      registeredOnly: false,
      rateLimits: new RateLimits({ log, points: {} }),
      log,
    })
    const sessions = new Sessions(new TokenVerifier(publicKeys, subgraphs.endedSessions), log)
    const gateway = await openGateway({
      graph,
      sessions,
      subgraphs,
      oauth: {
        identity: subgraphs.links.get('identity')!,
        rateLimits: new RateLimits({ log, points: {} }),
        publicUrl: 'http://hospital.test',
      },
      webDirectory: null,
      introspection: false,
      sandbox: false,
      allowedOrigins: [],
      hosts: [],
      publicUrl: null,
      trustProxy: false,
      log,
    })
    await new Promise<void>((done) => gateway.server.listen(0, '127.0.0.1', done))
    const sql = connect(database.url, { max: 2, onnotice: () => {} })
    const [row] = await sql`
      update identity.users set prescriber_number = 'W-1', prescriber_expires_on = '2099-12-31'
      where email = 'admin@demo.vet' returning id`
    const admin = asRole('ADMIN', { userId: row!['id'] as string })
    return new WalkHospital(sql, subgraphs, graph, gateway, admin, async () => {
      await Promise.all([database.drop(), data.remove()])
    })
  }

  async close() {
    await this.gateway.close()
    await this.subgraphs.stop()
    await this.sql.end()
    await this.drop()
  }

  private async understand(query: string, request: SubgraphRequest) {
    const operation = await this.graph.understand({ query }, request)
    if (isRefusal(operation)) throw new Error(`${operation.errors[0]?.message}\n${query}`)
    return operation
  }

  /** Runs an operation as the gateway does for a client. */
  async ask(viewer: Viewer | null, query: string, variables: Record<string, unknown> = {}) {
    const request = requestOf(viewer, { requestId: 'walk' })
    return this.graph.answer(await this.understand(query, request), variables, request)
  }

  async listen(
    viewer: Viewer | null,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Subscriber | Result> {
    const request = requestOf(viewer, { requestId: 'walk' })
    return this.graph.subscribe(await this.understand(query, request), variables, request)
  }

  /** Runs an operation that must succeed; returns its first field. */
  async do<T = { id: string }>(query: string, variables: Record<string, unknown> = {}, viewer = this.admin) {
    const { data, errors } = await this.ask(viewer, query, variables)
    if (errors) throw new Error(`${JSON.stringify(errors)}\n${query}`)
    return Object.values(data as Record<string, unknown>)[0] as T
  }

  async mutate<T = { id: string }>(
    name: string,
    input: object,
    inputType = `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
  ) {
    return this.do<T>(`mutation ($input: ${inputType}!) { ${name}(input: $input) { id } }`, { input })
  }

  async step(name: string, id: string, otherDay = false) {
    const early = otherDay ? ', otherDayReason: "Early"' : ''
    await this.do(`mutation ($id: ID!) { ${name}(id: $id${early}) { id } }`, { id })
  }

  /** When the latest visit of each pet ends: no pet is at two places at one time. */
  private readonly busyUntil = new Map<string, string>()

  /** Books a visit of that pet at the next free time of the first location. */
  async book(petId: string, texts: { reason: string; notes: string }, vetId?: string): Promise<string> {
    const [location] = await this.locations()
    const types = await this.do<Array<{ id: string; category: string }>>(
      '{ appointmentTypes { id category } }',
    )
    const typeId = types.find(({ category }) => category === 'VACCINATION')!.id
    const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const slots = await this.do<Array<{ startsAt: string; endsAt: string; vet: { id: string } }>>(
      'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt endsAt vet { id } } }',
      { input: { locationId: location!.id, typeId, date, days: 14, vetId } },
    )
    const slot = slots.find(({ startsAt }) => startsAt >= (this.busyUntil.get(petId) ?? ''))
    this.busyUntil.set(petId, slot!.endsAt)
    const visit = await this.mutate('bookAppointment', {
      petId,
      typeId,
      locationId: location!.id,
      vetId: slot!.vet.id,
      startsAt: slot!.startsAt,
      ...texts,
    })
    return visit.id
  }

  locations() {
    return this.do<Array<{ id: string }>>('{ locations { id } }')
  }

  /** A vet whom visits can be booked with at the first location. */
  async someVet(): Promise<string> {
    const [row] = await this.sql`select id from identity.users where email = 'vet@demo.vet'`
    return row!['id'] as string
  }

  /** Waits for what the worker does. */
  async eventually<T>(find: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const found = await find()
      if (found !== undefined) return found
      if (Date.now() > deadline) throw new Error(`did not come: ${String(find)}`)
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  /** Until the worker has nothing left to do; e-mail that waits some minutes goes at once, and not in the middle of a walk. */
  settled() {
    return this.eventually(async () => {
      await this.sql`
        update graphile_worker._private_jobs set run_at = now()
        where run_at > now() and locked_at is null and task_id in
          (select id from graphile_worker._private_tasks where identifier like 'notifications:%')`
      const [waiting] = await this
        .sql`select 1 from graphile_worker._private_jobs where locked_at is not null or run_at <= now() limit 1`
      return waiting ? undefined : true
    })
  }
}
