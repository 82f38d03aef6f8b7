import 'reflect-metadata'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { printSchemaWithDirectives } from '@graphql-tools/utils'
import { type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql'
import { buildSchema, createResolversMap, getMetadataStorage, type NonEmptyArray } from 'type-graphql'
import { countAudit } from '../work/audit-count.ts'
import { cleanTexts, type TimeZonesOf } from './cleaning.ts'
import type { Context } from '../context.ts'
import { declareCosts, mutationWeight } from '../contracts/cost.ts'
import { calledDirectly } from './direct.ts'
import { unauthenticated } from '../errors.ts'
import type { Reactions } from '../contracts/events.ts'
import type { FileDoor } from '../files/door.ts'
import { type Feature, type ReadReference, type ResolverClass, together } from '../contracts/feature.ts'
import { declarePersonal } from '../contracts/personal.ts'
import type { MessageDeclaration } from '../contracts/messages.ts'
import type { PermissionDeclaration } from '../contracts/permissions.ts'
import { isScreen, screensOnlyShow } from '../access/authorize.ts'
import { sweepIdempotencyKeys } from '../work/idempotency.ts'
import type { SubgraphName } from '../contracts/subgraph-names.ts'
import { loaderOf, type ReadMany, readInOrder } from '../reads/refs.ts'
import type { Crons, Work } from '../work/work.ts'
import { CalendarDate, DateTime, Json, Money, TimeOfDay, TimeZone } from '../scalars.ts'

/** A subgraph as its `schema.ts` describes it. */
export interface SubgraphDefinition {
  name: SubgraphName
  /** Where its migrations lie. */
  migrations: string
  schema: GraphQLSchema
  /** What composition reads; committed as `schema/<name>.graphql`. */
  sdl: string
  /** The entities that it owns. */
  entities: readonly string[]
  /** Rights that its features declare. */
  permissions: Readonly<Record<string, PermissionDeclaration>>
  messages: Readonly<Record<string, MessageDeclaration>>
  reactions: Reactions
  work: Work
  crons: Crons
  /** How files come and go; null for a subgraph that has none. */
  files: FileDoor | null
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
  /** `await featuresIn(new URL('.', import.meta.url))`: those of the folders beside its `schema.ts`. */
  features: readonly Feature[]
  /** Entities of other subgraphs that this one refers to, and types nothing else reaches. */
  stubs?: ResolverClass[]
  /** The `extend schema` of its SDL, when it uses more of federation than the hospital does. */
  federation?: string
  reactions?: Reactions
  /** By whose countries it reads telephone numbers; needed where it takes any. */
  timeZones?: TimeZonesOf
  demo?: SubgraphDefinition['demo']
  prepare?: SubgraphDefinition['prepare']
  publicKeys?: SubgraphDefinition['publicKeys']
}

const hospitalFederation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@cost", "@listSize", "@tag"])\n`

const rootDescriptions = {
  Query: 'All queries. They need a signed-in viewer unless they say otherwise.',
  Mutation: `All mutations. An error says what was refused and why, and leaves nothing partly written. Each costs ${mutationWeight} unless it says otherwise, plus the cost of what it returns.`,
  Subscription: 'All subscriptions, over graphql-ws at the same address.',
}

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
          if (type === schema.getMutationType() && isScreen(ctx.viewer)) throw screensOnlyShow()
          // A subscription keeps its context for all events, but loaders must not return rows of an earlier event.
          if (type === schema.getSubscriptionType()) ctx.loaders.clear()
          return inner(source, args as Record<string, unknown>, ctx, info)
        })
      field.resolve = guard(field.resolve)
      field.subscribe = guard(field.subscribe)
    }
  }
}

interface Reference {
  __typename: string
  id: string
}

/**
 * Answers references to this subgraph's entities, those of a kind by one read; what another subgraph
 * owns is the reference itself. One that fails is an error of its own and costs the others nothing.
 */
