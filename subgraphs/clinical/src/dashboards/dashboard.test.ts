import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { MedicalRecordStatus } from '../medical-records/medical-record.table.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVaccination } from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph
let place: string
const userId = newId()
const vet = asRole('VET', { userId })

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  place = await aPlace(hospital)
})
afterAll(() => hospital.close())

async function ask(query: string, viewer = vet) {
  const { data, errors } = await hospital.graphql(viewer, query)
  expect(errors).toEqual([])
  return data
}

const dashboard = async (viewer = vet, fields = 'ownDrafts vaccinationsDue') =>
  (await ask(`{ clinicalDashboard(locationId: "${place}") { ${fields} } }`, viewer))['clinicalDashboard']

test('drafts to sign and doses that are due are as many as their lists have', async () => {
  const draft = { status: MedicalRecordStatus.DRAFT, authorId: userId }
  await aRecord(hospital, draft)
  await aRecord(hospital, draft)
  await aRecord(hospital, { authorId: userId })
  await aRecord(hospital, { status: MedicalRecordStatus.DRAFT })
  const dose = { locationId: place, givenOn: '2025-01-02', nextDueReason: 'As the card says.' }
  for (const nextDueOn of ['2026-02-01', '2026-03-23', '2026-03-24'])
    await aVaccination(hospital, { ...dose, nextDueOn })
  await aVaccination(hospital, { ...dose, nextDueOn: '2026-03-17', locationId: await aPlace(hospital) })
  expect(await dashboard()).toEqual({ ownDrafts: 2, vaccinationsDue: 2 })
  expect(
    await ask(`{ medicalRecords(filter: { authorId: "${userId}", status: DRAFT }) { totalCount }
      vaccinationsDue(filter: { locationId: "${place}", within: 7 }) { totalCount } }`),
  ).toEqual({ medicalRecords: { totalCount: 2 }, vaccinationsDue: { totalCount: 2 } })
})

test('whoever may not see the lists is told no figure, without an error', async () => {
  expect(await dashboard(asRole('RECEPTIONIST'))).toMatchObject({ ownDrafts: null })
  expect(await dashboard(asRole('OWNER', { ownerId: newId() }))).toBeNull()
  const elsewhere = { grants: [{ locationId: newId(), permissions: vet.grants[0]!.permissions }] }
  expect(await dashboard(asRole('VET', { userId, ...elsewhere }))).toMatchObject({ vaccinationsDue: null })
})

test('a figure is one statement and no opened chart: nothing is audited', async () => {
  const { database } = hospital.runtime
  const entries = async () => (await hospital.admin`select count(*)::int from clinical.audit_entries`)[0]!
  const before = await entries()
  await dashboard()
  const statements = database.statements()
  await dashboard(vet, 'ownDrafts')
  expect(database.statements() - statements).toBe(1)
  await dashboard(vet, 'vaccinationsDue')
  // The location’s day is the other one.
  expect(database.statements() - statements).toBe(3)
  expect(await entries()).toEqual(before)
})
