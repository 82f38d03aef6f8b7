import { buildSchema, execute, type GraphQLSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { Operation } from './operation.ts'

/** A schema with everything in which compiled code could answer differently. */
function aSchema(): GraphQLSchema {
  const schema = buildSchema(`
    enum Size { SMALL LARGE }
    input Filter { word: String = "none", size: Size, deeper: Deeper }
    input Deeper { word: String = "deep", size: Size }
    input Endless { word: String, deeper: [Endless!] }
    interface Thing { name: String! }
    type Pet implements Thing { name: String! size: Size owner: Owner required: Owner! }
    type Owner implements Thing { name: String! pets(first: Int = 2): [Pet!] }
    type Query {
      echo(filter: Filter, first: Int! = 3, endless: Endless): String
      pet(how: String): Pet
      things: [Thing]
    }`)
  const fields = (type: string) => (schema.getType(type) as never as { getFields: () => never }).getFields()
  const resolve = (type: string, field: string, resolver: (source: never, args: never) => unknown) =>
    Object.assign(fields(type)[field], { resolve: resolver })
  const pet = { __typename: 'Pet', name: 'Bella', size: 'SMALL' }
  const owner = { __typename: 'Owner', name: 'Maria' }
  resolve('Query', 'echo', (_source, args) =>
    JSON.stringify(args, ['filter', 'first', 'endless', 'word', 'size', 'deeper']),
  )
  resolve('Query', 'pet', async (_source, { how }: { how?: string }) => {
    if (how === 'missing') throw notFound('pet', 'id')
    if (how === 'broken') throw new Error('secret')
    return how === 'none' ? null : { ...pet, how }
  })
  resolve('Query', 'things', () => [pet, Promise.resolve(owner), null, new Error('lost')])
  resolve('Pet', 'owner', ({ how }: { how?: string }) => (how === 'ownerless' ? null : owner))
  resolve('Pet', 'required', ({ how }: { how?: string }) =>
    how === 'ownerless' ? null : how === 'rejected' ? Promise.reject(notFound('owner')) : owner,
  )
  resolve('Owner', 'pets', (_source, { first }: { first: number }) =>
    Array.from({ length: first }, () => pet),
  )
  return schema
}

const schema = aSchema()
const ctx = {} as Context

interface Case {
  query: string
  variables?: Record<string, unknown>
}

const shared = 'fragment F on Owner { name pets { name } }'

const cases: Case[] = [
  // One fragment at several places, with a condition at some of them only.
  ...[true, false].flatMap((yes): Case[] =>
    [
      `query($yes: Boolean!) { one: pet { owner { ...F @skip(if: $yes) } } two: pet { owner { ...F } } } ${shared}`,
      `query($yes: Boolean!) { one: pet { owner { ...F } } two: pet { owner { ...F @include(if: $yes) } } } ${shared}`,
      `query($yes: Boolean!) { pet { owner { ... @skip(if: $yes) { name pets { name } } name } } two: pet { owner { name ... @skip(if: $yes) { name } } } }`,
      `query($yes: Boolean!) { pet { owner { ...G ...H } } things { ... on Owner { ...G } } } ${shared}
       fragment G on Owner { ...F @skip(if: $yes) } fragment H on Owner { pets { size } ...F @include(if: $yes) }`,
    ].map((query) => ({ query, variables: { yes } })),
  ),
  { query: '{ pet { name size owner { name pets { name } } } }' },
  { query: 'query($n: Int) { pet { owner { pets(first: $n) { name } } } }', variables: { n: 3 } },
  { query: 'query($n: Int) { pet { owner { pets(first: $n) { name } } } }' },
  { query: 'query($n: Int! = 7) { echo(first: $n) }' },
  { query: 'query($n: Int!) { echo(first: $n) }' },
  { query: 'query($n: Int!) { echo(first: $n) }', variables: { n: '1' } },
  { query: 'query($f: Filter) { echo(filter: $f) }', variables: { f: { size: 'LARGE', deeper: {} } } },
  {
    query: 'query($f: Filter) { echo(filter: $f) }',
    variables: { f: { word: undefined, deeper: { word: undefined, size: undefined } } },
  },
  { query: 'query($f: Filter) { echo(filter: $f) }', variables: { f: { size: 'HUGE' } } },
  { query: 'query($f: Filter) { echo(filter: $f) }', variables: { f: { colour: 'red' } } },
  {
    query: 'query($e: Endless) { echo(endless: $e) }',
    variables: { e: { deeper: [{ word: 'a' }] } },
  },
  { query: 'query($h: String) { pet(how: $h) { name } }', variables: { h: 'missing' } },
  { query: 'query($h: String) { pet(how: $h) { name } }', variables: { h: 'broken' } },
  { query: 'query($h: String) { pet(how: $h) { name } }', variables: { h: 'none' } },
  {
    query: 'query($h: String) { pet(how: $h) { owner { name } required { name } } }',
    variables: { h: 'ownerless' },
  },
  {
    query: 'query($h: String) { pet(how: $h) { required { name } } }',
    variables: { h: 'rejected' },
  },
  { query: '{ things { __typename name ... on Pet { size } ...O } } fragment O on Owner { pets { size } }' },
  {
    query: 'query($yes: Boolean!) { pet { name @include(if: $yes) size @skip(if: $yes) } }',
    variables: { yes: true },
  },
  {
    query: 'query($yes: Boolean!) { pet { name @include(if: $yes) size @skip(if: $yes) } }',
    variables: { yes: false },
  },
  { query: '{ pet { __proto__: name constructor: size toString: name } }' },
  { query: '{ echo(filter: { word: "as a text", deeper: { size: SMALL } }) }' },
]

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('an operation', () => {
  it.each(cases)(
    'answers as graphql-js does, however often it is asked: $query $variables',
    async (asked) => {
      const { query, variables = {} } = asked
      const expected = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        contextValue: ctx,
      })
      const operation = new Operation(schema, query, undefined)
      for (let round = 0; round < 3; round++) {
        const { data, errors } = await operation.run(ctx, variables)
        expect(plain({ data })).toEqual(plain({ data: expected.data }))
        expect(
          (errors ?? [])
            .map(({ message, path, originalError }) => [message, path, String(originalError)])
            .sort(),
        ).toEqual(
          (expected.errors ?? [])
            .map(({ message, path, originalError }) => [message, path, String(originalError)])
            .sort(),
        )
      }
    },
  )

  it('gives what a resolver threw to whoever explains it, the very same', async () => {
    const operation = new Operation(schema, 'query($h: String) { pet(how: $h) { name } }', undefined)
    await operation.run(ctx, {})
    const { errors } = await operation.run(ctx, { h: 'missing' })
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'NOT_FOUND', details: { field: 'id' } })
  })

  it('never runs what a client wrote as text', async () => {
    const mark = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d'
    const text = `${mark}(globalThis.wasRun = true, 0)`
    const operation = new Operation(schema, `{ echo(filter: { word: ${JSON.stringify(text)} }) }`, undefined)
    for (let round = 0; round < 3; round++) {
      const { data } = await operation.run(ctx, {})
      expect(JSON.parse(String(data?.['echo']))).toMatchObject({ filter: { word: text } })
    }
    expect(globalThis).not.toHaveProperty('wasRun')
  })
})
