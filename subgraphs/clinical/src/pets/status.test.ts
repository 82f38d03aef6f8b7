import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveOwner } from '../households/household.service.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { clinical } from '../schema.ts'
import { aPet } from './pet.factory.ts'

const verbs = {
  archivePet: 'ArchivePetInput',
  reactivatePet: 'PetStatusInput',
  recordDeath: 'RecordDeathInput',
  undoDeath: 'PetStatusInput',
  reportDeath: 'RecordDeathInput',
  confirmDeath: 'PetStatusInput',
} as const
const reception = asRole('RECEPTIONIST')

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

async function change(verb: keyof typeof verbs, input: object, viewer = reception) {
  const text = `mutation ($input: ${verbs[verb]}!) { ${verb}(input: $input) { status deceasedOn ageText version } }`
  const { data, errors } = await hospital.graphql(viewer, text, { input })
  return { pet: data[verb], errors }
}

const told = async (id: string) =>
  (await hospital.emitted())
    .filter(({ task, payload }) => task.startsWith('scheduling:pet.') && payload['id'] === id)
    .map(({ task }) => task.slice('scheduling:'.length))

test('PT4: a death stops the age, is told to the diary, and can be undone', async () => {
  const { id } = await aPet(hospital, { dateOfBirth: '2016-03-01' })
  const died = await change('recordDeath', { id, diedOn: '2026-03-10', reason: 'Kidney failure' })
  expect(died.pet).toEqual({ status: 'DECEASED', deceasedOn: '2026-03-10', ageText: '10 y', version: 2 })
  expect((await change('recordDeath', { id, diedOn: '2026-03-10' })).pet).toMatchObject({ version: 2 })
  const back = await change('undoDeath', { id })
  expect(back.pet).toMatchObject({ status: 'ACTIVE', deceasedOn: null, version: 3 })
  expect(await told(id)).toEqual([
    ...['pet.changed', 'pet.changed', 'pet.died', 'pet.changed', 'pet.death-undone'],
  ])
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    ...['pet.create', 'pet.record-death', 'pet.undo-death'],
  ])
})

test.each([
  ['in the future', '2027-01-01', '2016-03-01'],
  ['before the birth', '2015-12-31', '2016-03-01'],
  ['in a year that was mistyped', '0202-03-10', null],
])('PT4: a day of death %s is refused', async (_why, diedOn, dateOfBirth) => {
  const { id } = await aPet(hospital, { dateOfBirth })
  const { errors } = await change('recordDeath', { id, diedOn })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'diedOn' }])
})

test('PT5: an inactive pet is reactivated, a deceased one is not, and neither is that of an archived owner', async () => {
  const owner = await anOwner(hospital)
  const { id } = await aPet(hospital, { ownerId: owner.id })
  await change('archivePet', { id, reason: 'Moved away' })
  expect((await change('reactivatePet', { id })).pet).toMatchObject({ status: 'ACTIVE', version: 3 })
  await change('recordDeath', { id, diedOn: '2026-03-10' })
  expect((await change('reactivatePet', { id })).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { status: 'DECEASED' } },
  ])
  const other = await aPet(hospital, { ownerId: owner.id })
  await change('archivePet', { id: other.id, reason: 'Moved away' })
  await archiveOwner(hospital.context(), { id: owner.id, reason: 'Moved away' })
  expect((await change('reactivatePet', { id: other.id })).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await change('undoDeath', { id })).errors).toMatchObject([{ code: 'CONFLICT' }])
  const { errors } = await hospital.graphql(
    reception,
    'mutation ($input: ReactivateOwnerInput!) { reactivateOwner(input: $input) { archivedAt } }',
    { input: { id: owner.id } },
  )
  expect(errors).toEqual([])
  expect((await change('reactivatePet', { id: other.id })).pet).toMatchObject({ status: 'ACTIVE' })
})

test('whoever may not record a death is refused', async () => {
  const { id } = await aPet(hospital)
  const { errors } = await change('recordDeath', { id, diedOn: '2026-03-10' }, asRole('SCREEN'))
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('P2: an owner reports the death of an own pet, and the hospital confirms it', async () => {
  const { id, ownerId } = await aPet(hospital, { dateOfBirth: '2016-03-01' })
  const client = asRole('OWNER', { ownerId })
  const reported = await change('reportDeath', { id, diedOn: '2026-03-10', reason: 'In her sleep' }, client)
  expect(reported.pet).toEqual({ status: 'DECEASED', deceasedOn: '2026-03-10', ageText: '10 y', version: 2 })
  expect((await change('reportDeath', { id, diedOn: '2026-03-11' }, client)).pet).toEqual(reported.pet)
  expect(await told(id)).toContain('pet.died')
  const waiting = async () => {
    const { data } = await hospital.graphql(
      reception,
      '{ pets(filter: { status: null, deathReported: true }) { nodes { id deathReportedAt } } }',
    )
    return (data['pets'] as { nodes: Array<{ id: string }> }).nodes.filter((pet) => pet.id === id)
  }
  expect(await waiting()).toEqual([{ id, deathReportedAt: expect.any(String) as string }])
  expect((await change('confirmDeath', { id, version: 1 })).errors).toMatchObject([
    { extensions: { code: 'CONFLICT', field: 'version', version: 2 } },
  ])
  expect((await change('confirmDeath', { id })).pet).toMatchObject({ status: 'DECEASED', version: 3 })
  expect((await change('confirmDeath', { id })).pet).toMatchObject({ version: 3 })
  expect(await waiting()).toEqual([])
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    ...['pet.create', 'pet.report-death', 'pet.confirm-death'],
  ])
})

test('P2: a reported death is taken back by the hospital, not by the owner, and of a living pet nothing is confirmed', async () => {
  const { id, ownerId } = await aPet(hospital)
  const client = asRole('OWNER', { ownerId })
  await change('reportDeath', { id, diedOn: '2026-03-10' }, client)
  for (const verb of ['undoDeath', 'confirmDeath'] as const) {
    expect((await change(verb, { id }, client)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
  expect((await change('undoDeath', { id })).pet).toMatchObject({ status: 'ACTIVE', deceasedOn: null })
  expect((await change('confirmDeath', { id })).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { status: 'ACTIVE' } },
  ])
  await expect(
    hospital.admin`update clinical.pets set death_reported_at = now() where id = ${id}`,
  ).rejects.toThrow('pets_reported_have_died')
})

test('P2: a death is reported by the pet’s owner only', async () => {
  const { id } = await aPet(hospital)
  const other = await anOwner(hospital)
  const input = { id, diedOn: '2026-03-10' }
  const stranger = await change('reportDeath', input, asRole('OWNER', { ownerId: other.id }))
  expect(stranger.errors).toMatchObject([{ code: 'NOT_FOUND', field: 'id' }])
  expect((await change('reportDeath', input)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('P1: an owner whose report is stale reads nothing that staff wrote', async () => {
  const { id, ownerId } = await aPet(hospital, { notes: 'Bites' })
  const input = { id, diedOn: '2026-03-10', version: 7 }
  const { errors } = await change('reportDeath', input, asRole('OWNER', { ownerId }))
  expect(errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(JSON.stringify(errors)).not.toContain('Bites')
})
