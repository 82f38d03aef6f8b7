import 'reflect-metadata'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { printSchemaWithDirectives } from '@graphql-tools/utils'
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  parse,
  execute,
  subscribe,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { buildSchema, createResolversMap, getMetadataStorage, type NonEmptyArray } from 'type-graphql'
import { type AskPeer, type Context, type SubgraphRequest, systemRequest } from './context.ts'
import {
  type DatabaseConfig,
  type OpenDatabase,
  isDatabaseAway,
  openDatabase,
  postgresFailure,
} from './db.ts'
import { badInput, DomainError, ErrorCode, inputFieldOf, unauthenticated } from './errors.ts'
import { type Reactions, tasksOf } from './events.ts'
import { channelOf, Live } from './live.ts'
import { loaderOf, type ReadMany } from './refs.ts'
import { CalendarDate, DateTime, Money, TimeOfDay, TimeZone } from './scalars.ts'

export const subgraphNames = [
  'identity',
  'clinical',
  'scheduling',
  'billing',
  'inventory',
  'notifications',
] as const

export type SubgraphName = (typeof subgraphNames)[number]

type ResolverClass = abstract new (...args: never[]) => unknown

/** A subgraph as its `schema.ts` describes it. */
export interface SubgraphDefinition {
  name: SubgraphName
  /** Where its migrations lie. */
  migrations: string
  schema: GraphQLSchema
  /** What composition reads; committed as `schema/<name>.graphql`. */
  sdl: string
  reactions: Reactions
  /** Loads its part of the demo hospital. */
  demo: ((ctx: Context, options: DemoOptions) => Promise<void>) | null
  /** Brings rows that the software itself owns up to date at every start; safe from several processes at once. */
  prepare: ((ctx: Context) => Promise<void>) | null
  /** Public keys by which access tokens are verified; identity has them. */
  publicKeys: ((ctx: Context) => Promise<{ keys: object[] }>) | null
}

/** How large a demo hospital; every subgraph derives the same ids from the same numbers. */
export interface DemoOptions {
  pets: number
  years: number
}

interface Description {
  name: SubgraphName
  migrations: URL
  resolvers: NonEmptyArray<ResolverClass>
  /** Entities of other subgraphs that this one refers to, and types nothing else reaches. */
  stubs?: ResolverClass[]
  /** How this subgraph reads its own entities by id, for itself and for `_entities`. */
  entities: Record<string, ReadMany<{ id: string }>>
  /** Root fields that answer without a viewer: `Mutation.login`. All others demand one. */
  public?: readonly string[]
  reactions?: Reactions
  demo?: SubgraphDefinition['demo']
  prepare?: SubgraphDefinition['prepare']
  publicKeys?: SubgraphDefinition['publicKeys']
}

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides"])\n`

/** Entities that the subgraph's resolver classes add fields to but no field of it answers. */
function extendedTypes(resolvers: readonly ResolverClass[]): ResolverClass[] {
  return getMetadataStorage()
    .resolverClasses.filter(({ target }) => resolvers.includes(target as ResolverClass))
    .flatMap(({ getObjectType }) => (getObjectType ? [getObjectType() as ResolverClass] : []))
}

function demandViewer(schema: GraphQLSchema, publicFields: ReadonlySet<string>) {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.name === '_service' || publicFields.has(`${type?.name}.${field.name}`)) continue
      const guard = (inner: GraphQLFieldResolver<unknown, Context> | undefined) =>
        inner &&
        ((source: unknown, args: unknown, ctx: Context, info: Parameters<typeof inner>[3]) => {
          if (!ctx.viewer) throw unauthenticated()
          // A subscription keeps its context from event to event, but must not answer from the one before.
          if (type === schema.getSubscriptionType()) ctx.loaders.clear()
          return inner(source, args as Record<string, unknown>, ctx, info)
        })
      field.resolve = guard(field.resolve)
      field.subscribe = guard(field.subscribe)
    }
  }
}

const unusedPubSub = {
  publish: () => {},
  subscribe: (): never => {
    throw new Error('give the subscription field a `subscribe`')
  },
}

