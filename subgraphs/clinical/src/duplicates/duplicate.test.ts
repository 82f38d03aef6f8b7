import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { owners, type OwnerRow, PhonePurpose } from '../owners/owner.table.ts'
import { aPet } from '../pets/pet.factory.ts'
import type { PetRow } from '../pets/pet.table.ts'
import { clinical } from '../schema.ts'
import { aPlace } from '../vaccinations/vaccination.factory.ts'
import { nearestOwners } from './duplicate.service.ts'

let hospital: TestSubgraph
let byrne: OwnerRow
let bella: PetRow

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
  await aPlace(hospital)
  byrne = await anOwner(hospital, {
    firstName: 'Aoife',
    lastName: 'Byrne',
    email: 'aoife@example.com',
    phones: [
      { number: '+353871234567', purpose: PhonePurpose.MOBILE },
      { number: '+35315550100', purpose: PhonePurpose.WORK },
    ],
  })
  bella = await aPet(hospital, { ownerId: byrne.id, name: 'Bella', microchips: ['372098100000001'] })
  await anOwner(hospital, { firstName: 'Sean', lastName: 'Murphy', email: 'sean@example.com' })
})
afterAll(() => hospital.close())

const query = `query ($input: PossibleDuplicatesInput!) {
  possibleDuplicates(input: $input) { reasons owner { id } pet { id } } }`

async function duplicatesOf(input: object, viewer = asRole('RECEPTIONIST')) {
  const { data, errors } = await hospital.graphql(viewer, query, { input })
  expect(errors).toEqual([])
  return data['possibleDuplicates']
}

const isByrne = (...reasons: string[]) => [{ reasons, owner: { id: byrne.id }, pet: null }]
const isBella = (...reasons: string[]) => [{ reasons, owner: { id: byrne.id }, pet: { id: bella.id } }]

test.each([
  ['the same name, accents and case aside', { firstName: 'AOÍFE', lastName: 'byrne' }, ['NAME']],
  ['a name written nearly so', { firstName: 'Aoifa', lastName: 'Byrnes' }, ['NAME']],
  ['a telephone number in another notation', { phones: ['(087) 123-4567'] }, ['PHONE']],
  ['one of several telephone numbers', { phones: ['086 765 4321', '01 555 0100'] }, ['PHONE']],
  ['an e-mail address in another case', { email: 'Aoife@Example.com' }, ['EMAIL']],
  [
    'all of them',
    { firstName: 'Aoife', lastName: 'Byrne', phones: ['087 123 4567'], email: 'aoife@example.com' },
    ['PHONE', 'EMAIL', 'NAME'],
  ],
])('a client who is there already is shown while a new one is typed, by %s', async (_by, typed, reasons) => {
  expect(await duplicatesOf(typed)).toEqual(isByrne(...reasons))
})

test.each([
  ['a microchip, grouped as it is printed', () => ({ microchips: ['372-098-100 000 001'] }), ['MICROCHIP']],
  ['its name in the same household', () => ({ ownerId: byrne.id, petName: 'Bela' }), ['PET_NAME']],
  ['its name with a slip', () => ({ ownerId: byrne.id, petName: 'Blla' }), ['PET_NAME']],
])('a pet that is there already is shown by %s (PT1)', async (_by, typed, reasons) => {
  expect(await duplicatesOf(typed())).toEqual(isBella(...reasons))
})

test.each([
  ['nothing', {}],
  ['half a name', { firstName: 'Aoife' }],
  ['another name', { firstName: 'Oisin', lastName: 'Kavanagh' }],
  ['half a number', { phones: ['087 12'] }],
  ['half a microchip', { microchips: ['37209'] }],
  ['a pet of no household', { petName: 'Bella' }],
  ['a household that is none', { ownerId: 'x', petName: 'Bella' }],
])('%s is like nobody, and no error while it is typed', async (_what, typed) => {
  expect(await duplicatesOf(typed)).toEqual([])
})

test('AU4: pet owners learn nothing by it: it needs owner:read', async () => {
  const { errors } = await hospital.graphql(asRole('OWNER', { ownerId: byrne.id }), query, { input: {} })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'owner:read' } }])
})

test('staff who may not see patients are shown whose pet it is, not which', async () => {
  const viewer = asRole('RECEPTIONIST', {
    grants: [{ locationId: null, permissions: new Set(['owner:read']) }],
  })
  expect(await duplicatesOf({ microchips: ['372098100000001'] }, viewer)).toEqual(isByrne('MICROCHIP'))
})

test('at most five are shown, and among ten thousand clients every look-up is answered by an index', async () => {
  const big = await TestSubgraph.open(clinical)
  try {
    await big.admin`
      insert into clinical.owners (id, first_name, last_name, email, phone, preferred_contact, version, created_at, updated_at)
      select gen_random_uuid(), 'Aoife', case when n <= 20 then 'Byrne' else md5(n::text) end, n || '@example.com',
        '+3538700' || (10000 + n), 'EMAIL', 1, now(), now() from generate_series(1, 10000) n`
    await big.admin`vacuum analyze clinical.owners`
    const input = { firstName: 'Aoife', lastName: 'Byrne' }
    const { data } = await big.graphql(asRole('RECEPTIONIST'), query, { input })
    expect(data['possibleDuplicates']).toHaveLength(5)
    const { db } = big.context()
    const plans = await Promise.all(
      [
        sql`${nearestOwners(db, sql`'byrne'`)}`,
        sql`select id from ${owners} where lower(email) = lower('77@example.com') limit 5`,
        sql`select id from ${owners} where phone_numbers && array['+353870010077'] limit 5`,
      ].map((select) => db.execute<{ 'QUERY PLAN': string }>(sql`explain ${select}`)),
    )
    for (const [n, index] of ['owners_like_name', 'owners_by_email', 'owners_by_phone'].entries()) {
      const lines = plans[n]!.map((line) => line['QUERY PLAN']).join('\n')
      expect(lines).toContain(index)
      expect(lines).not.toContain('Seq Scan')
    }
  } finally {
    await big.close()
  }
})
