import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { recordDeath } from '../pets/status.service.ts'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { clinical } from '../schema.ts'
import {
  aPlace,
  aVaccination,
  aVaccine,
  catRabies,
  dogCore,
  dogLeptospirosis,
  dogRabies,
} from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph
const admin = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

interface Row {
  key: string | null
  label: string
  values: (number | null)[]
  compared: (number | null)[] | null
}

const march = { from: '2026-03-01', until: '2026-03-31' }

const ask = (input: Record<string, unknown>, { viewer = admin, wanted = '' } = {}) =>
  hospital.graphql(
    viewer,
    `query ($input: PatientReportInput!) { patientReport(input: $input) {
      rows { key label values compared } totals { values compared } ${wanted} } }`,
    { input: { ...march, ...input } },
  )

async function report(input: Record<string, unknown>) {
  const { data, errors } = await ask(input)
  expect(errors).toEqual([])
  return data['patientReport'] as { rows: Row[]; totals: Row[] }
}

/** A signed record of a visit at a place. */
async function seen(petId: string, locationId: string) {
  const appointmentId = newId()
  await hospital.context().db.insert(appointmentRefs).values({ id: appointmentId, petId, locationId })
  await aRecord(hospital, { petId, appointmentId })
}

/** In February a dog with all its vaccines and a cat with one; in March a young dog that is seen, and one that dies. */
async function aPractice() {
  const place = await aPlace(hospital)
  hospital.setNow('2026-02-10T10:00:00.000Z')
  const old = await aPet(hospital, { dateOfBirth: '2016-02-01', breedId: 'dog-labrador-retriever' })
  await aWeight(hospital, old.id, 31_000, '2026-02-10T10:00:00Z')
  for (const protocol of [dogCore, dogLeptospirosis, dogRabies])
    await aVaccination(hospital, {
      petId: old.id,
      locationId: place,
      productId: (await aVaccine(hospital, { protocolIds: [protocol] })).id,
    })
  const cat = await aPet(hospital, { name: 'Minka', speciesId: 'cat' })
  const rabies = await aVaccine(hospital, { protocolIds: [catRabies] })
  await aVaccination(hospital, { petId: cat.id, locationId: place, productId: rabies.id })
  hospital.setNow('2026-03-16T10:00:00.000Z')
  const young = await aPet(hospital, { dateOfBirth: '2026-01-10' })
  await aWeight(hospital, young.id, 4200, '2026-03-16T10:00:00Z')
  await seen(young.id, place)
  const dead = await aPet(hospital, { dateOfBirth: '2010-03-17' })
  await seen(dead.id, place)
  await recordDeath(hospital.context(), { id: dead.id, diedOn: '2026-03-16' })
  return { place, old, cat, young, dead }
}

test('PT5: patients are counted by species, breed, age and weight, with those who came, were seen and died', async () => {
  const { place } = await aPractice()
  const by = async (groupBy: string) =>
    (await report({ locationId: place, groupBy })).rows
      .filter(({ values }) => values.some((value) => value))
      .map(({ label, values }) => [label, ...values])
  expect(await by('SPECIES')).toEqual([
    ['Dog', 2, 2, 2, 1, 50, 1],
    ['Cat', 1, 0, 0, 0, 0, 0],
  ])
  expect(await by('AGE')).toEqual([
    ['Under 6 months', 1, 1, 1, 0, 0, 0],
    ['10 to 14 years', 1, 0, 0, 1, 100, 0],
    ['15 years and over', 0, 1, 1, 0, null, 1],
    ['Not known', 1, 0, 0, 0, 0, 0],
  ])
  expect(await by('WEIGHT')).toEqual([
    ['1 to 5 kg', 1, 1, 1, 0, 0, 0],
    ['25 to 40 kg', 1, 0, 0, 1, 100, 0],
    ['Not weighed', 1, 1, 1, 0, 0, 1],
  ])
  expect((await by('BREED')).map(([label, count]) => [label, count])).toEqual([
    ['No breed', 2],
    ['Labrador Retriever', 1],
  ])
})

