import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSubstance } from '../formulary/formulary.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const shown = 'id alerts alertDetails { id kind severity text substance { name } addedBy { id } }'
const add = `mutation ($input: AddPetAlertInput!) { addPetAlert(input: $input) { ${shown} } }`
const remove = `mutation ($input: RemovePetAlertInput!) { removePetAlert(input: $input) { ${shown} } }`
const read = `query ($id: ID!) { pet(id: $id) { ${shown} } }`

const bites = (petId: string) => ({ petId, kind: 'BEHAVIOUR', severity: 'MILD', text: 'Bites' })

test('an alert stands on the pet at once, severe ones first: audited and told live', async () => {
  const pet = await aPet(hospital)
  const penicillin = await aSubstance(hospital, 'Penicillin')
  const live = await hospital.subscribe(
    reception,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { id alerts } } }',
    { id: pet.id },
  )
  await hospital.graphql(reception, add, { input: bites(pet.id) })
  expect((await live.next!())?.data).toEqual({ petChanged: { pet: { id: pet.id, alerts: ['Bites'] } } })
  const allergy = { petId: pet.id, kind: 'ALLERGY', severity: 'SEVERE', substanceId: penicillin.id }
  const { data, errors } = await hospital.graphql(reception, add, { input: allergy })
  expect(errors).toEqual([])
  const text = `Allergic to ${penicillin.name}`
  expect(data['addPetAlert']).toMatchObject({
    alerts: [text, 'Bites'],
    alertDetails: [
      { kind: 'ALLERGY', text, substance: { name: penicillin.name }, addedBy: { id: reception.userId } },
      { kind: 'BEHAVIOUR', substance: null },
    ],
  })
  const audited = (await hospital.audited(pet.id)).filter(({ action }) => action === 'pet-alert.add')
  expect(audited).toMatchObject([{ after: { alert: 'Bites' } }, { after: { alert: text } }])
})

test('an owner sees the allergies of a pet, staff every alert', async () => {
  const pet = await aPet(hospital)
  await hospital.graphql(reception, add, { input: bites(pet.id) })
  const nuts = { petId: pet.id, kind: 'ALLERGY', severity: 'MODERATE', text: 'Chicken' }
  await hospital.graphql(reception, add, { input: nuts })
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const { data, errors } = await hospital.graphql(owner, read, { id: pet.id })
  expect(errors).toEqual([])
  expect(data['pet']).toMatchObject({ alerts: ['Chicken'], alertDetails: [{ text: 'Chicken' }] })
  expect((await hospital.graphql(owner, add, { input: nuts })).errors[0]?.code).toBe('FORBIDDEN')
})

test('an alert taken off is kept with the reason and never changes again', async () => {
  const pet = await aPet(hospital)
  const { data } = await hospital.graphql(reception, add, { input: bites(pet.id) })
  const { id } = (data['addPetAlert'] as { alertDetails: [{ id: string }] }).alertDetails[0]
  for (const reason of ['Was another dog', 'Again']) {
    const answer = await hospital.graphql(reception, remove, { input: { id, reason } })
    expect(answer.data['removePetAlert']).toMatchObject({ alerts: [], alertDetails: [] })
  }
  const rows = await hospital.admin`select removal_reason from clinical.pet_alerts where id = ${id}`
  expect(rows).toMatchObject([{ removal_reason: 'Was another dog' }])
  const actions = (await hospital.audited(pet.id)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'pet-alert.remove')).toHaveLength(1)
  await expect(
    hospital.admin`update clinical.pet_alerts set text = 'Friendly' where id = ${id}`,
  ).rejects.toThrow('does not change')
})

test.each([
  ['text', { text: null }],
  ['text', { text: ' ' }],
  ['substanceId', { substanceId: '018f0000-0000-7000-8000-000000000000', kind: 'ALLERGY' }],
  ['petId', { petId: 'garbage' }],
])('an alert with a wrong %s is refused and nothing is written', async (field, wrong) => {
  const pet = await aPet(hospital)
  const { errors } = await hospital.graphql(reception, add, { input: { ...bites(pet.id), ...wrong } })
  expect(errors[0]?.field).toBe(field)
  expect((await hospital.graphql(reception, read, { id: pet.id })).data['pet']).toMatchObject({ alerts: [] })
})

test('of twenty desks that enter one allergy at once exactly one succeeds', async () => {
  const [pet, substance] = [await aPet(hospital), await aSubstance(hospital)]
  const input = { petId: pet.id, kind: 'ALLERGY', severity: 'SEVERE', substanceId: substance.id }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => hospital.graphql(reception, add, { input })),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))).toEqual(
    new Set(['CONFLICT']),
  )
})

test('a substance is kept once by name, changed by its version, and retired instead of deleted', async () => {
  const vet = asRole('VET')
  const save = `mutation ($input: SaveSubstanceInput!) { saveSubstance(input: $input) { id version retiredAt } }`
  const list = '{ substances(filter: { search: "zz" }) { nodes { name } } }'
  const saved = async (input: object) => hospital.graphql(vet, save, { input })
  const { data } = await saved({ name: 'Zzidine' })
  const { id } = data['saveSubstance'] as { id: string }
  expect((await saved({ name: 'ZZIDINE' })).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'name' })
  expect((await saved({ id, version: 7, name: 'Zzidine' })).errors[0]?.code).toBe('CONFLICT')
  expect((await hospital.graphql(vet, list)).data).toEqual({ substances: { nodes: [{ name: 'Zzidine' }] } })
  await saved({ id, version: 1, name: 'Zzidine', retired: true })
  expect((await hospital.graphql(vet, list)).data).toEqual({ substances: { nodes: [] } })
  expect((await hospital.graphql(reception, save, { input: { name: 'x' } })).errors[0]?.code).toBe(
    'FORBIDDEN',
  )
})
