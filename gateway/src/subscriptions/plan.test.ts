import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Supergraph } from '@apollo/federation-internals'
import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { root } from '../start/config.ts'
import { personalFields } from './personal.ts'
import { Planner } from './plan.ts'

const sdl = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8')
const planner = new Planner(sdl, Supergraph.build(sdl).apiSchema().toGraphQLJSSchema())

const isPersonal = (visit: string) => {
  const document = parse(`subscription { appointmentChanged { appointment { ${visit} } } }`)
  return planner.live({ key: visit, document, shape: [] }).personal
}

test.each([
  ['names are everybody’s', 'vet { id name initials title } pet { name owner { name phone } }', false],
  ['what is only one’s own is not', 'vet { email }', true],
  ['nor by another name, in a fragment', '... on Appointment { vet { name: phone } }', true],
  [
    'a chart is read by somebody, who stands in the audit (C1)',
    'pet { medicalRecords { nodes { plan } } }',
    true,
  ],
])('%s', (_rule, visit, personal) => {
  expect(isPersonal(visit)).toBe(personal)
})

test('a subscription is personal unless its subgraph declares it shared', () => {
  const personal = (text: string) => planner.live({ key: text, document: parse(text), shape: [] }).personal
  expect(personal('subscription { stockChanged { item { name low } } }')).toBe(false)
  expect(personal('subscription { notificationReceived { unreadCount } }')).toBe(true)
  expect(personal('subscription { vaccinationChanged(filter: { petId: "1" }) { __typename } }')).toBe(true)
})

test('what a subgraph of others adds to our entities is personal', () => {
  const isPersonal = personalFields(
    buildSchema(`
      directive @join__graph(name: String!, url: String!) on ENUM_VALUE
      directive @join__type(graph: join__Graph!) repeatable on OBJECT
      directive @join__field(graph: join__Graph) repeatable on FIELD_DEFINITION
      enum join__Graph {
        CLINICAL @join__graph(name: "clinical", url: "")
        INSURER @join__graph(name: "insurer", url: "")
      }
      type Query { pet: Pet }
      type Pet @join__type(graph: CLINICAL) @join__type(graph: INSURER) {
        id: ID!
        name: String @join__field(graph: CLINICAL)
        policy: String @join__field(graph: INSURER)
      }
      type Policy @join__type(graph: INSURER) { number: String }
    `),
  )
  expect(isPersonal('Pet', 'name')).toBe(false)
  expect(isPersonal('Pet', 'policy')).toBe(true)
  expect(isPersonal('Policy', 'number')).toBe(true)
})
