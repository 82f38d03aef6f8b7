import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { TakenNamesRule } from './taken-names.ts'

const schema = buildSchema(`
  type Query { pet: Pet }
  type Pet { id: ID! name: String! weight: Weight }
  type Weight { grams: Int! }
`)

const mistakesIn = (text: string) =>
  validate(schema, parse(text), [TakenNamesRule]).map(({ message }) => message)

test.each([
  ['{ pet { id: name } }', '"id" names a field of its own on type "Pet"; call "name" something else.'],
  [
    '{ pet { ...P } } fragment P on Pet { __typename: name }',
    '"__typename" names a field of its own on type "Pet"; call "name" something else.',
  ],
])('%s asks for another field where the gateway asks for its own', (text, message) => {
  expect(mistakesIn(text)).toEqual([message])
})

test.each(['{ pet { id: id name: id id2: name } }', '{ id: pet { weight { id: grams } } }'])(
  '%s takes nothing from the gateway',
  (text) => {
    expect(mistakesIn(text)).toEqual([])
  },
)
