import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clinical } from '../schema.ts'
import { aPanel } from './lab-panel.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const save = `mutation ($input: SaveLabTestInput!) { saveLabTest(input: $input) {
  tests { id code unit version ranges { species { id } fromMonths toMonths low high criticalLow criticalHigh } } } }`

test('a test has ranges by species and age, and is changed as a whole by its version', async () => {
  const { panel, hct } = await aPanel(hospital)
  const input = { panelId: panel.id, id: hct.id, version: 1, code: 'PCV', name: 'Packed cells', unit: '%' }
  const ranges = [{ speciesId: 'cat', low: 24, high: 45.5 }]
  const { data, errors } = await hospital.graphql(vet, save, { input: { ...input, ranges } })
  expect(errors).toEqual([])
  const limits = { criticalLow: null, criticalHigh: null, fromMonths: 0, toMonths: null }
  expect((data['saveLabTest'] as { tests: object[] }).tests[0]).toMatchObject({
    code: 'PCV',
    version: 2,
    ranges: [{ species: { id: 'cat' }, low: 24, high: 45.5, ...limits }],
  })
  const stale = await hospital.graphql(vet, save, { input: { ...input, ranges } })
  expect(stale.errors).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
})

test.each([
  ['unit', { unit: 'furlongs' }, 'BAD_USER_INPUT'],
  ['code', { code: 'hct' }, 'CONFLICT'],
  ['ranges.0.low', { ranges: [{ speciesId: 'dog', low: 1e308 }] }, 'BAD_USER_INPUT'],
  ['ranges', { ranges: [{ speciesId: 'dog', low: 3, high: 2 }] }, 'BAD_USER_INPUT'],
  [
    'ranges',
    {
      ranges: [
        { speciesId: 'dog', low: 3, toMonths: 12 },
        { speciesId: 'dog', low: 2, fromMonths: 11 },
      ],
    },
    'CONFLICT',
  ],
])('a test with a wrong %s is refused (%o)', async (field, wrong, code) => {
  const { panel } = await aPanel(hospital)
  const input = { panelId: panel.id, code: 'WBC', name: 'White cells', unit: '10*9/L', ranges: [], ...wrong }
  expect((await hospital.graphql(vet, save, { input })).errors).toMatchObject([{ code, field }])
})

test('only those who keep panels change them', async () => {
  const { panel } = await aPanel(hospital)
  const input = { panelId: panel.id, code: 'WBC', name: 'White cells', ranges: [] }
  const refused = await hospital.graphql(asRole('TECHNICIAN'), save, { input })
  expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