/** Builds a subgraph from its resolver classes: federated schema, SDL, entity loaders, guards. */
export async function defineSubgraph(description: Description): Promise<SubgraphDefinition> {
  const { name, resolvers, entities } = description
  const plain = await buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    orphanedTypes: [...extendedTypes(resolvers), ...(description.stubs ?? [])] as unknown as Array<
      () => void
    >,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validate: false,
    // Subscriptions bring their own source (`heard`); type-graphql only wants to see one.
    pubSub: unusedPubSub,
  })
  const sdl = federation + printSchemaWithDirectives(plain)
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: {
      ...createResolversMap(plain),
      DateTime,
      Date: CalendarDate,
      Money,
      TimeOfDay,
      TimeZone,
    } as never,
  })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const read = entities[type.name]
    if (!read) continue
    const resolveReference = async ({ id }: { id: string }, ctx: Context) => {
      const row = await loaderOf(ctx, read).load(id)
      if (!row) return null
      const copy = Object.create(Object.getPrototypeOf(row) as object) as object
      return Object.assign(copy, row, { __typename: type.name })
    }
    // The place where @apollo/subgraph looks for it; elsewhere it would answer the bare reference.
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } }
  }
  demandViewer(schema, new Set(description.public))
  return {
    name,
    migrations: description.migrations.pathname,
    schema,
    sdl,
    reactions: description.reactions ?? {},
    demo: description.demo ?? null,
    prepare: description.prepare ?? null,
    publicKeys: description.publicKeys ?? null,
  }
}

export interface RuntimeOptions {
  database: DatabaseConfig
  poolSize?: number
  askPeer: AskPeer
  log: Logger
  now?: () => Date
}

interface Operation {
  query: string
  operationName?: string
  variables?: Record<string, unknown>
}

const unstorable = new Set(['22021', '22P02', '22003', '22001', '22P05', '22008'])

/** A subgraph at work: its pool, its live signals, and the three ways to use it. */
export class SubgraphRuntime {
  readonly live: Live
  readonly database: OpenDatabase
  private readonly documents = new LRUCache<string, DocumentNode>({ max: 1000 })

  constructor(
    readonly definition: SubgraphDefinition,
    private readonly options: RuntimeOptions,
  ) {
    this.database = openDatabase(options.database, definition.name, options.poolSize)
    this.live = new Live(channelOf(definition.name))
  }

  async start() {
    await this.definition.prepare?.(this.contextFor(systemRequest('start')))
    await this.live.listen(this.database.sql)
  }

  async stop() {
    await this.live.close()
    await this.database.close()
  }

  contextFor(request: SubgraphRequest): Context {
    return {
      ...request,
      subgraph: this.definition.name,
      db: this.database.db,
      live: this.live,
      log: this.options.log,
      now: this.options.now ?? (() => new Date()),
      askPeer: this.options.askPeer,
      loaders: new Map(),
      inTransaction: false,
    }
  }

  /** The worker's tasks: this subgraph's reactions to events. */
  tasks() {
    return tasksOf(this.definition.name, this.definition.reactions, (requestId) =>
      this.contextFor(systemRequest(requestId)),
    )
  }

  /** Runs a query or mutation that the gateway planned, so it is valid; the document is parsed once. */
  async execute(operation: Operation, request: SubgraphRequest): Promise<FormattedExecutionResult> {
    const result = await execute({
      schema: this.definition.schema,
      document: this.document(operation.query),
      operationName: operation.operationName,
      variableValues: operation.variables,
      contextValue: this.contextFor(request),
    })
    return this.format(result, request)
  }

  /** Opens a subscription; every event is a result with its root field resolved. */
  async subscribe(
    operation: Operation,
    request: SubgraphRequest,
  ): Promise<AsyncIterableIterator<FormattedExecutionResult> | FormattedExecutionResult> {
    const stream = await subscribe({
      schema: this.definition.schema,
      document: this.document(operation.query),
      operationName: operation.operationName,
      variableValues: operation.variables,
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

  isSubscription({ query, operationName }: Operation): boolean {
    return getOperationAST(this.document(query), operationName)?.operation === 'subscription'
  }

  private document(query: string): DocumentNode {
    const known = this.documents.get(query)
    if (known) return known
    const document = parse(query)
    this.documents.set(query, document)
    return document
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
    const shown = unstorable.has(postgresFailure(cause)?.code ?? '')
      ? badInput('input', 'A value is out of range or has characters that cannot be stored.')
      : isDatabaseAway(cause)
        ? new DomainError(ErrorCode.UNAVAILABLE, 'A part of the system does not answer right now. Try again.')
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
