import { isDeepStrictEqual } from 'node:util'
import type { FetchNode, PlanNode, SubscriptionNode } from '@apollo/query-planner'
import {
  getNamedType,
  getOperationAST,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  isCompositeType,
  isRequiredArgument,
} from 'graphql'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemRequest } from '@vetgraph/kit/context'
import { SubgraphServer } from '@vetgraph/kit/serving/server'
import type { SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'
import { asRole, cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { compose } from '../compose.ts'
import { loadDemo } from '../start/hospital.ts'
import { loadDefinitions } from '../definitions.ts'
import { Subgraphs } from '../subgraphs.ts'
import { type Ask, executorsOf, PlannedGraph } from '../testing/executors.ts'
import { fixture, uuidOf } from '../testing/fixture.ts'
import { type AskedQuery, ibmQueriesOver, type IdFor, queriesOver } from '../testing/queries.ts'
import { unmeasured, zoo, zooId, zooLink } from '../testing/zoo.ts'
import { conditionOf } from './answer.ts'
import type { Raw } from './planned.ts'
import { rootNames } from './roots.ts'

const request = { ...systemRequest('differential'), viewer: asRole('ADMIN') }

/**
 * The errors in a form that can be compared. The original executor counts wrong in lists in which some
 * elements are not asked for, so places in lists are left out here and checked by `expectNothingAt`.
 */
const told = (errors: readonly unknown[] | undefined) =>
  (errors as GraphQLFormattedError[] | undefined)
    ?.map(({ message, path, extensions: { requestId: _, ...extensions } = {} }) =>
      JSON.stringify({
        message,
        path: path?.map((key) => (typeof key === 'number' ? '#' : key)),
        extensions: Object.entries(extensions).sort(),
      }),
    )
    .sort()

/** The data as a client has it. A sealed address is another one each time, and so is a PDF, which names its time. */
const dataOf = ({ data }: Raw) =>
  JSON.parse(JSON.stringify(data ?? null), (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/^\/(documents|files)\/.*/, '/$1').replace(/^JVBERi0.*/, 'a PDF')
      : value,
  ) as object | null

/** When the whole answer is null, one field's error ended the request; whether further errors are listed depends on timing. */
const comparable = (result: Raw) => ({
  data: dataOf(result),
  errors: dataOf(result) === null ? Boolean(result.errors?.length) : told(result.errors),
  holes: told(result.extensions?.['valueCompletion'] as unknown[]),
})

/** An error is at a place where nothing is answered. */
function expectNothingAt({ data, errors = [] }: Raw, query: string) {
  for (const { path = [], extensions } of errors as GraphQLFormattedError[]) {
    if (extensions?.['code'] === 'UNAVAILABLE' || path.includes('@')) continue
    const value = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], data)
    expect(value ?? null, `${path.join('.')} of ${query}`).toBeNull()
  }
}

type Holds = (condition: string) => boolean

/** The root fetches of a plan, without entity representations. */
function rootFetches(node: PlanNode | SubscriptionNode | undefined, holds: Holds): FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node]
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((inner) => rootFetches(inner, holds))
    case 'Condition':
      return rootFetches(holds(node.condition) ? node.ifClause : node.elseClause, holds)
    default:
      return []
  }
}

/**
 * If a root fetch fails completely, the original executor reports it once without a path; we report it at each of its
 * fields.
 */
function atFields(
  graph: PlannedGraph,
  { query, variables = {} }: AskedQuery,
  { errors, ...others }: Raw,
): Raw {
  if (!errors) return others
  const document = graph.documentOf(query)
  const operation = getOperationAST(document)!
  const fetches = rootFetches(graph.planOf(document).node, (name) =>
    conditionOf({ operation }, name)(variables),
  )
  const placed = (errors as GraphQLFormattedError[]).flatMap(({ message, path, extensions }) => {
    if (path?.length) return [{ message, path, extensions }]
    const failed = fetches.filter(({ serviceName }) => serviceName === extensions?.['serviceName'])
    const names = failed.flatMap(({ operation }) => rootNames(operation, graph.graph.schema, variables))
    return names.map((name) => ({ message, path: [name], extensions }))
  })
  return { ...others, errors: placed }
}

type Executors = ReturnType<typeof executorsOf>

/**
 * Compares data, errors with codes and paths, and nulls that no error explains. Of a field that is asked for twice, once
 * under a condition, the original executor sometimes loses the value: then the stitched schema is right.
 */
async function expectAsOriginal({ ours, original, stitched }: Executors, queries: readonly AskedQuery[]) {
  let withData = 0
  let lost = 0
  for (const asked of queries) {
    const answer = await ours(asked)
    expectNothingAt(answer, asked.query)
    const other = await original(asked)
    if (dataOf(other) === null && dataOf(answer) !== null) {
      lost++
      expect(dataOf(answer), asked.query).toEqual(dataOf(await stitched(asked)))
    } else expect(comparable(answer), asked.query).toEqual(comparable(other))
    if (Object.values(answer.data ?? {}).some((value) => value !== null)) withData++
  }
  // Enough queries must return data, so that the comparison proves something.
  expect(withData).toBeGreaterThan(queries.length / 4)
  expect(lost).toBeLessThanOrEqual(Math.ceil(queries.length / 100))
}

