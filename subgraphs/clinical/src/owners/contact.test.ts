import { standardisePhones } from '@vetgraph/kit/phone'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { timeZonesOf } from '../refs/location-ref.service.ts'
import { clinical } from '../schema.ts'
import { aPlace } from '../vaccinations/vaccination.factory.ts'
import { anOwner } from './owner.factory.ts'
import { AddressPurpose, ContactMethod, owners, PhonePurpose } from './owner.table.ts'

let hospital: TestSubgraph
let dublin: string
let amsterdam: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  dublin = await aPlace(hospital)
  amsterdam = await aPlace(hospital, 'Europe/Amsterdam')
})
afterAll(() => hospital.close())

const reception = asRole('RECEPTIONIST')
const contact = `id version phone email preferredContact phones { number purpose } addresses { purpose address { city } }
  address { city } emergencyContact { name phone relation }`
const create = `mutation ($input: CreateOwnerInput!) { createOwner(input: $input) { ${contact} } }`
const update = `mutation ($input: UpdateOwnerInput!) { updateOwner(input: $input) { ${contact} } }`
const person = { firstName: 'Niamh', lastName: 'Walsh' }

const created = async (input: object, viewer = reception) => {
  const { data, errors } = await hospital.graphql(viewer, create, { input: { ...person, ...input } })
  expect(errors).toEqual([])
  return data['createOwner'] as { id: string; phone: string | null }
}
const changed = async (id: string, version: number, input: object) => {
  const { data, errors } = await hospital.graphql(reception, update, { input: { id, version, ...input } })
  expect(errors).toEqual([])
  return data['updateOwner']
}
const refusals = async (input: object) =>
  (await hospital.graphql(reception, create, { input: { ...person, ...input } })).errors.map(
    ({ code, field }) => `${String(code)} ${String(field)}`,
  )

test.each([
  ['087 123 4567', '+353871234567'],
  ['(087) 123-4567', '+353871234567'],
  ['+353 (0)87 123 4567', '+353871234567'],
  ['00353871234567', '+353871234567'],
  ['\u202D087\u2011123\u20114567\u202C', '+353871234567'],
  ['０８７１２３４５６７', '+353871234567'],
  ['tel:+353-87-123-4567', '+353871234567'],
  ['06 12345678', '+31612345678'],
  ['+1 212 555 0123', '+12125550123'],
])('the telephone number %s is kept as %s', async (typed, kept) => {
  expect((await created({ phone: typed })).phone).toBe(kept)
})

test('a number that exists in two countries is of the country where whoever typed it works', async () => {
  const at = (locationId: string) =>
    asRole('RECEPTIONIST', {
      grants: [
        { locationId: null, permissions: new Set(['owner:write', 'owner:read']) },
        { locationId, permissions: new Set() },
      ],
    })
  const phone = '071 912 3456'
  expect((await created({ phone }, at(dublin))).phone).toBe('+353719123456')
  expect((await created({ phone }, at(amsterdam))).phone).toBe('+31719123456')
})

test.each([
  '12',
  '555 0123',
  'call me maybe 1234567',
  '99999999999999999',
  '+999 123456',
  '+353 87',
  '087 123 4567 and 01 555 0100',
])('what is no telephone number is BAD_USER_INPUT in its field: %s', async (wrong) => {
  expect(await refusals({ phone: wrong })).toEqual(['BAD_USER_INPUT phone'])
  const phones = [
    { number: '087 123 4567', purpose: 'MOBILE' },
    { number: wrong, purpose: 'HOME' },
  ]
  expect(await refusals({ phones })).toEqual(['BAD_USER_INPUT phones.1.number'])
  expect(await refusals({ emergencyContact: { name: 'Una', phone: wrong } })).toEqual([
    'BAD_USER_INPUT emergencyContact.phone',
  ])
})

test('an owner has several numbers and addresses with their purposes, the primary ones first, and an emergency contact', async () => {
  const owner = await created({
    phones: [
      { number: '087 123 4567', purpose: 'MOBILE' },
      { number: '01 555 0100', purpose: 'WORK' },
    ],
    addresses: [
      { address: { city: 'Dublin' }, purpose: 'HOME' },
      { address: { city: 'Cork' }, purpose: 'BILLING' },
    ],
    emergencyContact: { name: 'Una Walsh', phone: '086 765 4321', relation: 'sister' },
  })
  const [mobile, work] = [
    { number: '+353871234567', purpose: 'MOBILE' },
    { number: '+35315550100', purpose: 'WORK' },
  ]
  expect(owner).toMatchObject({
    phone: '+353871234567',
    phones: [mobile, work],
    address: { city: 'Dublin' },
    addresses: [{ purpose: 'HOME' }, { purpose: 'BILLING', address: { city: 'Cork' } }],
    emergencyContact: { name: 'Una Walsh', phone: '+353867654321', relation: 'sister' },
    preferredContact: 'PHONE',
  })
  expect(await changed(owner.id, 1, { phone: '086 000 0000' })).toMatchObject({
    phones: [{ number: '+353860000000', purpose: 'MOBILE' }, work],
  })
  expect(await changed(owner.id, 2, { phone: null, address: null })).toMatchObject({
    phone: '+35315550100',
    phones: [work],
    addresses: [{ purpose: 'BILLING' }],
    emergencyContact: { relation: 'sister' },
  })
  expect(await changed(owner.id, 3, { phones: [], addresses: null, emergencyContact: null })).toMatchObject({
    phone: null,
    phones: [],
    addresses: [],
    emergencyContact: null,
  })
  expect((await hospital.audited(owner.id)).at(-1)).toMatchObject({
    before: { phones: [work], emergencyContact: { name: 'Una Walsh' } },
    after: { phones: [], emergencyContact: null },
  })
})

