import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVaccination, aVaccine, aVet, catRabies, dogLeptospirosis } from './vaccination.factory.ts'

let hospital: TestSubgraph
let place: string
let vetId: string
let vaccine: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  place = await aPlace(hospital)
  vetId = await aVet(hospital)
  vaccine = (await aVaccine(hospital, { name: 'Leptodog', protocolIds: [dogLeptospirosis, catRabies] })).id
})
afterAll(() => hospital.close())

const vet = () => asRole('VET', { userId: vetId })
const details = `id version kind givenOn productName maker lot lotExpiresOn route dose site adverseReaction
  retractedAt retractionReason declineReason vet { id } location { id } protocols { name }`
const record = `mutation ($input: RecordVaccinationInput!) { recordVaccination(input: $input) { ${details} } }`
const decline = `mutation ($input: DeclineVaccinationInput!) { declineVaccination(input: $input) { ${details} } }`
const update = `mutation ($input: UpdateVaccinationInput!) { updateVaccination(input: $input) { ${details} } }`
const retract = `mutation ($input: RetractVaccinationInput!) { retractVaccination(input: $input) { ${details} } }`
const chart = `query ($id: ID!) { pet(id: $id) {
  vaccinations { nodes { id kind retractedAt } }
  vaccinationsDue { dueOn basis dosesGiven declinedOn protocol { name } } } }`

interface Chart {
  vaccinations: { nodes: Array<{ id: string; kind: string; retractedAt: string | null }> }
  vaccinationsDue: Array<{ dueOn: string; basis: string; dosesGiven: number; declinedOn: string | null }>
}

async function chartOf(id: string, viewer = vet()): Promise<Chart> {
  const { data, errors } = await hospital.graphql(viewer, chart, { id })
  expect(errors).toEqual([])
  return data['pet'] as Chart
}

const dose = (petId: string, overrides: object = {}) => ({
  petId,
  locationId: place,
  productId: vaccine,
  lot: 'A123',
  lotExpiresOn: '2027-06-30',
  ...overrides,
})

const give = (petId: string, overrides: object = {}, viewer = vet()) =>
  hospital.graphql(viewer, record, { input: dose(petId, overrides) })

const grownDog = { dateOfBirth: '2020-01-01' }

test('MR8: a vet gives a vaccine: with lot, route and dose, due again by protocol, audited', async () => {
  const pet = await aPet(hospital, grownDog)
  const { data, errors } = await give(pet.id, { site: 'right shoulder' })
  expect(errors).toEqual([])
  const given = data['recordVaccination'] as { id: string }
  expect(given).toMatchObject({
    kind: 'GIVEN',
    givenOn: '2026-03-16',
    productName: 'Leptodog',
    maker: 'Acme Animal Health',
    lot: 'A123',
    route: 'SUBCUTANEOUS',
    dose: '1 ml',
    site: 'right shoulder',
    vet: { id: vetId },
    location: { id: place },
    protocols: [{ name: 'Leptospirosis' }],
  })
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([
    { dueOn: '2026-04-13', basis: 'PRIMARY_COURSE', dosesGiven: 1, protocol: { name: 'Leptospirosis' } },
  ])
  expect(await hospital.audited(given.id)).toMatchObject([
    { action: 'vaccination.record', after: { lot: 'A123' } },
  ])
})