test('RP1: each grouping adds up to the same patients, as many as the list of patients has', async () => {
  await aPractice()
  const { data } = await hospital.graphql(admin, '{ pets(filter: { status: ACTIVE }) { totalCount } }')
  const { totalCount } = data['pets'] as { totalCount: number }
  for (const groupBy of ['SPECIES', 'BREED', 'AGE', 'WEIGHT']) {
    const { rows, totals } = await report({ groupBy })
    for (const column of [0, 1, 2, 3, 5])
      expect(
        rows.reduce((sum, { values }) => sum + values[column]!, 0),
        groupBy,
      ).toBe(totals[0]!.values[column])
    expect(totals[0]!.values[0], groupBy).toBe(totalCount)
  }
})

test('RP2: the patients of a past day stay the same when patients come, die and are vaccinated later', async () => {
  const { place, old } = await aPractice()
  const february = { locationId: place, from: '2026-02-01', until: '2026-02-28', groupBy: 'SPECIES' }
  const before = await report(february)
  expect(before.rows.map(({ label, values }) => [label, ...values])).toEqual([
    ['Cat', 1, 1, 0, 0, 0, 0],
    ['Dog', 1, 1, 0, 1, 100, 0],
  ])
  hospital.setNow('2026-05-04T10:00:00.000Z')
  await recordDeath(hospital.context(), { id: old.id, diedOn: '2026-05-03' })
  await aVaccination(hospital, { locationId: place })
  expect(await report(february)).toEqual(before)
  const { totals } = await report({ ...february, ...march, compareWith: 'PERIOD_BEFORE' })
  expect(totals[0]!.compared).toEqual(before.totals[0]!.values)
  hospital.setNow('2026-03-16T10:00:00.000Z')
})

test('a patient is vaccinated no longer than the booster interval of each core vaccine', async () => {
  const { place } = await aPractice()
  const dogs = async (until: string) =>
    (await report({ locationId: place, from: until, until, groupBy: 'SPECIES' })).rows.find(
      ({ key }) => key === 'dog',
    )?.values[3]
  expect(await dogs('2027-02-10')).toBe(1)
  expect(await dogs('2027-02-11')).toBe(0)
})

test('RP3: a report is refused without its rights, to clients, and for a period that is no period', async () => {
  const { place } = await aPractice()
  const groupBy = 'SPECIES'
  for (const viewer of [asRole('VET'), asRole('RECEPTIONIST'), asRole('OWNER', { ownerId: newId() })])
    expect((await ask({ groupBy }, { viewer })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await ask({ groupBy, until: '2026-02-28' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'until' },
  ])
  const permissions = new Set(['report:read', 'pet:read'] as const)
  const viewer = asRole('VET', { grants: [{ locationId: place, permissions }] })
  const { data } = await ask({ groupBy }, { viewer })
  const here = await report({ groupBy, locationId: place })
  expect(data['patientReport']).toEqual(here)
  const elsewhere = await aPlace(hospital)
  expect((await ask({ groupBy, locationId: elsewhere }, { viewer })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await ask({ groupBy }, { viewer, wanted: 'csv' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('C1: an export is audited, and a longer period adds no statement', async () => {
  const { data } = await ask({ groupBy: 'AGE' }, { wanted: 'csv' })
  expect((data['patientReport'] as { csv: string }).csv).toMatch(
    /^Age,Patients,New,Seen,.*\s+Under 6 months,/,
  )
  expect((await hospital.audited('patientReport')).at(-1)).toMatchObject({ action: 'report.export' })
  const { database } = hospital.runtime
  const statements = async (input: Record<string, unknown>) => {
    const before = database.statements()
    await report({ groupBy: 'SPECIES', ...input })
    return database.statements() - before
  }
  expect(await statements({ from: '2022-01-01' })).toBe(await statements({}))
})