/**
 * The data equal, and something is told by both or by neither. The stitched schema joins errors of
 * several places into one at a parent of them and leaves out positions in lists, so their paths
 * cannot be compared one by one; and after a failure it may ask for a computed field without what
 * the field requires, which its subgraph refuses: then it has nothing to compare with.
 */
async function expectAsStitched({ ours, stitched }: Executors, queries: readonly AskedQuery[]) {
  let refused = 0
  for (const asked of queries) {
    const [answer, other] = [await ours(asked), await stitched(asked)]
    const errors = (other.errors ?? []) as GraphQLFormattedError[]
    const isRefused = errors.some(({ message }) => message.includes(unmeasured))
    if (isRefused && !isDeepStrictEqual(dataOf(answer), dataOf(other))) {
      refused++
      continue
    }
    expect(dataOf(answer), asked.query).toEqual(dataOf(other))
    const says = Boolean(answer.errors ?? answer.extensions?.['valueCompletion'])
    expect(says, `${asked.query}\n${JSON.stringify(errors)}`).toBe(errors.length > 0)
  }
  expect(refused).toBeLessThanOrEqual(queries.length / 100)
}

describe('over a test schema with abstract types, requirements, missing entities and errors', () => {
  const graph = new PlannedGraph(zoo)
  const executors = executorsOf(graph, (service) => zooLink(service), request)
  const own = queriesOver(zoo.schema, 300, zooId)
  const published = ibmQueriesOver(zoo.schema, 200, zooId)

  test('our engine gives the same as the original executor', async () => {
    await expectAsOriginal(executors, own)
    await expectAsOriginal(executors, published)
  }, 120_000)

  test('our engine gives the same as a stitched schema', async () => {
    await expectAsStitched(executors, own.slice(0, 100))
    await expectAsStitched(executors, published)
  }, 120_000)

  test.each(['homes', 'vets', 'animals'])('it gives the same when the %s are away', async (away) => {
    const { ours, original } = executorsOf(graph, (service) => zooLink(service, [], away), request)
    for (const asked of own.slice(0, 60)) {
      const expected = atFields(graph, asked, await original(asked))
      expect(comparable(await ours(asked)), asked.query).toEqual(comparable(expected))
    }
  })
})

/** The audit log grows by being asked, and no signature is like another. */
const isSteady = ({ query }: AskedQuery) =>
  !/\b(auditLog|auditTerms|auditCheckpoint|verifyAuditLog|activity)\b/.test(query)

