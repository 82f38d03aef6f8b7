import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { PlainIntrospectionRule, reservedNamesRule } from './reserved-names.ts'

const schema = buildSchema(`
  type Query { pet: Pet }
  type Pet { id: ID! chip: ID! name: String! weight: Weight dose(of: Int): Int }
  type Weight { grams: Int! }
`)

/** As composition writes it: a pet is known by its id or its chip, and its dose needs its weight. */
const supergraph = `
  type Pet @join__type(graph: A, key: "id") @join__type(graph: B, key: "chip") {
    id: ID! chip: ID! name: String! weight: Weight
    dose(of: Int): Int @join__field(graph: B, requires: "weight { grams }")
  }
  type Weight @join__type(graph: A) { grams: Int! }
`
const rules = [reservedNamesRule(parse(supergraph)), PlainIntrospectionRule]

const mistakesIn = (text: string) => validate(schema, parse(text), rules).map(({ message }) => message)

test.each([
  ['{ pet { id: name } }', '"id" names a field of its own on type "Pet"; call "name" something else.'],
  [
    '{ pet { ...P } } fragment P on Pet { __typename: name }',
    '"__typename" names a field of its own on type "Pet"; call "name" something else.',
  ],
  ['{ pet { chip: name } }', '"chip" names a field of its own on type "Pet"; call "name" something else.'],
  [
    '{ pet { weight: name } }',
    '"weight" names a field of its own on type "Pet"; call "name" something else.',
  ],
  [
    'query ($representations: Int) { pet { dose(of: $representations) } }',
    '"$representations" is a variable of the graph’s own; call yours something else.',
  ],
  ['{ __schema { types { a: name } } }', 'What is asked of the schema itself takes no other names.'],
])('%s asks for another field where the gateway asks for its own', (text, message) => {
  expect(mistakesIn(text)).toEqual([message])
})

test.each([
  '{ pet { id: id name: id id2: name } }',
  '{ id: pet { weight { id: grams } } }',
  '{ a: __type(name: "Pet") { name } }',
])('%s takes nothing from the gateway', (text) => {
  expect(mistakesIn(text)).toEqual([])
})
