import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { compose } from './compose.ts'
import { undescribed } from './gen.ts'
import { fixture } from './testing/fixture.ts'

test('everything without a description is named', () => {
  const schema = buildSchema(`
    type Query { "Said." pets("Said." first: Int, after: String): [Pet] }
    "Said." type Pet { name: String }
    "Said." enum Sex { MALE }
    input Filter { sex: Sex }
  `)
  expect(undescribed(schema)).toEqual(['Query.pets(after:)', 'Pet.name', 'Sex.MALE', 'Filter', 'Filter.sex'])
})

test('the same subgraphs compose into the same text, and what clashes is said', () => {
  expect(compose(fixture)).toMatchObject({ supergraph: compose(fixture).supergraph })
  const clash = { name: 'inventory' as const, sdl: 'type Query { me: Int }' }
  expect(() => compose([...fixture, clash])).toThrow(/do not compose:\n- .*me/)
})