test('lists of numbers and addresses are bounded, without repetition, and not given in two ways', async () => {
  const phones = Array.from({ length: 11 }, (_, n) => ({ number: `087 123 456${n % 10}`, purpose: 'HOME' }))
  expect(await refusals({ phones })).toEqual(['BAD_USER_INPUT phones'])
  expect(await refusals({ phones: [phones[0], { number: '+353871234560', purpose: 'WORK' }] })).toEqual([
    'BAD_USER_INPUT phones.1.number',
  ])
  expect(await refusals({ phone: '087 123 4567', phones: [] })).toEqual(['BAD_USER_INPUT phones'])
  expect(await refusals({ addresses: [{ address: { city: ' ' }, purpose: 'HOME' }] })).toEqual([
    'BAD_USER_INPUT addresses.0.address',
  ])
  const address = { address: { city: 'Cork' }, purpose: 'HOME' }
  expect(await refusals({ addresses: Array.from({ length: 11 }, () => address) })).toEqual([
    'BAD_USER_INPUT addresses',
  ])
})

test('the database too keeps further numbers behind a primary one', async () => {
  const owner = await anOwner(hospital)
  const phones = JSON.stringify([{ number: '+353871234567', purpose: 'MOBILE' }])
  await expect(
    hospital.admin`update clinical.owners set further_phones = ${phones}::text::jsonb where id = ${owner.id}`,
  ).rejects.toMatchObject({ constraint_name: 'owners_primary_phone_first' })
})

test('nobody prefers to be reached by what is not there; when it is removed, the next best way is preferred (C4)', async () => {
  expect(await refusals({ preferredContact: 'EMAIL', phone: '087 123 4567' })).toEqual([
    'BAD_USER_INPUT preferredContact',
  ])
  expect(await refusals({ preferredContact: 'SMS', email: 'a@example.com' })).toEqual([
    'BAD_USER_INPUT preferredContact',
  ])
  const owner = await created({ email: 'a@example.com', phone: '087 123 4567', preferredContact: 'EMAIL' })
  expect(await changed(owner.id, 1, { email: null })).toMatchObject({ preferredContact: 'PHONE' })
  const { errors } = await hospital.graphql(reception, update, {
    input: { id: owner.id, version: 2, preferredContact: 'EMAIL' },
  })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'preferredContact' }])
  expect(await changed(owner.id, 2, { preferredContact: 'SMS', lastName: 'Nolan' })).toMatchObject({
    preferredContact: 'SMS',
  })
})

test('an owner and the pets are found by every number, however it is written', async () => {
  const owner = await anOwner(hospital, {
    lastName: 'Numbered',
    phones: [
      { number: '+353851112223', purpose: PhonePurpose.MOBILE },
      { number: '+31207778889', purpose: PhonePurpose.WORK },
    ],
  })
  await aPet(hospital, { ownerId: owner.id, name: 'Rex' })
  const search = `query ($search: String) {
    owners(filter: { search: $search }) { nodes { lastName } } pets(filter: { search: $search }) { nodes { name } } }`
  for (const written of [
    '085 111 2223',
    '+353 85 1112223',
    '+353 (0)85 1112223',
    '00353 851112223',
    '085\u2011111\u20112223',
    '1112223',
    '020 777 8889',
    '+31 20 777 88 89',
  ]) {
    const { data } = await hospital.graphql(reception, search, { search: written })
    expect([written, data]).toEqual([
      written,
      { owners: { nodes: [{ lastName: 'Numbered' }] }, pets: { nodes: [{ name: 'Rex' }] } },
    ])
  }
})

test('numbers that were kept as they were typed become E.164 where they can be read, and stay where not', async () => {
  const ctx = hospital.context()
  const [known, unknown] = [
    await anOwner(hospital, { phone: '089 555 01 23' }),
    await anOwner(hospital, { phone: '555 0123' }),
  ]
  await standardisePhones(ctx, owners, await timeZonesOf(ctx))
  const rows = await hospital.admin`
    select phone from clinical.owners where id in (${known.id}, ${unknown.id}) order by id`
  expect(rows.map(({ phone }) => phone as string)).toEqual(['+353895550123', '555 0123'])
})

test('contact details of any kind that staff read leave an entry (C1)', async () => {
  const owner = await anOwner(hospital, {
    phone: '+353871234567',
    preferredContact: ContactMethod.PHONE,
    addresses: [{ address: { city: 'Cork' }, purpose: AddressPurpose.HOME }],
  })
  for (const fields of ['phones { number }', 'addresses { purpose }', 'emergencyContact { name }'])
    await hospital.graphql(reception, `query ($id: ID!) { owner(id: $id) { ${fields} } }`, { id: owner.id })
  const reads = (await hospital.audited(owner.id)).filter(({ action }) => action === 'owner.read')
  expect(reads).toHaveLength(3)
})
