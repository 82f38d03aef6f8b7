import { buildSchema, Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { mistakesInVariables } from './variables.ts'

const schema = buildSchema(`
  enum Species { DOG CAT }
  input Filter { name: String species: Species }
  type Query { sum(of: [Int!]!): Int found(by: Filter!): Int }`)

function mistakesIn(query: string, variables: Record<string, unknown>) {
  const [definition] = parse(query).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
  return mistakesInVariables(schema, definition.variableDefinitions ?? [], variables)
}

const sum = 'query ($of: [Int!]!) { sum(of: $of) }'

test('of thirty thousand wrong values the first ten are told, so that they cannot fill the memory', () => {
  const mistakes = mistakesIn(sum, { of: Array.from({ length: 30_000 }, () => 'one') })
  expect(mistakes).toHaveLength(10)
  for (const { message } of mistakes)
    expect(message).toMatch(/^Variable "\$of" got invalid value "one" at "of\[\d\]"/)
})

test.each([
  [{ naem: 'Ida' }, 'Field "naem" is not defined by type "Filter".'],
  [{ species: 'DOGS' }, 'Value "DOGS" does not exist in "Species" enum.'],
])('no mistake suggests names of the schema: %j', (by, told) => {
  const [mistake] = mistakesIn('query ($by: Filter!) { found(by: $by) }', { by })
  expect(mistake?.message.endsWith(told)).toBe(true)
  expect(mistake?.nodes).toHaveLength(1)
})

test('values that fit are no mistake', () => {
  expect(mistakesIn(sum, { of: [1, 2] })).toEqual([])
})
