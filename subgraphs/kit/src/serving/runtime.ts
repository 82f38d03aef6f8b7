import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, subscribe } from 'graphql'
import type { Logger } from 'pino'
import { type AskPeer, type Context, type SubgraphRequest, systemRequest } from '../context.ts'
import { isDatabaseAway, type OpenDatabase, openDatabase, postgresFailure } from '../database/db.ts'
import type { DatabaseConfig } from '../database/database.ts'
import { tasksOf } from '../work/delivery.ts'
import { badInput, DomainError, ErrorCode, inputFieldOf, notFound, unavailable } from '../errors.ts'
import { channelOf, Live } from '../work/live.ts'
import { isMigrated } from '../database/migrate.ts'
import type { RedisSignals } from '../work/redis-signals.ts'
import { Operation } from './operation.ts'
import { type Sealer, sealerOf } from '../access/seal.ts'
import { type Settings, settingsFrom } from '../settings.ts'
import type { ArrivingFile, LeavingFile } from '../files/door.ts'
import { findShortage, isReadOnly, type Shortage, shortageOf } from './shortage.ts'
import type { SubgraphDefinition } from './subgraph.ts'
import { newTextCache } from './text-cache.ts'

export interface RuntimeOptions {
  database: DatabaseConfig
  poolSize?: number
  askPeer: AskPeer
  /** Carries the signals in PostgreSQL's stead. */
  redis?: RedisSignals | null
  settings?: Settings
  log: Logger
  now?: () => Date
}

/** Whether it can answer, or what is missing. */
export type State = 'ready' | 'database' | 'migrations' | Shortage

interface Asked {
  query: string
  operationName?: string
  variables?: Record<string, unknown>
}

const unstorable = new Set(['22021', '22P02', '22003', '22001', '22P05', '22007', '22008', '22009'])

/** The timeout after which the database counts as unavailable. */
const readyWithin = 2_000

/** A subgraph at work: its pool, its live signals, and the three ways to use it. */
export class SubgraphRuntime {
  readonly live: Live
  readonly database: OpenDatabase
  private readonly settings: Settings
  private readonly sealer: Sealer
  private readonly linkSealer: Sealer
  private readonly operations = newTextCache<Operation>()
  /** The shortage with which the database last refused a write, until a write succeeds again. */
  private shortage: Shortage | null = null

  constructor(
    readonly definition: SubgraphDefinition,
    private readonly options: RuntimeOptions,
  ) {
    this.settings = options.settings ?? settingsFrom({}, 'http://localhost:4000')
    this.sealer = sealerOf(options.database, definition.name)
    this.linkSealer = sealerOf(options.database, 'links')
    this.database = openDatabase(options.database, definition.name, options.poolSize)
    this.live = new Live(channelOf(definition.name), this.database.sql, options.redis)
  }

  async start() {
    await this.definition.prepare?.(this.contextFor(systemRequest('start')))
    await this.live.listen()
  }

  async stop() {
    await this.live.close()
    await this.database.close()
  }

