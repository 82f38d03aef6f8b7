import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { aLocation } from './location.factory.ts'
import { type LocationRow, locations } from './location.table.ts'

let hospital: TestSubgraph
/** What the other subgraphs say of every location. */
let others = { openAppointments: 0, hasAmounts: false }

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity, async (_type, ids) => ids.map((id) => ({ id, ...others })))
})
afterAll(() => hospital.close())
beforeEach(async () => {
  others = { openAppointments: 0, hasAmounts: false }
  await hospital.admin`truncate identity.locations cascade`
})

const admin = asRole('ADMIN')
const shown = 'id name timeZone currency phone bankAccount lateCancellationHours active version'

const create = (input: Record<string, unknown>, request = {}) =>
  hospital.graphql(
    admin,
    `mutation ($input: CreateLocationInput!) { createLocation(input: $input) { ${shown} } }`,
    { input },
    request,
  )

const update = (location: LocationRow, input: Record<string, unknown>, viewer = admin) =>
  hospital.graphql(
    viewer,
    `mutation ($input: UpdateLocationInput!) { updateLocation(input: $input) { ${shown} } }`,
    { input: { id: location.id, version: location.version, ...input } },
  )

const stored = async (id: string) =>
  (await hospital.context().db.select().from(locations).where(eq(locations.id, id)))[0]!

const mill = {
  name: 'Old Mill',
  address: '1 Mill Lane\nDublin 4',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  taxRate: 1350,
  phone: '+353 1 555 0101',
  bankAccount: 'IBAN IE29 AIBK 9311 5212 3456 78, AIB',
}

test('a location is opened once under one Idempotency-Key, told to every part, and its name is its own', async () => {
  const request = { idempotencyKey: newId() }
  const [first, again] = [await create(mill, request), await create(mill, request)]
  expect(first.errors).toEqual([])
  expect(again.data).toEqual(first.data)
  const made = first.data['createLocation'] as LocationRow
  expect(made).toMatchObject({
    name: 'Old Mill',
    phone: '+35315550101',
    lateCancellationHours: 24,
    active: true,
  })
  const told = (await hospital.emitted()).filter(({ payload }) => payload['id'] === made.id)
  expect(told.map(({ task }) => task)).toContain('scheduling:location.changed')
  expect((await hospital.audited(made.id)).map(({ action }) => action)).toEqual(['location.create'])
  expect((await create(mill)).errors).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
})

test.each([
  ['currency', { currency: 'EURO' }],
  ['taxRate', { taxRate: 10_001 }],
  ['bankAccount', { bankAccount: 'IE29 AIBK 9311 5212 3456 79' }],
  ['lateCancellationHours', { lateCancellationHours: 169 }],
  ['bookingMonthsAhead', { bookingMonthsAhead: 0 }],
  ['openingHours', { openingHours: [{ weekday: 'MONDAY', opens: '18:00', closes: '08:00' }] }],
  [
    'openingHours',
    {
      openingHours: [
        { weekday: 'MONDAY', opens: '08:00', closes: '12:00' },
        { weekday: 'MONDAY', opens: '11:00', closes: '18:00' },
      ],
    },
  ],
])('a wrong %s is refused at its field, and nothing is written: %j', async (field, wrong) => {
  expect((await create({ ...mill, ...wrong })).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  expect(await hospital.context().db.$count(locations)).toBe(0)
})

test('only who holds location:write changes a location, from the version they saw, and it is audited', async () => {
  const location = await aLocation(hospital)
  expect((await update(location, { name: 'Mine' }, asRole('RECEPTIONIST'))).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'location:write' } },
  ])
  const { data } = await update(location, { name: 'Harbour', lateCancellationHours: 48 })
  expect(data['updateLocation']).toMatchObject({ name: 'Harbour', lateCancellationHours: 48, version: 2 })
  expect((await update(location, { name: 'Port' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { name: 'Harbour' } } },
  ])
  expect(await hospital.audited(location.id)).toMatchObject([
    {
      action: 'location.update',
      before: { lateCancellationHours: 24 },
      after: { lateCancellationHours: 48 },
    },
  ])
})

test('the currency stays once there are amounts in it, and the time zone while visits are ahead', async () => {
  const location = await aLocation(hospital)
  others = { openAppointments: 3, hasAmounts: true }
  expect((await update(location, { currency: 'GBP' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'currency' },
  ])
  expect((await update(location, { timeZone: 'Europe/Berlin' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'timeZone', extensions: { appointments: 3 } },
  ])
  const same = { currency: 'EUR', timeZone: 'Europe/Dublin', name: 'Harbour' }
  expect((await update(location, same)).errors).toEqual([])
  others = { openAppointments: 0, hasAmounts: false }
  const changed = await update(await stored(location.id), { currency: 'GBP', timeZone: 'Europe/London' })
  expect(changed.data['updateLocation']).toMatchObject({ currency: 'GBP', timeZone: 'Europe/London' })
})

test('a location with open visits is not retired, and says how many; without them it is, and comes back (S1)', async () => {
  const location = await aLocation(hospital)
  await aLocation(hospital)
  others = { openAppointments: 12, hasAmounts: true }
  expect((await update(location, { active: false })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'active', extensions: { appointments: 12 } },
  ])
  others = { openAppointments: 0, hasAmounts: true }
  expect((await update(location, { active: false })).data['updateLocation']).toMatchObject({ active: false })
  const back = await update(await stored(location.id), { active: true })
  expect(back.data['updateLocation']).toMatchObject({ active: true, version: 3 })
})

test('of the last two locations retired at once one stays open', async () => {
  const both = [await aLocation(hospital), await aLocation(hospital)]
  const answers = await Promise.all(both.map((location) => update(location, { active: false })))
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'active' }])
  expect(await hospital.context().db.$count(locations, eq(locations.active, true))).toBe(1)
})

test('who lists locations sees a change of one at once', async () => {
  const location = await aLocation(hospital)
  const stream = await hospital.subscribe(asRole('VET'), 'subscription { locationChanged { id name } }')
  await update(location, { name: 'Harbour' })
  expect(await stream.next?.()).toMatchObject({
    data: { locationChanged: { id: location.id, name: 'Harbour' } },
  })
})
