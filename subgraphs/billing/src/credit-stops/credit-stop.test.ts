import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eur, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation, askPeer } from '../testing.ts'
import { checkCredit, planCreditChecks } from './policy.service.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (type, ids, selection) => {
    const answers = await askPeer(type, ids, selection)
    return type === 'Owner' ? answers.map((answer) => ({ version: 1, archivedAt: null, ...answer })) : answers
  })
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T09:30:00.000Z'))

const shown = 'id creditStop { reason automatic stoppedBy { id } }'

const stop = (ownerId: string, reason = 'Promised to pay in January', viewer = receptionist) =>
  hospital.graphql(
    viewer,
    `mutation ($ownerId: ID!, $reason: String!) { stopCredit(input: { ownerId: $ownerId, reason: $reason }) { ${shown} } }`,
    { ownerId, reason },
  )
const release = (ownerId: string) =>
  hospital.graphql(receptionist, `mutation ($id: ID!) { releaseCredit(ownerId: $id) { ${shown} } }`, {
    id: ownerId,
  })

async function stopOf(ownerId: string, viewer = receptionist) {
  const { data } = await hospital.graphql(
    viewer,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Owner { ${shown} } } }`,
    { of: [{ __typename: 'Owner', id: ownerId }] },
  )
  return (data['_entities'] as Array<{ creditStop: unknown }>)[0]!.creditStop
}

/** What those who book were told of an owner, the oldest first. */
const told = async (ownerId: string) =>
  (await hospital.emitted())
    .filter(({ task, payload }) => task === 'scheduling:credit.changed' && payload['id'] === ownerId)
    .map(({ payload }) => [payload['version'], payload['stopped']])

/** What the work does that is planned for an owner. */
async function work(ownerId: string) {
  const planned = await hospital.admin`
    delete from graphile_worker._private_jobs where payload->>'ownerId' = ${ownerId} returning payload`
  for (const { payload } of planned) await checkCredit(hospital.context(), payload as { ownerId: string })
  return planned.length
}

async function daily(ownerId: string, day: string) {
  hospital.setNow(`${day}T06:00:00.000Z`)
  await planCreditChecks(hospital.context())
  return work(ownerId)
}

const setDays = (locationId: string, creditStopDays: number | null) =>
  hospital.graphql(
    asRole('ADMIN'),
    'mutation ($input: SetPaymentTermsInput!) { setPaymentTerms(input: $input) { creditStopDays } }',
    { input: { locationId, days: 14, creditStopDays } },
  )

test('B11: the credit of an owner is stopped by hand with a reason and released, each once, told to those who book', async () => {
  const ownerId = newId()
  expect((await stop(ownerId)).data['stopCredit']).toEqual({
    id: ownerId,
    creditStop: {
      reason: 'Promised to pay in January',
      automatic: false,
      stoppedBy: { id: receptionist.userId },
    },
  })
  for (const answer of [await release(ownerId), await release(ownerId)])
    expect(answer.data['releaseCredit']).toEqual({ id: ownerId, creditStop: null })
  expect(await told(ownerId)).toEqual([
    [1, true],
    [2, false],
  ])
  expect((await hospital.audited(ownerId)).map(({ action }) => action)).toEqual([
    'credit.stop',
    'credit.release',
  ])
})

test('B11: who may not stop credit is refused, and an owner does not learn of it (AU4)', async () => {
  const ownerId = newId()
  expect((await stop(ownerId, 'Debts', asRole('VET'))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await stop(ownerId, ' ')).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'reason' }])
  expect((await stop('x')).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'ownerId' }])
  await stop(ownerId)
  expect(await stopOf(ownerId, asRole('OWNER', { ownerId }))).toBeNull()
  expect(await stopOf(ownerId)).toMatchObject({ automatic: false })
})

test('B11: the terms of a location stop credit after their days, once, and end it as soon as the invoice is paid', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  expect((await setDays(locationId, 366)).errors).toMatchObject([{ field: 'creditStopDays' }])
  expect((await setDays(locationId, 30)).data).toEqual({ setPaymentTerms: { creditStopDays: 30 } })
  // Due on 30 March: 30 days later it may still be paid.
  expect(await daily(ownerId, '2026-04-29')).toBe(0)
  expect(await daily(ownerId, '2026-04-30')).toBe(1)
  expect(await daily(ownerId, '2026-05-01')).toBe(0)
  expect(await stopOf(ownerId)).toMatchObject({ automatic: true, stoppedBy: null })
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect(await work(ownerId)).toBe(1)
  expect(await stopOf(ownerId)).toBeNull()
  expect(await told(ownerId)).toEqual([
    [1, true],
    [2, false],
  ])
})

test('B11: what was paid since the check was planned stops nothing', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  await setDays(locationId, 0)
  hospital.setNow('2026-04-02T06:00:00.000Z')
  await planCreditChecks(hospital.context())
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect(await work(ownerId)).toBe(1)
  expect(await told(ownerId)).toEqual([])
})

test('B11: a stop by hand outlives payment, and a release by hand holds for what was too late by then', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId, typeId } = visit
  await setDays(locationId, 10)
  expect(await daily(ownerId, '2026-04-10')).toBe(1)
  await release(ownerId)
  expect(await daily(ownerId, '2026-04-11')).toBe(0)
  await aFinalisedInvoice(hospital, { ownerId, locationId, typeId })
  expect(await daily(ownerId, '2026-05-05')).toBe(0)
  expect(await daily(ownerId, '2026-05-06')).toBe(1)
  await stop(ownerId, 'Third time')
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(2 * 7800) })
  expect(await work(ownerId)).toBe(0)
  expect(await stopOf(ownerId)).toMatchObject({ reason: 'Third time' })
})

test('B11: a release by hand in the morning of a location far east holds, though it is the day before by UTC', async () => {
  const { id: locationId } = await aLocation(hospital, { timeZone: 'Pacific/Auckland' })
  const { visit } = await aFinalisedInvoice(hospital, { locationId })
  await setDays(locationId, 10)
  const check = async (at: string) => {
    hospital.setNow(at)
    await planCreditChecks(hospital.context())
    return work(visit.ownerId)
  }
  expect(await check('2026-04-09T11:30:00.000Z')).toBe(0)
  expect(await check('2026-04-09T20:00:00.000Z')).toBe(1)
  await release(visit.ownerId)
  expect(await check('2026-04-09T21:00:00.000Z')).toBe(0)
})

test('B11: a stop by hand while the terms are looked at stands, whichever comes first', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  await setDays(locationId, 0)
  hospital.setNow('2026-04-02T06:00:00.000Z')
  const running: Array<Promise<unknown>> = []
  await hospital.admin.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`account ${ownerId}`}, 0))`
    running.push(checkCredit(hospital.context(), { ownerId }))
    await hospital.waiting(1)
    running.push(stop(ownerId, 'Third time'))
    await hospital.waiting(2)
  })
  await Promise.all(running)
  expect(await stopOf(ownerId)).toMatchObject({ automatic: false, reason: 'Third time' })
})
