import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVaccination, dogRabies } from './vaccination.factory.ts'

let hospital: TestSubgraph
let place: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  place = await aPlace(hospital)
})
afterAll(() => hospital.close())

const desk = asRole('RECEPTIONIST')
const due = `query ($first: Int! = 25, $after: String, $filter: VaccinationsDueFilter) {
  vaccinationsDue(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { dueOn pet { id owner { phone } } protocol { name } vaccination { lot } } } }`

interface Listed {
  totalCount: number
  pageInfo: { endCursor: string; hasNextPage: boolean }
  nodes: Array<{ dueOn: string; pet: { id: string } }>
}

async function listed(filter: object, variables: object = {}): Promise<Listed> {
  const { data, errors } = await hospital.graphql(desk, due, {
    filter: { locationId: place, ...filter },
    ...variables,
  })
  expect(errors).toEqual([])
  return data['vaccinationsDue'] as Listed
}

const dueOn = async (day: string, overrides: object = {}) =>
  aVaccination(hospital, {
    locationId: place,
    givenOn: '2025-01-02',
    nextDueOn: day,
    nextDueReason: 'As the card says.',
    ...overrides,
  })

test('the desk lists what is due within some days with what is overdue, longest first, page by page', async () => {
  const overdue = await dueOn('2026-02-01')
  const today = await dueOn('2026-03-16')
  const soon = await dueOn('2026-04-15')
  await dueOn('2026-04-16')
  await dueOn('2025-03-15')
  await dueOn('2026-03-20', { locationId: await aPlace(hospital) })
  const archived = await dueOn('2026-03-20')
  await hospital.admin`update clinical.pets set status = 'INACTIVE' where id = ${archived.petId}`
  const all = await listed({})
  expect(all.totalCount).toBe(3)
  expect(all.nodes.map(({ pet }) => pet.id)).toEqual([overdue.petId, today.petId, soon.petId])
  expect(all.nodes[0]).toMatchObject({ vaccination: { lot: 'A123' }, protocol: { name: 'Leptospirosis' } })
  expect((await listed({ within: 0, overdueBy: 0 })).nodes.map(({ pet }) => pet.id)).toEqual([today.petId])
  const page = await listed({}, { first: 2 })
  expect(page.pageInfo.hasNextPage).toBe(true)
  const rest = await listed({}, { first: 2, after: page.pageInfo.endCursor })
  expect(rest.nodes.map(({ pet }) => pet.id)).toEqual([soon.petId])
  expect((await listed({ protocolId: dogRabies })).nodes).toEqual([])
})

test('the list is bounded, and a location must be one where the viewer may look', async () => {
  const refused = async (filter: object, viewer = desk) =>
    (await hospital.graphql(viewer, due, { filter })).errors
  expect(await refused({ within: 731 })).toMatchObject([{ field: 'filter.within' }])
  expect(await refused({ overdueBy: -1 })).toMatchObject([{ field: 'filter.overdueBy' }])
  expect(await refused({ locationId: newId() })).toMatchObject([{ code: 'NOT_FOUND' }])
  const elsewhere = asRole('RECEPTIONIST', {
    grants: [{ locationId: newId(), permissions: desk.grants[0]!.permissions }],
  })
  expect(await refused({ locationId: place }, elsewhere)).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('an owner finds what is due in the own household only', async () => {
  const mine = await dueOn('2026-03-21')
  const [row] = await hospital.admin`select owner_id as id from clinical.pets where id = ${mine.petId}`
  const owner = asRole('OWNER', { ownerId: row!['id'] as string })
  const { data } = await hospital.graphql(owner, due, { filter: { within: 365 } })
  expect((data['vaccinationsDue'] as Listed).nodes.map(({ pet }) => pet.id)).toEqual([mine.petId])
})

test('what is due at a location is read by an index, however many patients there are', async () => {
  const { admin } = hospital
  const pet = await aPet(hospital)
  const given = await aVaccination(hospital, { petId: pet.id, locationId: place })
  await admin`
    insert into clinical.pets (id, owner_id, name, species_id, sex, neuter_status, birth_date_estimated, status, version,
      created_at, updated_at)
    select gen_random_uuid(), owner_id, 'Many ' || n, species_id, sex, neuter_status, false, 'ACTIVE', 1, created_at, updated_at
    from clinical.pets, generate_series(1, 6000) n where id = ${pet.id}`
  await admin`
    insert into clinical.vaccination_dues (pet_id, protocol_id, id, vaccination_id, location_id, due_on, basis, doses_given,
      protocol_version)
    select id, ${dogRabies}, gen_random_uuid(), ${given.id},
      case when right(name, 1) = '7' then ${place}::uuid else gen_random_uuid() end,
      date '2020-01-01' + (row_number() over () % 3000)::int, 'BOOSTER', 1, 1 from clinical.pets where name like 'Many%'`
  await admin.unsafe('analyze clinical.vaccination_dues, clinical.pets')
  const plan = await admin.unsafe(`explain (format json)
    select * from clinical.vaccination_dues d where due_on >= '2025-03-16' and due_on <= '2026-04-15'
      and declined_on is null and location_id = '${place}'
      and exists (select from clinical.pets p where p.id = d.pet_id and p.status = 'ACTIVE')
    order by due_on, id limit 26`)
  const text = JSON.stringify(plan)
  expect(text).toContain('vaccination_dues_of_location')
  expect(text).not.toContain('Seq Scan')
})
