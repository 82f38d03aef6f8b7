import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { systemViewer } from '@vetgraph/kit/context'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { microchips } from '../pets/microchip.table.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on PatientMatch { petIds } } }`

const ask = (ids: readonly string[], viewer = systemViewer) =>
  hospital.graphql(viewer, query, {
    representations: ids.map((id) => ({ __typename: 'PatientMatch', id })),
  })

test('AP16: a microchip, or a client’s e-mail address or telephone number with a name, tell a patient', async () => {
  const owner = await anOwner(hospital, { email: 'Ada@Example.test', phone: '+353871234567' })
  const [bella, milo] = [
    await aPet(hospital, { ownerId: owner.id, name: 'Bélla' }),
    await aPet(hospital, { ownerId: owner.id, name: 'Milo' }),
  ]
  await hospital.context().db.insert(microchips).values({
    petId: milo.id,
    number: '985112345678901',
    position: 0,
  })
  const before = hospital.runtime.database.statements()
  const { data, errors } = await ask([
    '985 112 345 678 901',
    'ada@example.TEST\nbella',
    '+353 87 123 4567\nMilo',
    'ada@example.test\nNobody',
    'nobody@example.test\nBella',
    'no number\nBella',
    'no chip',
  ])
  expect(errors).toEqual([])
  expect((data['_entities'] as Array<{ petIds: string[] }>).map(({ petIds }) => petIds)).toEqual([
    [milo.id],
    [bella.id],
    [milo.id],
    [],
    [],
    [],
    [],
  ])
  expect(hospital.runtime.database.statements() - before).toBeLessThanOrEqual(2)
})

test('nobody without the right to see clients learns whose a microchip is', async () => {
  const { errors } = await ask(['985112345678901'], asRole('OWNER'))
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