function resolveEntities(
  entities: NonNullable<Feature['entities']>,
  references: NonNullable<Feature['references']>,
): GraphQLFieldResolver<unknown, Context> {
  const readerOf = (typename: string): ReadReference | null => {
    const read = entities[typename]
    return references[typename] ?? (read ? ({ id }: Reference, ctx) => loaderOf(ctx, read).load(id) : null)
  }
  const answerOne = async (reference: Reference, read: ReadReference, ctx: Context): Promise<unknown> => {
    const { __typename } = reference
    const row = await read(reference as never, ctx)
    return row && Object.assign(Object.create(Object.getPrototypeOf(row) as object), row, { __typename })
  }
  return (_source, { representations }: { representations: readonly Reference[] }, ctx) => {
    const [first] = representations
    const read = first && !references[first.__typename] && entities[first.__typename]
    // Usually all are of one type.
    if (read && representations.every(({ __typename }) => __typename === first.__typename))
      return answerAll(ctx, read, representations)
    return representations.map((reference) => {
      const read = readerOf(reference.__typename)
      return read ? answerOne(reference, read, ctx) : reference
    })
  }
}

async function answerAll(
  ctx: Context,
  read: ReadMany<{ id: string }>,
  representations: readonly Reference[],
): Promise<unknown[]> {
  const ids = representations.map(({ id }) => id)
  // Each element fails by itself, not the whole list.
  const rows = await readInOrder(ctx, read, ids).catch((error: unknown) => ids.map(() => error))
  // The rows belong to this request, and GraphQL needs their type.
  for (const [index, row] of rows.entries())
    if (row && !(row instanceof Error))
      (row as Partial<Reference>).__typename = representations[index]!.__typename
  return rows
}

const unusedPubSub = {
  publish: () => {},
  subscribe: (): never => {
    throw new Error('give the subscription field a `subscribe`')
  },
}

/** Builds a subgraph from its features: federated schema, SDL, entity loaders, guards. */
export async function defineSubgraph(description: Description): Promise<SubgraphDefinition> {
  const { name, features, federation = hospitalFederation } = description
  const resolvers = features.flatMap(({ resolvers }) => resolvers)
  // A field without a resolver is the row's value as it is.
  for (const field of getMetadataStorage().fields) field.simple ??= true
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
  for (const [name, description] of Object.entries(rootDescriptions)) {
    const type = plain.getType(name)
    if (type) type.description = description
  }
  declareCosts(plain)
  declarePersonal(plain, resolvers)
  const sdl = federation + printSchemaWithDirectives(plain)
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: {
      ...calledDirectly(createResolversMap(plain), resolvers),
      DateTime,
      Date: CalendarDate,
      JSON: Json,
      Money,
      TimeOfDay,
      TimeZone,
    } as never,
  })
  const root = schema.getQueryType()?.getFields()['_entities']
  if (root) root.resolve = resolveEntities(together(features, 'entities'), together(features, 'references'))
  cleanTexts(schema, description.timeZones ?? (async () => []))
  demandViewer(schema, new Set(features.flatMap((feature) => feature.public ?? [])))
  return {
    name,
    migrations: description.migrations.pathname,
    schema,
    sdl,
    entities: Object.keys(together(features, 'entities')),
    permissions: together(features, 'permissions'),
    messages: together(features, 'messages'),
    reactions: description.reactions ?? {},
    work: {
      'count-audit': countAudit,
      'sweep-idempotency-keys': sweepIdempotencyKeys,
      ...together(features, 'work'),
    },
    crons: {
      'count-audit': '29 3 * * *',
      'sweep-idempotency-keys': '11 3 * * *',
      ...together(features, 'crons'),
    },
    files: features.find(({ files }) => files)?.files ?? null,
    demo: description.demo ?? null,
    prepare: description.prepare ?? null,
    publicKeys: description.publicKeys ?? null,
  }
}