describe('over real subgraphs', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>
  const stops: Array<() => Promise<void>> = []

  beforeAll(async () => {
    database = await cloneDatabase()
    await loadDemo(database, await loadDefinitions(), { pets: 30, years: 1 })
  }, 120_000)
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop()
    await database.drop()
  })

  /** The same subgraphs twice: in the process, and each behind HTTP. */
  const at = new Date()
  /** Free times are those from now on: one moment for all. */
  const now = () => at

  async function bothTopologies(definitions: SubgraphDefinition[]): Promise<Record<'near' | 'far', Ask>> {
    const log = pino({ level: 'silent' })
    const peers: Record<string, string> = {}
    for (const definition of definitions) {
      const server = new SubgraphServer(definition, { database, port: 0, host: '127.0.0.1', peers, log, now })
      peers[definition.name] = await server.start()
      stops.push(() => server.stop())
    }
    const placement = { local: definitions, remote: {} }
    const near = new Subgraphs({ placement, database, log, now, poolSize: 2 })
    const far = new Subgraphs({ placement: { local: [], remote: peers }, database, log, now })
    stops.push(
      () => near.stop(),
      () => far.stop(),
    )
    return {
      near: (service) => near.links.get(service)!,
      far: (service) => far.links.get(service)!,
    }
  }

  async function expectNoDifference(
    graph: PlannedGraph,
    asks: Record<'near' | 'far', Ask>,
    queries: readonly AskedQuery[],
  ) {
    const near = executorsOf(graph, asks.near, request)
    const far = executorsOf(graph, asks.far, request)
    await expectAsOriginal(near, queries)
    await expectAsOriginal(far, queries.slice(0, 50))
    await expectAsStitched(near, queries.slice(0, 50))
    for (const asked of queries.slice(0, 50)) {
      expect(comparable(await far.ours(asked)), asked.query).toEqual(comparable(await near.ours(asked)))
    }
  }

  test('of the fixture, near and far, all three give the same', async () => {
    const composed = compose(fixture)
    const graph = new PlannedGraph(composed)
    const asks = await bothTopologies(fixture)
    const idFor: IdFor = (_name, _answered, random) => JSON.stringify(uuidOf(Math.floor(random() * 5)))
    await expectNoDifference(graph, asks, queriesOver(composed.schema, 100, idFor))
    await expectNoDifference(graph, asks, ibmQueriesOver(composed.schema, 60, idFor))
  }, 120_000)

  test('of the hospital, near and far, all three give the same', async () => {
    const definitions = await loadDefinitions()
    const composed = compose(definitions)
    const graph = new PlannedGraph(composed)
    const asks = await bothTopologies(definitions)
    const answer = await executorsOf(graph, asks.near, request).ours({
      query: `{
        Pet: pets(first: 5) { nodes { id } } Owner: owners(first: 5) { nodes { id } }
        Appointment: appointments(first: 5) { nodes { id } } Invoice: invoices(first: 5) { nodes { id } }
        MedicalRecord: medicalRecords(first: 5) { nodes { id } } User: users(first: 5) { nodes { id } }
        InventoryItem: inventoryItems(first: 5) { nodes { id } } locations { id } appointmentTypes { id } }`,
      variables: {},
    })
    expect(answer.errors).toBeUndefined()
    const lists = answer.data as Record<string, Array<{ id: string }> & { nodes: Array<{ id: string }> }>
    const idFor: IdFor = (name, answered, random) => {
      const asked = { locationId: 'locations', typeId: 'appointmentTypes', vetId: 'User' }[name] ?? answered
      const list = lists[asked]?.nodes ?? lists[asked] ?? []
      return JSON.stringify(list[Math.floor(random() * list.length)]?.id ?? uuidOf(1))
    }
    await expectNoDifference(graph, asks, queriesOver(composed.schema, 120, idFor, 6).filter(isSteady))
    // About six root fields in a query, however many the hospital has: one that must not be null and refuses its
    // arguments takes the data of all others with it.
    const breadthProbability = 6 / Object.keys(composed.schema.getQueryType()!.getFields()).length
    const few = { argumentsToConsider: ['first'], breadthProbability, maxDepth: 5 }
    await expectNoDifference(graph, asks, ibmQueriesOver(composed.schema, 40, idFor, few).filter(isSteady))
  }, 180_000)

  test('every list can be asked for its cursors alone', async () => {
    const definitions = await loadDefinitions()
    const composed = compose(definitions)
    const { near } = await bothTopologies(definitions)
    const { ours } = executorsOf(new PlannedGraph(composed), near, request)
    const lists = Object.values(composed.schema.getQueryType()!.getFields()).filter(
      ({ type, args }) => getNamedType(type).name.endsWith('Connection') && !args.some(isRequiredArgument),
    )
    expect(lists.length).toBeGreaterThan(10)
    for (const { name } of lists) {
      const { errors } = await ours({ query: `{ ${name}(first: 2) { edges { cursor } } }`, variables: {} })
      expect.soft(errors, name).toBeUndefined()
    }
  })

  test('every field can be asked alone, whatever columns its entity is then read with', async () => {
    const definitions = await loadDefinitions()
    const composed = compose(definitions)
    const { near } = await bothTopologies(definitions)
    const { ours } = executorsOf(new PlannedGraph(composed), near, request)
    const lists: Record<string, string> = {
      Pet: 'pets(first: 3)',
      Owner: 'owners(first: 3)',
      Appointment: 'appointments(first: 3)',
      Invoice: 'invoices(first: 3)',
      MedicalRecord: 'medicalRecords(first: 3)',
      User: 'users(first: 3)',
    }
    const visits = (below: string) => `{ appointments(first: 3) { nodes { ${below} } } }`
    const byReference: Record<string, (field: string) => string> = {
      Pet: (field) => visits(`pet { ${field} }`),
      Owner: (field) => visits(`pet { owner { ${field} } }`),
      Invoice: (field) => visits(`invoice { ${field} }`),
      MedicalRecord: (field) => visits(`pet { lastMedicalRecord { ${field} } }`),
      User: (field) => visits(`vet { ${field} }`),
      Appointment: (field) => `{ invoices(first: 3) { nodes { appointment { ${field} } } } }`,
      Species: (field) => visits(`pet { species { ${field} } }`),
      Breed: (field) => visits(`pet { breed { ${field} } }`),
      Weight: (field) => visits(`pet { weight { ${field} } }`),
      AppointmentType: (field) => visits(`type { ${field} }`),
      Room: (field) => visits(`room { ${field} }`),
      Equipment: (field) => visits(`equipment { ${field} }`),
    }
    for (const [kind, byReferenceTo] of Object.entries(byReference)) {
      const fields = (composed.schema.getType(kind) as GraphQLObjectType).getFields()
      for (const { name, type, args } of Object.values(fields)) {
        if (args.some(isRequiredArgument)) continue
        const field = isCompositeType(getNamedType(type)) ? `${name} { __typename }` : name
        const list = lists[kind]
        for (const query of [byReferenceTo(field), ...(list ? [`{ ${list} { nodes { ${field} } } }`] : [])]) {
          const { data, errors } = await ours({ query, variables: {} })
          expect(errors, query).toBeUndefined()
          expect(Object.values(data ?? {}), query).not.toContain(null)
        }
      }
    }
  }, 60_000)
})
