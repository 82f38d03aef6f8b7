import { type DocumentNode, getOperationAST, type GraphQLError, parse } from 'graphql'
import { expect, test } from 'vitest'
import { systemRequest } from '@vetgraph/kit/context'
import type { Operation, Result, SubgraphLink } from '../link.ts'
import { Planner } from '../subscriptions/plan.ts'
import { zoo, zooLink } from '../testing/zoo.ts'
import { compileMistakes } from '../operations/variables.ts'
import { Engine } from './engine.ts'

const planner = new Planner(zoo.supergraph, zoo.schema)

async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  link: (service: string, asked: Operation[]) => Pick<SubgraphLink, 'execute'> = zooLink,
) {
  const asked: Operation[] = []
  const engine = new Engine({
    schemas: planner.schemas,
    planOf: (document: DocumentNode) => planner.build(document),
    linkOf: (service) => link(service, asked) as SubgraphLink,
  })
  const request = systemRequest('test')
  const document = parse(query)
  const errors = compileMistakes(zoo.schema, document, getOperationAST(document)!)(variables)
  const result =
    errors.length > 0 ? { errors } : await engine.prepare(document, undefined)({ variables, request })
  const representations = asked.flatMap(({ variables }) => (variables?.['representations'] as object[]) ?? [])
  return { ...result, asked, representations }
}

/** A subgraph that answers what it is told to, whatever it was asked. */
const answering = (result: unknown) => (_service: string, asked: Operation[]) => ({
  execute: async (operation: Operation) => {
    asked.push(operation)
    return result as Result
  },
})

test('an entity that stands in several places is asked for once and answered in all', async () => {
  const { data, representations } = await ask('{ maybe { home { id } } }')
  expect(representations).toEqual(['d1', 'd6', 'd3'].map((id) => ({ __typename: 'Dog', id })))
  const [one, , again] = (data as { maybe: unknown[] }).maybe
  expect([one, again]).toEqual([{ home: { id: 'h1' } }, { home: { id: 'h1' } }])
})

test('an error of an entity that was asked for once is told at every place of it', async () => {
  const { data, errors } = await ask('{ maybe { lastVet { phone } } }')
  expect(data).toMatchObject({
    maybe: [{ lastVet: { phone: null } }, null, {}, { lastVet: null }, { lastVet: null }],
  })
  expect(errors).toMatchObject([0, 2].map((at) => ({ path: ['maybe', at, 'lastVet', 'phone'] })))
})

test('errors in lists of lists have their real path', async () => {
  const { errors } = await ask('{ matrix { lastVet { phone } } }')
  expect(errors).toMatchObject([
    { path: ['matrix', 0, 0, 'lastVet', 'phone'] },
    { path: ['matrix', 2, 0, 'lastVet', 'phone'] },
  ])
})

test('the answer has the order of the selections, whichever subgraph answers first', async () => {
  const { data } = await ask(`{ dog(id: "d1") { home { street } ...more id __typename } kind: __typename }
    fragment more on Dog { called: name vet { name } }`)
  expect(JSON.stringify(data)).toBe(
    '{"dog":{"home":{"street":"Street h1"},"called":"Name 1","vet":{"name":"Vet v1"},"id":"d1","__typename":"Dog"},"kind":"Query"}',
  )
})

test('conditions hold for each request, by the default when nothing is given', async () => {
  const query = `query ($home: Boolean!, $vet: Boolean = true) {
    dog(id: "d1") { id home @include(if: $home) { id } vet @skip(if: $vet) { id } } }`
  expect((await ask(query, { home: false })).asked).toHaveLength(1)
  expect((await ask(query, { home: false })).data).toEqual({ dog: { id: 'd1' } })
  expect((await ask(query, { home: true, vet: false })).data).toEqual({
    dog: { id: 'd1', home: { id: 'h1' }, vet: { id: 'v1' } },
  })
})

test('a condition that is null is refused, also where a default lets null through', async () => {
  const query = 'query ($vet: Boolean = true) { dog(id: "d1") { vet @skip(if: $vet) { id } } }'
  const { data, errors, asked } = await ask(query, { vet: null })
  expect([data, (errors as readonly GraphQLError[]).map(({ message }) => message), asked]).toEqual([
    undefined,
    ['Variable "$vet" is a condition and must not be null.'],
    [],
  ])
})

test('a null in a non-null field makes its parents null and is explained once', async () => {
  const { data, errors, extensions } = await ask('{ vets { id name } }')
  expect(data).toEqual({ vets: [{ id: 'v0', name: 'Vet v0' }, null, null] })
  expect(errors).toMatchObject([{ path: ['vets', 1, 'name'] }])
  expect(extensions).toBeUndefined()
  // d6 exists only in the subgraph that refers to it.
  const gone = await ask('{ dogs { vet { id } } }')
  expect(gone.data).toBeNull()
})

test('an unexplained null is reported in the extensions', async () => {
  const { data, errors, extensions } = await ask('{ maybe { id vet { id } } }', {}, (service, asked) => ({
    execute: async (operation) => {
      if (service === 'animals') return zooLink(service, asked).execute(operation, systemRequest('test'))
      return { data: { _entities: [null, null, null] } }
    },
  }))
  expect(errors).toBeUndefined()
  expect(data).toEqual({ maybe: [null, null, null, null, null] })
  expect(extensions?.['valueCompletion']).toHaveLength(4)
})

