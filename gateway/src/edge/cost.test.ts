import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getOperationAST, Kind, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { root } from '../start/config.ts'
import { costLimit, tooExpensive } from './cost.ts'

const schema = buildSchema(readFileSync(join(root, 'schema/api.graphql'), 'utf8'))

function refusalOf(query: string, variables: Record<string, unknown> = {}, name?: string) {
  const document = parse(query)
  return tooExpensive(schema, document, getOperationAST(document, name)!, variables)
}

describe('AU5: an operation that asks for too much is refused before it runs', () => {
  test('nested lists multiply, and the refusal tells the cost and the limit', () => {
    const query = `{ owners { nodes { ${'pets { nodes { owner { '.repeat(5)} id ${'} } }'.repeat(5)} } } }`
    const refusal = refusalOf(query)
    expect(refusal?.extensions).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE', limit: costLimit })
    expect(refusal?.extensions['cost']).toBeGreaterThan(costLimit)
  })

  test('the size of a page counts, also from a variable and for every alias', () => {
    const query = `query ($first: Int!) { pets(first: $first) { nodes { appointments(first: $first) { nodes { id } } } } }`
    expect(refusalOf(query, { first: 10 })).toBeNull()
    const aliases = Array.from(
      { length: 6 },
      (_, n) => `a${n}: pets(first: 100) { nodes { appointments(first: 100) { nodes { id } } } }`,
    )
    expect(refusalOf(`{ ${aliases.join(' ')} }`)).not.toBeNull()
  })

  test('the default of a variable counts too', () => {
    const query = `query ($first: Int = 100) { pets(first: $first) { nodes { owner { pets(first: $first) { nodes { appointments(first: $first) { nodes { id } } } } } } } }`
    expect(refusalOf(query)?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
    expect(refusalOf(query, { first: 10 })).toBeNull()
  })

  test('fragments that double themselves are counted without being unfolded', () => {
    const bomb = Array.from(
      { length: 60 },
      (_, n) =>
        `fragment F${n} on Owner { a: pets { nodes { owner { ...F${n + 1} } } } b: pets { nodes { owner { ...F${n + 1} } } } }`,
    )
    const query = `{ owners { nodes { ...F0 } } } ${bomb.join('\n')} fragment F60 on Owner { id }`
    expect(refusalOf(query)?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
  })

  test('depth alone costs nothing', () => {
    const query = `query ($id: ID!) { appointment(id: $id) { pet { owner { pets(first: 1) { nodes { owner { name } } } } } } }`
    expect(refusalOf(query, { id: 'x' })).toBeNull()
  })

  test('every operation of the web client is far below the limit', () => {
    const folder = join(root, 'web/src')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.graphql'),
    )
    const all = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
    const names = parse(all).definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION && node.name ? [node.name.value] : [],
    )
    expect(names.length).toBeGreaterThan(20)
    for (const name of names) expect([name, refusalOf(all, {}, name)]).toEqual([name, null])
  })
})
