import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getOperationAST, Kind, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { root } from '../start/config.ts'
import { CostModel, costLimit, tooExpensive } from './cost.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const hospital = new CostModel(
  buildSchema(read('schema/api.graphql')),
  parse(read('schema/supergraph.graphql')),
)

const sdl = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    pet(id: ID, filter: Filter, filters: [Filter!]): Pet
    pets(first: Int = 20, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"])
    latest(first: Int! = 5): [Pet] @listSize(slicingArguments: ["first"])
    all: [Pet] @listSize(assumedSize: 30)
    some: [Pet]
    names: [String]
    scans: [Scan] @listSize(assumedSize: 2)
    report(format: String @cost(weight: 7)): Int @cost(weight: 50)
  }
  type Mutation { rename: Pet @cost(weight: 10) }
  type Page { nodes: [Pet] others: [Pet] total: Int @cost(weight: 5) }
  type Pet { id: ID name: String friends(first: Int! = 10): [Pet] @listSize(slicingArguments: ["first"]) page(first: Int! = 10): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) }
  type Scan @cost(weight: 8) { pet: Pet image: Image }
  scalar Image @cost(weight: 3)
  input Filter { name: String @cost(weight: 4) and: [Filter!] age: Int }
`
const small = new CostModel(buildSchema(sdl), parse(sdl))

function costOf(query: string, variables: Record<string, unknown> = {}, model = small, name?: string) {
  const document = parse(query)
  return model.compile(document, getOperationAST(document, name)!)(variables)
}

describe('The cost of an operation', () => {
  test.each([
    ['an object costs 1 and its scalars nothing', '{ pet { id name } }', 1],
    ['every alias counts', '{ a: pet { id } b: pet { id } }', 2],
    ['that of a scalar too, in each object', '{ all { id: id a: id b: __typename ... { c: id } } }', 120],
    ['a list that says nothing counts as 10', '{ some { id } }', 10],
    ['a list counts at its assumed size', '{ all { id } }', 30],
    ['a list of scalars costs nothing', '{ names }', 0],
    ['a list is as long as its slicing argument', '{ latest(first: 3) { id } }', 3],
    ['or as the argument’s default', '{ latest { id } }', 5],
    ['the largest slicing argument counts', '{ pets(first: 3, last: 4) { nodes { id } } }', 5],
    [
      'a size given above holds for the sized fields and no others',
      '{ pets(first: 3) { nodes { id } others { id } } }',
      14,
    ],
    ['lists multiply', '{ latest(first: 3) { friends(first: 4) { id } } }', 15],
    ['a size below a list is its own', '{ all { page(first: 2) { nodes { id } } } }', 120],
    ['a type has the weight it declares, scalars too', '{ scans { image pet { id } } }', 24],
    ['a field’s weight comes on top, once', '{ report }', 50],
    ['an argument’s weight counts when it is given', '{ report(format: "pdf") }', 57],
    ['an input field’s weight counts wherever it is filled', '{ pet(filter: { age: 3 }) { id } }', 1],
    [
      'also inside of other inputs and lists',
      '{ pet(filters: [{ name: "a", and: [{ name: "b" }] }, { name: null }]) { id } }',
      9,
    ],
    [
      'a fragment counts wherever it is spread',
      '{ pet { ...P } all { ...P } } fragment P on Pet { friends { id } }',
      341,
    ],
    [
      'a size given above holds inside of fragments',
      '{ pets(first: 3) { ...P } } fragment P on Page { ... on Page { nodes { id } } }',
      4,
    ],
    ['a mutation costs more than a read', 'mutation { rename { id } }', 11],
    [
      'what the schema tells of itself costs the same however much it is, and a name of a type nothing',
      '{ __schema { types { name fields { name } } } __type(name: "Pet") { name } __typename }',
      10_000,
    ],
  ])('%s', (_rule, query, cost) => {
    expect(costOf(query)).toBe(cost)
  })

  test('variables decide as values do, with their defaults', () => {
    const query = `query ($first: Int! = 7, $filter: Filter = { name: "x" }) { latest(first: $first) { id } pet(filter: $filter) { id } }`
    expect(costOf(query)).toBe(7 + 4 + 1)
    expect(costOf(query, { first: 2, filter: { age: 1 } })).toBe(2 + 1)
    expect(costOf(query, { first: 2, filter: null })).toBe(2 + 1)
    expect(costOf('query ($first: Int) { pets(first: $first) { nodes { id } } }')).toBe(1 + 20)
    const nested = 'query ($name: String) { pet(filter: { and: [{ name: $name }] }) { id } }'
    expect([costOf(nested), costOf(nested, { name: 'x' })]).toEqual([1, 5])
  })

  test('a page of a negative or absurd size does not make it cheaper', () => {
    expect(costOf('{ latest(first: -5) { friends { id } } }')).toBe(5 * 11)
    expect(costOf('query ($first: Int!) { latest(first: $first) { id } }', { first: -5 })).toBe(5)
    expect(costOf('{ latest(first: 2000000000) { friends(first: 2000000000) { id } } }')).toBe(
      Number.MAX_SAFE_INTEGER,
    )
  })

  test('it is compiled once, and a variable that is no size changes nothing', () => {
    const document = parse('query ($id: ID) { pet(id: $id) { friends { id } } }')
    const cost = small.compile(document, getOperationAST(document)!)
    expect([cost({}), cost({ id: 'x' }), cost({ first: 100 })]).toEqual([11, 11, 11])
  })

  test.each([
    ['without variables', '10'],
    ['with variables', '$first'],
  ])('fragments that spread each other twice are analysed once each, %s', (_how, first) => {
    let looked = 0
    const page = (n: number) =>
      `fragment F${n} on Page { a: nodes { page(first: ${first}) { ...F${n + 1} } } b: nodes { page(first: ${first}) { ...F${n + 1} } } }`
    const bomb = Array.from({ length: 60 }, (_, n) => page(n)).join('\n')
    const query = `query (${first === '$first' ? '$first: Int!' : '$other: Int'}) { pets { ...F0 } } ${bomb} fragment F60 on Page { total }`
    const document = parse(query)
    const cost = small.compile(document, getOperationAST(document)!)
    const variables = {
      get first() {
        looked += 1
        return 10
      },
    }
    expect(cost(variables)).toBe(Number.MAX_SAFE_INTEGER)
    expect(looked).toBeLessThan(1_000)
  })
})

describe('AU5: an operation that asks for too much is refused before it runs', () => {
  test('the refusal tells the cost and the limit', () => {
    const query = `{ owners { nodes { ${'pets { nodes { owner { '.repeat(5)} id ${'} } }'.repeat(5)} } } }`
    const cost = costOf(query, {}, hospital)
    expect(tooExpensive(cost)?.extensions).toEqual({
      code: 'QUERY_TOO_EXPENSIVE',
      cost,
      limit: costLimit,
    })
    expect(cost).toBeGreaterThan(costLimit)
    expect(tooExpensive(costLimit)).toBeNull()
  })

  test('depth alone costs nothing', () => {
    const query = `query ($id: ID!) { appointment(id: $id) { pet { owner { pets(first: 1) { nodes { owner { name } } } } } } }`
    expect(costOf(query, { id: 'x' }, hospital)).toBe(6)
  })

  test('searching, counting a whole list and signing in have their declared costs', () => {
    const pets = (filter: string, more = '') =>
      `{ pets(first: 5, filter: { ${filter} }) { nodes { id } ${more} } }`
    expect(costOf(pets('status: ACTIVE'), {}, hospital)).toBe(6)
    expect(costOf(pets('search: "bela"'), {}, hospital)).toBe(16)
    expect(costOf(pets('status: ACTIVE', 'totalCount'), {}, hospital)).toBe(16)
    const login = 'mutation { login(input: { email: "a", password: "b" }) { accessToken } }'
    expect(costOf(login, {}, hospital)).toBe(101)
  })

  test('every page of the web client costs a fifth of the limit at most', () => {
    const files = readdirSync(join(root, 'web/src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.graphql'),
    )
    const all = files.map((file) => read(join('web/src', file))).join('\n')
    const names = parse(all).definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION && node.name ? [node.name.value] : [],
    )
    const costs = names.map((name) => [name, costOf(all, {}, hospital, name)] as const)
    expect(costs.length).toBeGreaterThan(20)
    const table = costs.toSorted(([, a], [, b]) => b - a).map(([name, cost]) => `${cost} ${name}`)
    process.stdout.write(`${table.join('\n')}\n`)
    expect(costs.filter(([, cost]) => cost > costLimit / 5)).toEqual([])
  })
})