test('MR8: an expired lot, a day to come and a missing lot are refused, and nothing is written', async () => {
  const pet = await aPet(hospital, grownDog)
  const refusals = [
    [{ lotExpiresOn: '2026-03-15' }, 'lotExpiresOn'],
    [{ lotExpiresOn: null }, 'lotExpiresOn'],
    [{ lot: ' ' }, 'lot'],
    [{ givenOn: '2026-03-17' }, 'givenOn'],
    [{ productId: null }, 'productId'],
    [{ vetId: newId() }, 'vetId'],
    [{ appointmentId: newId() }, 'appointmentId'],
    [{ nextDueOn: '2026-06-01' }, 'nextDueReason'],
    [{ nextDueOn: '2026-03-16', nextDueReason: 'x' }, 'nextDueOn'],
  ] as const
  for (const [input, field] of refusals) {
    expect((await give(pet.id, input)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  }
  const rabbit = await aPet(hospital, { speciesId: 'rabbit' })
  expect((await give(rabbit.id)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'productId' }])
  expect((await chartOf(pet.id)).vaccinations.nodes).toEqual([])
})

test('MR8: the last day of a lot counts in the zone of the location', async () => {
  const honolulu = await aPlace(hospital, 'Pacific/Honolulu')
  const pet = await aPet(hospital, grownDog)
  const { data, errors } = await give(pet.id, { locationId: honolulu, lotExpiresOn: '2026-03-15' })
  expect(errors).toEqual([])
  expect(data['recordVaccination']).toMatchObject({ givenOn: '2026-03-15' })
})

test('MR8: the database refuses an expired lot and a change of what was given, whoever writes', async () => {
  const { id, petId } = await aVaccination(hospital)
  const { sql } = hospital.runtime.database
  await expect(
    sql`insert into clinical.vaccinations (id, pet_id, kind, given_on, location_id, protocol_ids, product_id,
        product_name, lot, lot_expires_on, route, vet_id, entered_by, created_at, updated_at, version)
      select ${newId()}, pet_id, kind, given_on + 1, location_id, protocol_ids, product_id, product_name, lot,
        given_on, route, vet_id, entered_by, created_at, updated_at, 1 from clinical.vaccinations where id = ${id}`,
  ).rejects.toMatchObject({ constraint_name: 'vaccinations_lot_not_expired' })
  await expect(sql`update clinical.vaccinations set lot = 'B' where id = ${id}`).rejects.toMatchObject({
    constraint_name: 'vaccinations_stay',
  })
  await expect(sql`delete from clinical.vaccinations where pet_id = ${petId}`).rejects.toThrow(
    'permission denied',
  )
})

test('a patient who has died is not vaccinated', async () => {
  const pet = await aPet(hospital)
  await hospital.admin`update clinical.pets set status = 'DECEASED' where id = ${pet.id}`
  expect((await give(pet.id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
})

test('MR8: of twenty who record the same dose at once one succeeds; a repetition under a key is answered the first', async () => {
  const pet = await aPet(hospital, grownDog)
  const answers = await Promise.all(Array.from({ length: 20 }, () => give(pet.id)))
  const refused = answers.flatMap(({ errors }) => errors)
  expect(refused).toHaveLength(19)
  expect(refused[0]).toMatchObject({ code: 'CONFLICT', field: 'productId' })
  const other = await aPet(hospital, grownDog)
  const request = { idempotencyKey: newId() }
  const first = await hospital.graphql(vet(), record, { input: dose(other.id) }, request)
  const again = await hospital.graphql(vet(), record, { input: dose(other.id) }, request)
  expect(again).toMatchObject({ data: first.data, errors: [] })
})

test('MR8: what was given elsewhere takes no stock and needs no lot, and its next dose is due all the same', async () => {
  const pet = await aPet(hospital, grownDog)
  const elsewhere = {
    elsewhere: true,
    productId: null,
    productName: 'Unknown lepto vaccine',
    protocolIds: [dogLeptospirosis],
    givenOn: '2025-05-02',
    lot: null,
    lotExpiresOn: null,
  }
  const before = (await hospital.emitted()).filter(({ task }) => task.includes('vaccination.given')).length
  const { data, errors } = await give(pet.id, elsewhere)
  expect(errors).toEqual([])
  expect(data['recordVaccination']).toMatchObject({ kind: 'GIVEN_ELSEWHERE', lot: null, vet: null })
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([{ dueOn: '2025-05-30' }])
  expect((await hospital.emitted()).filter(({ task }) => task.includes('vaccination.given'))).toHaveLength(
    before,
  )
  expect((await give(pet.id, { ...elsewhere, protocolIds: [] })).errors).toMatchObject([
    { field: 'protocolIds' },
  ])
})

test('MR8: a vet sets another day for the next dose with a reason, and gives it back to the protocol', async () => {
  const pet = await aPet(hospital, grownDog)
  const { data } = await give(pet.id, { nextDueOn: '2026-06-01', nextDueReason: 'Under treatment.' })
  const { id } = data['recordVaccination'] as { id: string }
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([
    { dueOn: '2026-06-01', basis: 'OVERRIDDEN' },
  ])
  const { errors } = await hospital.graphql(vet(), update, { input: { id, version: 1, nextDueOn: null } })
  expect(errors).toEqual([])
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([
    { dueOn: '2026-04-13', basis: 'PRIMARY_COURSE' },
  ])
})

test('an adverse reaction is noted; a stale version is refused with what stands there', async () => {
  const { id } = await aVaccination(hospital, { locationId: place })
  const input = { id, version: 1, adverseReaction: 'Swelling of the face after 20 minutes.' }
  expect((await hospital.graphql(vet(), update, { input })).data).toMatchObject({
    updateVaccination: { version: 2, adverseReaction: input.adverseReaction, lot: 'A123' },
  })
  expect((await hospital.graphql(vet(), update, { input })).errors).toMatchObject([
    {
      code: 'CONFLICT',
      field: 'version',
      extensions: { current: { adverseReaction: input.adverseReaction } },
    },
  ])
  const [, change] = await hospital.audited(id)
  expect(change).toMatchObject({ action: 'vaccination.update' })
})

test('MR2: a retracted vaccination stays as entered in error, and what was due before is due again', async () => {
  const pet = await aPet(hospital, grownDog)
  const first = await aVaccination(hospital, {
    petId: pet.id,
    locationId: place,
    productId: vaccine,
    givenOn: '2026-02-16',
  })
  const { data } = await give(pet.id)
  const { id } = data['recordVaccination'] as { id: string }
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([{ basis: 'FIRST_BOOSTER', dosesGiven: 2 }])
  const input = { id, version: 1, reason: 'The other dog of the household.' }
  expect((await hospital.graphql(vet(), retract, { input: { ...input, reason: ' ' } })).errors).toMatchObject(
    [{ field: 'reason' }],
  )
  expect((await hospital.graphql(vet(), retract, { input })).errors).toEqual([])
  const { vaccinations, vaccinationsDue } = await chartOf(pet.id)
  expect(vaccinationsDue).toMatchObject([{ dueOn: '2026-03-16', basis: 'PRIMARY_COURSE', dosesGiven: 1 }])
  expect(vaccinations.nodes).toMatchObject([
    { id, retractedAt: '2026-03-16T08:00:00.000Z' },
    { id: first.id, retractedAt: null },
  ])
  expect((await hospital.graphql(vet(), retract, { input: { ...input, version: 2 } })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  expect((await give(pet.id)).errors).toEqual([])
  const all = { input: { id: first.id, version: 1, reason: 'Another one.' } }
  expect((await hospital.graphql(vet(), retract, all)).errors).toEqual([])
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([{ dosesGiven: 1 }])
})

test('MR8: a declined dose is recorded with its reason and no longer due; retracted, it is due again', async () => {
  const pet = await aPet(hospital, grownDog)
  await give(pet.id)
  const input = {
    petId: pet.id,
    locationId: place,
    protocolIds: [dogLeptospirosis],
    reason: 'Too expensive.',
  }
  const { data, errors } = await hospital.graphql(vet(), decline, { input })
  expect(errors).toEqual([])
  const declined = data['declineVaccination'] as { id: string }
  expect(declined).toMatchObject({ kind: 'DECLINED', declineReason: 'Too expensive.', productName: null })
  expect((await chartOf(pet.id)).vaccinationsDue).toMatchObject([{ declinedOn: '2026-03-16' }])
  const due = `{ vaccinationsDue(filter: { locationId: "${place}", within: 365 }) { nodes { pet { id } } } }`
  const shown = async () => JSON.stringify((await hospital.graphql(vet(), due)).data).includes(pet.id)
  expect(await shown()).toBe(false)
  await hospital.graphql(vet(), retract, {
    input: { id: declined.id, version: 1, reason: 'Agreed after all.' },
  })
  expect(await shown()).toBe(true)
  const cats = { ...input, protocolIds: [catRabies] }
  expect((await hospital.graphql(vet(), decline, { input: cats })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'protocolIds' },
  ])
})

test('P1: an owner sees what was given to the own pets and when the next is due, nothing declined, retracted or of others', async () => {
  const { id: ownerId } = await anOwner(hospital)
  const pet = await aPet(hospital, { ownerId, ...grownDog })
  const owner = asRole('OWNER', { ownerId })
  const { id } = await aVaccination(hospital, { petId: pet.id, locationId: place })
  const wrong = await aVaccination(hospital, { petId: pet.id, locationId: place })
  await hospital.graphql(vet(), retract, { input: { id: wrong.id, version: 1, reason: 'Wrong pet.' } })
  await hospital.graphql(vet(), decline, {
    input: { petId: pet.id, locationId: place, protocolIds: [dogLeptospirosis], reason: 'No money.' },
  })
  const other = await aVaccination(hospital, { locationId: place })
  const { vaccinations, vaccinationsDue } = await chartOf(pet.id, owner)
  expect(vaccinations.nodes.map((each) => each.id)).toEqual([id])
  expect(vaccinationsDue).toMatchObject([{ dueOn: '2026-04-13', declinedOn: null }])
  const look = `query ($id: ID!) { vaccination(id: $id) { id } vaccinations { nodes { id } totalCount } }`
  expect((await hospital.graphql(owner, look, { id: other.id })).data).toEqual({
    vaccination: null,
    vaccinations: { nodes: [{ id }], totalCount: 1 },
  })
  expect((await hospital.graphql(owner, record, { input: dose(pet.id) })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})

test('reception sees vaccinations and writes none; a vet writes only where the right holds (AU6)', async () => {
  const pet = await aPet(hospital, grownDog)
  const reception = asRole('RECEPTIONIST')
  expect((await give(pet.id, {}, reception)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await chartOf(pet.id, reception)).vaccinations.nodes).toEqual([])
  const elsewhere = asRole('VET', {
    userId: vetId,
    grants: [{ locationId: newId(), permissions: vet().grants[0]!.permissions }],
  })
  expect((await give(pet.id, {}, elsewhere)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const screen = asRole('SCREEN')
  expect(
    (await hospital.graphql(screen, `{ pet(id: "${pet.id}") { vaccinationsDue { id } } }`)).data,
  ).toEqual({
    pet: { vaccinationsDue: [] },
  })
})

test('open screens hear of a patient’s vaccinations, and an owner only of the own', async () => {
  const { id: ownerId } = await anOwner(hospital)
  const pet = await aPet(hospital, { ownerId })
  const listen = `subscription ($petId: ID!) { vaccinationChanged(filter: { petId: $petId }) {
    pet { id vaccinationsDue { dosesGiven } } } }`
  const viewers = [vet(), asRole('OWNER', { ownerId }), asRole('OWNER', { ownerId: newId() })]
  const [staff, own, foreign] = await Promise.all(
    viewers.map((viewer) => hospital.subscribe(viewer, listen, { petId: pet.id })),
  )
  await aVaccination(hospital, { petId: pet.id, locationId: place })
  const heard = {
    data: { vaccinationChanged: { pet: { id: pet.id, vaccinationsDue: [{ dosesGiven: 1 }] } } },
  }
  expect(await staff!.next!()).toMatchObject(heard)
  expect(await own!.next!()).toMatchObject(heard)
  const silence = Symbol('silence')
  expect(await Promise.race([foreign!.next!(), Promise.resolve(silence)])).toBe(silence)
})