test.each([
  ['a text for a list', { data: { dogs: 'many' } }],
  ['a number for an object', { data: { dogs: [7] } }],
  ['a type that there is not', { data: { dogs: [{ __typename: 'Dragon', id: 'x' }] } }],
  ['nothing', { data: null }],
])('a subgraph that answers %s costs its own fields, not the process', async (_what, result) => {
  const { data } = await ask('{ dogs { id } }', {}, answering(result))
  expect(data).toBeNull()
})

test('a value of a wrong type becomes null', async () => {
  const lie = { data: { things: [{ __typename: 'Cat', id: 1, lives: 'nine', anything: [{ a: 1 }] }] } }
  const { data, extensions } = await ask(
    '{ things { ... on Cat { id lives anything } } }',
    {},
    answering(lie),
  )
  expect(data).toEqual({ things: [{ id: 1, lives: null, anything: [{ a: 1 }] }] })
  expect(extensions?.['valueCompletion']).toMatchObject([{ path: ['things', 0, 'lives'] }])
})

test('texts repeated by aliases are refused before they exhaust memory', async () => {
  const aliases = Array.from({ length: 40 }, (_, n) => `name${n}`)
  const long = 'x'.repeat(1_000_000)
  const query = (names: string[]) => `{ dog(id: "d1") { ${names.map((name) => `${name}: name`).join(' ')} } }`
  const dog = (names: string[]) =>
    answering({ data: { dog: Object.fromEntries(names.map((name) => [name, long])) } })
  const few = aliases.slice(0, 30)
  expect((await ask(query(few), {}, dog(few))).errors).toBeUndefined()
  await expect(ask(query(aliases), {}, dog(aliases))).rejects.toMatchObject({
    extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 32_000_000 },
  })
})

test('a wrong number of entities is an error', async () => {
  const { data, errors } = await ask('{ maybe { id lastVet { id } } }', {}, (service, asked) =>
    service === 'animals' ? zooLink(service, asked) : answering({ data: { _entities: [] } })(service, asked),
  )
  expect(data).toMatchObject({ maybe: [{ id: 'd1', lastVet: null }, null, {}, {}, {}] })
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }])
})

test('a subgraph that throws costs its own fields', async () => {
  const { data, errors } = await ask('{ dog(id: "d1") { id lastVet { id } } }', {}, (service, asked) => ({
    execute: async (operation) => {
      if (service === 'vets') throw new Error('socket hang up')
      return zooLink(service, asked).execute(operation, systemRequest('test'))
    },
  }))
  expect(data).toEqual({ dog: { id: 'd1', lastVet: null } })
  expect(errors).toMatchObject([{ path: ['dog'] }])
})

const away = { data: null, errors: [{ message: 'away', extensions: { code: 'UNAVAILABLE' } }] }

test.each([
  ['answers nothing but an error', answering(away)],
  ['answers an error with an empty path', answering({ ...away, errors: [{ ...away.errors[0], path: [] }] })],
  ['answers what is no answer', answering({ data: 'data' })],
  [
    'throws',
    () => ({
      execute: async () => {
        throw new Error('socket hang up')
      },
    }),
  ],
])('a subgraph that %s is told at every root field that it was asked for', async (_what, link) => {
  const query = `query ($yes: Boolean!, $no: Boolean = true) {
    toy { label } mine: maybe { id } ...more
    dog(id: "d1") @include(if: $yes) { id } other: dog(id: "d3") @skip(if: $no) { id } }
    fragment more on Query { first { __typename } }`
  const pathsWith = async (yes: boolean) => {
    const { errors } = await ask(query, { yes }, link)
    return (errors as GraphQLError[]).map(({ path }) => path?.join()).sort()
  }
  expect(await pathsWith(true)).toEqual(['dog', 'first', 'mine', 'toy'])
  expect(await pathsWith(false)).toEqual(['first', 'mine', 'toy'])
})

test('JSON of a subgraph cannot reach into the process', async () => {
  const evil = JSON.parse(
    '{"data":{"dogs":[{"id":"d1","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}}',
  )
  await ask('{ dogs { id } }', {}, answering(evil))
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('response names that equal inherited property names work like others', async () => {
  const { data } = await ask(
    '{ dog(id: "d1") { constructor: name toString: home { hasOwnProperty: street } } }',
  )
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    dog: { constructor: 'Name 1', toString: { hasOwnProperty: 'Street h1' } },
  })
})

test('introspection is answered beside data, with variables and fragments', async () => {
  const { data } = await ask(
    `query ($name: String!) { toy { label } __schema { queryType { ...named } } dog: __type(name: $name) { ...named } }
     fragment named on __Type { name }`,
    { name: 'Dog' },
  )
  expect(data).toEqual({
    toy: { label: 'ball' },
    __schema: { queryType: { name: 'Query' } },
    dog: { name: 'Dog' },
  })
})

test('a write is completed by the other subgraphs as a query is', async () => {
  const { data, asked } = await ask(
    'mutation { hire(name: "a") { name patients { nick } } dismiss(id: "v1") }',
  )
  expect(asked[0]?.query).toContain('mutation')
  expect(asked).toHaveLength(2)
  expect(data).toBeNull()
  const { data: kept } = await ask(
    'mutation { hire(name: "a") { name patients { id size } } dismiss(id: "v1") }',
  )
  expect(kept).toBeNull()
  const { data: whole } = await ask('mutation { hire(name: "a") { name } dismiss(id: "v1") }')
  expect(whole).toEqual({ hire: { name: 'Vet v2' }, dismiss: null })
})

test('a value that does not fit its variable is refused before anything is asked', async () => {
  const { errors, asked, data } = await ask('query ($id: ID!) { dog(id: $id) { id } }', { id: null })
  expect(errors).toHaveLength(1)
  expect(data).toBeUndefined()
  expect(asked).toEqual([])
})
