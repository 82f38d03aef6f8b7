import { buildOperationContext } from '@apollo/gateway'
import { type DocumentNode, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pino } from 'pino'
import { systemRequest } from '@vetgraph/kit/context'
import { asRole, cloneDatabase } from '@vetgraph/kit/testing'
import { compose } from '../compose.ts'
import type { SubgraphLink } from '../link.ts'
import { loadDemo } from '../start/hospital.ts'
import { loadDefinitions, Subgraphs } from '../subgraphs.ts'
import { Planner } from '../subscriptions/plan.ts'
import { fixture, uuidOf } from '../testing/fixture.ts'
import { type IdFor, queriesOver } from '../testing/queries.ts'
import { zoo, zooLink } from '../testing/zoo.ts'
import { Engine } from './engine.ts'
import type { Raw } from './plan.ts'
import { runStock } from './stock.ts'

type Ask = (service: string) => Pick<SubgraphLink, 'execute'>

const variables = { yes: true }
const request = { ...systemRequest('differential'), viewer: asRole('ADMIN') }

/**
 * The errors in a form that can be compared. The stock executor counts wrong in lists in which some
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

const comparable = ({ data, errors, extensions }: Raw) => ({
  data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
  errors: told(errors),
  holes: told(extensions?.['valueCompletion'] as unknown[]),
})

/** An error is at a place where nothing is answered. */
function expectNothingAt({ data, errors = [] }: Raw, query: string) {
  for (const { path = [], extensions } of errors as GraphQLFormattedError[]) {
    if (extensions?.['code'] === 'UNAVAILABLE' || path.includes('@')) continue
    const value = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], data)
    expect(value ?? null, `${path.join('.')} of ${query}`).toBeNull()
  }
}

/** Runs one operation by the stock executor and by ours, on the same subgraphs. */
function bothOn(supergraph: string, api: GraphQLSchema, ask: Ask) {
  const planner = new Planner(supergraph, api)
  const { schemas } = planner
  const planOf = (document: DocumentNode) => planner.build(document)
  const engine = new Engine({ schemas, planOf, linkOf: ask as (service: string) => SubgraphLink })
  return async (query: string) => {
    const document = parse(query)
    const operation = buildOperationContext({ schema: api, operationDocument: document })
    const planned = { plan: planner.build(document), operation }
    const stock = await runStock(planned, schemas, { variables, request, ask })
    const ours = await engine.execute({ hash: query, document, operationName: undefined, variables, request })
    expectNothingAt(ours, query)
    return { stock: comparable(stock), ours: comparable(ours), query }
  }
}

async function expectNoDifference(both: ReturnType<typeof bothOn>, queries: readonly string[]) {
  let withData = 0
  for (const query of queries) {
    const { ours, stock } = await both(query)
    expect(ours, query).toEqual(stock)
    if (Object.keys(ours.data ?? {}).length > 0) withData++
  }
  // A comparison of nothing with nothing would prove nothing.
  expect(withData).toBeGreaterThan(queries.length / 4)
}

describe('our engine and the stock executor give the same', () => {
  const zooId: IdFor = (_name, answered, random) =>
    JSON.stringify(
      { Dog: ['d1', 'd3', 'd4', 'x'], Home: ['h0', 'h1'] }[answered]?.[Math.floor(random() * 2)] ?? 'v0',
    )

  test('over the zoo, with its abstract types, requirements, holes and errors', async () => {
    const both = bothOn(zoo.supergraph, zoo.schema, (service) => zooLink(service))
    await expectNoDifference(both, queriesOver(zoo.schema, 400, zooId))
  })

  test.each(['homes', 'vets', 'animals'])('when the %s are away', async (away) => {
    const both = bothOn(zoo.supergraph, zoo.schema, (service) => zooLink(service, [], away))
    for (const query of queriesOver(zoo.schema, 100, zooId)) {
      const { ours, stock } = await both(query)
      expect(ours, query).toEqual(stock)
    }
  })

  describe('over real subgraphs', () => {
    let database: Awaited<ReturnType<typeof cloneDatabase>>
    let small: Subgraphs
    let hospital: Subgraphs
    beforeAll(async () => {
      database = await cloneDatabase()
      const log = pino({ level: 'silent' })
      const definitions = await loadDefinitions()
      await loadDemo(database, definitions, { pets: 30, years: 1 })
      hospital = new Subgraphs({ placement: { local: definitions, remote: {} }, database, log, poolSize: 2 })
      small = new Subgraphs({ placement: { local: fixture, remote: {} }, database, log, poolSize: 1 })
    }, 120_000)
    afterAll(async () => {
      await hospital.stop()
      await small.stop()
      await database.drop()
    })

    test('of the fixture', async () => {
      const { supergraph, schema } = compose(fixture)
      const both = bothOn(supergraph, schema, (service) => small.links.get(service)!)
      const idFor: IdFor = (_name, _answered, random) => JSON.stringify(uuidOf(Math.floor(random() * 5)))
      await expectNoDifference(both, queriesOver(schema, 200, idFor))
    })

    test('of the hospital', async () => {
      const { supergraph, schema } = compose(await loadDefinitions())
      const both = bothOn(supergraph, schema, (service) => hospital.links.get(service)!)
      const { ours } = await both(`{
        Pet: pets(first: 5) { nodes { id } } Owner: owners(first: 5) { nodes { id } }
        Appointment: appointments(first: 5) { nodes { id } } Invoice: invoices(first: 5) { nodes { id } }
        MedicalRecord: medicalRecords(first: 5) { nodes { id } } User: users(first: 5) { nodes { id } }
        InventoryItem: inventoryItems(first: 5) { nodes { id } } locations { id } appointmentTypes { id } }`)
      expect(ours.errors).toBeUndefined()
      const lists = ours.data as Record<string, Array<{ id: string }> & { nodes: Array<{ id: string }> }>
      const idFor: IdFor = (name, answered, random) => {
        const asked = { locationId: 'locations', typeId: 'appointmentTypes', vetId: 'User' }[name] ?? answered
        const list = lists[asked]?.nodes ?? lists[asked] ?? []
        return JSON.stringify(list[Math.floor(random() * list.length)]?.id ?? uuidOf(1))
      }
      await expectNoDifference(both, queriesOver(schema, 200, idFor, 6))
    }, 180_000)
  })
})