  /** What keeps it from answering, if anything does. */
  async state(): Promise<State> {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('late')), readyWithin).unref()
    })
    try {
      return await Promise.race([this.look(), late])
    } catch {
      return 'database'
    }
  }

  /** A write is tried only after one was refused, so that looking costs nothing where all is well. */
  private async look(): Promise<State> {
    const { sql } = this.database
    if (!(await isMigrated(sql, this.definition))) return 'migrations'
    if (await isReadOnly(sql)) return 'read-only'
    if (this.shortage) this.shortage = await findShortage(sql, this.definition.name)
    return this.shortage ?? 'ready'
  }

  /** Properties are listed, because object spread is a hundred times slower here. */
  contextFor(request: SubgraphRequest, asked: Context['asked'] = null): Context {
    return {
      viewer: request.viewer,
      token: request.token,
      requestId: request.requestId,
      ip: request.ip,
      userAgent: request.userAgent,
      origin: request.origin,
      cookies: request.cookies,
      idempotencyKey: request.idempotencyKey,
      effects: request.effects,
      abort: request.abort,
      subgraph: this.definition.name,
      db: this.database.db,
      live: this.live,
      log: this.options.log,
      now: this.options.now ?? (() => new Date()),
      settings: this.settings,
      sealer: this.sealer,
      linkSealer: this.linkSealer,
      askPeer: this.options.askPeer,
      loaders: new Map(),
      asked,
      inTransaction: false,
      signals: [],
    }
  }

  /** The worker's tasks: this subgraph's reactions to events, and its own work. */
  tasks() {
    return tasksOf(this.definition, (requestId) => this.contextFor(systemRequest(requestId)))
  }

  /** Runs a query or mutation that the gateway planned, so it is valid. */
  async execute(asked: Asked, request: SubgraphRequest): Promise<FormattedExecutionResult> {
    const operation = this.operation(asked)
    const result = await operation.run(this.contextFor(request, operation.asks), asked.variables ?? {})
    return this.format(result, request)
  }

  /** Opens a subscription; every event is a result with its root field resolved. */
  async subscribe(
    asked: Asked,
    request: SubgraphRequest,
  ): Promise<AsyncIterableIterator<FormattedExecutionResult> | FormattedExecutionResult> {
    const stream = await subscribe({
      schema: this.definition.schema,
      document: this.operation(asked).document,
      operationName: asked.operationName,
      variableValues: asked.variables,
      contextValue: this.contextFor(request),
    })
    if (!(Symbol.asyncIterator in stream)) return this.format(stream, request)
    const format = (result: ExecutionResult) => this.format(result, request)
    const results: AsyncIterableIterator<FormattedExecutionResult> = {
      async next() {
        const { value, done } = await stream.next()
        return done ? { value: undefined, done } : { value: format(value as ExecutionResult), done: false }
      },
      async return() {
        await stream.return(undefined)
        return { value: undefined, done: true }
      },
      [Symbol.asyncIterator]() {
        return results
      },
    }
    return results
  }

  /** Takes a file that arrives at one of its addresses. */
  async receiveFile(
    address: string,
    file: ArrivingFile,
    request: SubgraphRequest,
  ): Promise<FormattedExecutionResult> {
    try {
      return { data: await this.fileDoor().receive(this.contextFor(request), address, file) }
    } catch (error) {
      return this.refusal(error, request)
    }
  }

  /** The file at one of its addresses, or the answer by which it is refused. */
  async sendFile(address: string, request: SubgraphRequest): Promise<LeavingFile | FormattedExecutionResult> {
    try {
      return await this.fileDoor().send(this.contextFor(request), address)
    } catch (error) {
      return this.refusal(error, request)
    }
  }

  private fileDoor() {
    if (!this.definition.files) throw notFound('file')
    return this.definition.files
  }

  private refusal(error: unknown, request: SubgraphRequest): FormattedExecutionResult {
    const cause = error instanceof Error ? error : new Error(String(error))
    return this.format(
      { data: null, errors: [new GraphQLError(cause.message, { originalError: cause })] },
      request,
    )
  }

  private operation({ query, operationName }: Asked): Operation {
    const key = operationName ? `${operationName} ${query}` : query
    const known = this.operations.get(key)
    if (known) return known
    const fresh = new Operation(this.definition.schema, query, operationName)
    this.operations.set(key, fresh)
    return fresh
  }

  private format(result: ExecutionResult, request: SubgraphRequest): FormattedExecutionResult {
    if (!result.errors) return result
    return {
      data: result.data ?? null,
      errors: result.errors.map((error) => this.explain(error, request).toJSON()),
    }
  }

  /** What a caller may know of an error: rules of ours as they are, anything else masked and logged. */
  private explain(error: GraphQLError, request: SubgraphRequest): GraphQLError {
    const cause = error.originalError
    const withId = (shown: GraphQLError) => {
      Object.assign(shown.extensions, { requestId: request.requestId })
      return shown
    }
    if (cause instanceof DomainError) return withId(error)
    // A value that is not of its type is found by GraphQL itself, which knows no codes.
    const field = inputFieldOf(error.message)
    if (field !== null)
      return withId(
        new GraphQLError(error.message, { path: error.path, extensions: badInput(field, '').extensions }),
      )
    if (!cause) return withId(error)
    this.shortage = shortageOf(cause) ?? this.shortage
    const shown = unstorable.has(postgresFailure(cause)?.code ?? '')
      ? badInput('input', 'A value is out of range or has characters that cannot be stored.')
      : isDatabaseAway(cause)
        ? unavailable()
        : new DomainError(ErrorCode.INTERNAL_SERVER_ERROR, 'Something went wrong on our side.')
    if (shown.code !== ErrorCode.BAD_USER_INPUT) {
      this.options.log.error(
        { err: cause, requestId: request.requestId, path: error.path },
        'unexpected error',
      )
    }
    return withId(
      new GraphQLError(shown.message, { nodes: error.nodes, path: error.path, extensions: shown.extensions }),
    )
  }
}
