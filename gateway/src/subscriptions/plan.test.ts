import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Supergraph } from '@apollo/federation-internals'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { root } from '../start/config.ts'
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
