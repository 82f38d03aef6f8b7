import { buildSchema, getOperationAST, parse } from 'graphql'
import { expect, test } from 'vitest'
import { compileMistakes, tooManyValues, variableLimits } from './variables.ts'

const schema = buildSchema(`
  enum Species { DOG CAT }
  input Filter { name: String species: Species }
  type Query { sum(of: [Int!]!): Int found(by: Filter!): Int all(by: [Filter!]!): Int }`)

function mistakesIn(query: string, variables: Record<string, unknown>) {
  const document = parse(query)
  return compileMistakes(schema, document, getOperationAST(document)!)(variables)
}

const sum = 'query ($of: [Int!]!) { sum(of: $of) }'

test('of thirty thousand wrong values the first three are reported, so that errors cannot exhaust memory', () => {
  const mistakes = mistakesIn(sum, { of: Array.from({ length: 30_000 }, () => 'one') })
  expect(mistakes).toHaveLength(3)
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

const unknownFields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`field${n}`, `value ${n}`]))

test.each([
  ['unknown fields of an object', { by: unknownFields(4_000) }],
  ['an object where a text is expected', { by: { name: unknownFields(4_000) } }],
  ['a name as long as a book', { by: { ['x'.repeat(900_000)]: 1 } }],
  ['a text as long as a book where a number is expected', { by: { species: 'x'.repeat(900_000) } }],
])('no mistake quotes what was sent when that is large: %s', (_what, variables) => {
  const mistakes = mistakesIn('query ($by: Filter!) { found(by: $by) }', variables)
  expect(mistakes.length).toBeGreaterThan(0)
  for (const { message } of mistakes) expect(message.length).toBeLessThan(500)
})

test('inputs inside lists are checked up to the third mistake', () => {
  let read = 0
  const watched = new Proxy([{}], {
    get: (target, name) => {
      if (name === Symbol.iterator) {
        return function* () {
          for (; read < 1_000; read++) yield { species: 'FISH' }
        }
      }
      return Reflect.get(target, name) as unknown
    },
  })
  const mistakes = mistakesIn('query ($all: [Filter!]!) { all(by: $all) }', { all: watched })
  expect(mistakes.map(({ message }) => message)).toEqual(
    [0, 1, 2].map(
      (n) =>
        `Variable "$all" got invalid value "FISH" at "all[${n}].species"; Value "FISH" does not exist in "Species" enum.`,
    ),
  )
  expect(read).toBeLessThan(5)
})

test('a default that lets null through to a condition is refused', () => {
  const query = 'query ($if: Boolean = true) { ...F } fragment F on Query { sum(of: 1) @include(if: $if) }'
  expect(mistakesIn(query, { if: null }).map(({ message }) => message)).toEqual([
    'Variable "$if" is a condition and must not be null.',
  ])
  expect(mistakesIn(query, {})).toEqual([])
})

test.each([
  ['more values than may be checked, wherever they stand', { a: { b: [[unknownFields(5_000)]] } }, 'values'],
  ['nested without end', { a: JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`) as unknown }, 'depth'],
])('variables are counted before anything else looks at them: %s', (_what, variables, measure) => {
  expect(tooManyValues(variables as Record<string, unknown>)?.extensions).toMatchObject({
    code: 'QUERY_TOO_EXPENSIVE',
    limit: variableLimits[measure as 'values' | 'depth'],
  })
})

test('what a client sends is far below the limit', () => {
  expect(tooManyValues({ input: unknownFields(4_000), photo: 'x'.repeat(900_000) })).toBeNull()
})
