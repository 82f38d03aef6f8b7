import { printSchemaWithDirectives } from '@graphql-tools/utils'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { declareCosts } from './cost.ts'

const schema = buildSchema(`
  directive @cost(weight: Int!) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  type Query {
    pets(first: Int, filter: Filter): PetConnection
    next(first: Int): [String]
    first(first: Int): String
    "The diary."
    visits: [String] @listSize(assumedSize: 100)
    best(first: Int): [String] @listSize(assumedSize: 3)
  }
  type Mutation {
    rename: String
    "Signs in."
    login: String @cost(weight: 100)
  }
  type PetConnection { nodes: [String] }
  input Filter {
    "Words."
    search: String @cost(weight: 10)
  }
`)
declareCosts(schema)
const printed = printSchemaWithDirectives(schema)

test.each([
  [
    'a connection is sized by `first`',
    'PetConnection @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)',
  ],
  [
    'so is a list that takes `first`',
    'next(first: Int): [String] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)',
  ],
  ['what is no list has no size', 'first(first: Int): String\n'],
  ['what a field declares itself stays', 'best(first: Int): [String] @listSize(assumedSize: 3)\n'],
  ['a mutation costs 10', 'rename: String @cost(weight: 10)\n'],
  ['unless it says otherwise', 'login: String @cost(weight: 100)\n'],
])('%s', (_rule, text) => {
  expect(printed).toContain(text)
})

test('callers read in the description what a directive says', () => {
  const described = (type: string, field: string) =>
    (
      schema.getType(type) as unknown as { getFields: () => Record<string, { description?: string }> }
    ).getFields()[field]!.description
  expect(described('Query', 'visits')).toBe('The diary. Counts as 100 in an operation’s cost.')
  expect(described('Mutation', 'login')).toBe('Signs in. Costs 100.')
  expect(described('Filter', 'search')).toBe('Words. Costs 10.')
})
