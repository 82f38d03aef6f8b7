import { getOperationAST, parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { systemRequest } from '@vetgraph/kit/context'
import type { Result } from '../link.ts'
import { executorsOf, PlannedGraph } from '../testing/executors.ts'
import { queriesOver } from '../testing/queries.ts'
import { zoo, zooId, zooLink } from '../testing/zoo.ts'
import { canonical } from './canonical.ts'
import { shapedBy } from './shape.ts'

const canonicalOf = (query: string) => {
  const document = parse(query)
  return canonical(zoo.schema, { document, definition: getOperationAST(document)! })
}
const keyOf = (query: string) => canonicalOf(query).key

const plain = 'query ($id: ID!) { dog(id: $id) { id name vet { name phone } home { street } } }'

test.each([
  [
    'other names',
    'query ($id: ID!) { a: dog(id: $id) { b: id c: name d: vet { name phone } home { e: street } } }',
  ],
  ['an operation name', 'query Q($id: ID!) { dog(id: $id) { id name vet { name phone } home { street } } }'],
  ['white space and commas', 'query($id:ID!){dog(id:$id){id,name,vet{name,phone},home{street}}}'],
  ['another order', 'query ($id: ID!) { dog(id: $id) { home { street } vet { phone name } name id } }'],
  [
    'a field asked twice',
    'query ($id: ID!) { dog(id: $id) { id x: id name n: name vet { name phone } home { street } } }',
  ],
  [
    'a field in two parts',
    'query ($id: ID!) { dog(id: $id) { id vet { name } name vet { phone } home { street } } }',
  ],
  [
    'fragments of the type that it has',
    `query ($id: ID!) { dog(id: $id) { ...F ... on Dog { vet { ...V } } ... { home { street } } } }
     fragment F on Dog { id name } fragment V on Vet { name phone }`,
  ],
])('%s make no other subscription', (_what, query) => {
  expect(keyOf(query)).toBe(keyOf(plain))
})

test.each([
  ['another field', plain.replace('phone', '__typename')],
  ['another argument', plain.replaceAll('$id', '$other')],
  ['a literal', 'query { dog(id: "d1") { id name vet { name phone } home { street } } }'],
  ['a condition', plain.replace('phone', 'phone @include(if: true)')],
  ['another type of a variable', plain.replace('ID!', 'ID! = "d1"')],
])('%s makes another', (_what, query) => {
  expect(keyOf(query)).not.toBe(keyOf(plain))
})

test('each subscriber gets its own aliases and order, with errors at null fields', async () => {
  const planned = new PlannedGraph(zoo)
  const { ours } = executorsOf(planned, (service) => zooLink(service), systemRequest('canonical'))
  const queries = queriesOver(zoo.schema, 60, zooId, 4)
  let withErrors = 0
  for (const { query, variables = {} } of queries) {
    const { document, shape } = canonicalOf(query)
    const [asked, run] = [await ours({ query, variables }), await ours({ query: print(document), variables })]
    const shaped = shapedBy(shape)({ data: run.data ?? null, errors: run.errors } as Result)
    expect(JSON.stringify(shaped.data), query).toBe(JSON.stringify(asked.data))
    // Which of several holes explains a null depends on the order of the fields.
    expect(Boolean(shaped.errors), query).toBe(Boolean(asked.errors))
    for (const { path = [] } of shaped.errors ?? []) {
      const value = path.reduce<unknown>(
        (inner, key) => (inner as Record<string, unknown> | null)?.[key],
        shaped.data,
      )
      expect(value ?? null, query).toBeNull()
    }
    if (asked.errors) withErrors += 1
  }
  expect(withErrors).toBeGreaterThan(5)
})

test('names that every object has are names like others', () => {
  const { shape } = canonicalOf('{ __proto__: dog(id: "d1") { constructor: name toString: id } }')
  const { data } = shapedBy(shape)({ data: { dog: { id: 'd1', name: 'Rex' } } })
  expect(JSON.stringify(data)).toBe('{"__proto__":{"constructor":"Rex","toString":"d1"}}')
})

test('one event is given the same names once, however many asked under them', () => {
  const form = shapedBy(canonicalOf('{ a: dog(id: "d1") { id } }').shape)
  const event: Result = { data: { dog: { id: 'd1' } } }
  expect(form(event)).toBe(form(event))
  expect(form({ data: null, extensions: { resync: true } })).toEqual({
    data: null,
    extensions: { resync: true },
  })
})
