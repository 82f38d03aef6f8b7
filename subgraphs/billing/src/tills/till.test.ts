import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, isBalanced, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation } from '../testing.ts'
import { anOpenTill, tillVerb } from './till.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

/** An owner who pays at a location with a till in which there are 100.00. */
async function aDesk() {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  const pay = (amount: number, input: Record<string, unknown> = {}) =>
    pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CASH', amount: eur(amount), ...input })
  return { ownerId, locationId, pay, ...(await anOpenTill(hospital, locationId)) }
}

const sessionsOf = async (locationId: string) => {
  const { data, errors } = await hospital.graphql(
    receptionist,
    'query ($id: ID!) { tillSessions(locationId: $id) { nodes { id status taken given expected counted banked } } }',
    { id: locationId },
  )
  expect(errors).toEqual([])
  return (data['tillSessions'] as { nodes: unknown[] }).nodes
}

const pieces = (...cash: Array<[value: number, pieces: number]>) =>
  cash.map(([value, pieces]) => ({ value: eur(value), pieces }))

const sumsOn = async (locationId: string) =>
  Object.fromEntries(
    (
      await hospital.admin`
        select l.account, sum(l.amount)::int as amount from billing.journal_lines l
        join billing.journal_entries e on e.id = l.entry_id
        where e.location_id = ${locationId} and e.kind in ('TILL_DIFFERENCE', 'BANKING') group by l.account`
    ).map((row) => [row['account'], row['amount']]),
  )

test('B15: cash goes into the open till and refunds come from it; cards do not', async () => {
  const { locationId, pay } = await aDesk()
  const { payment } = await pay(5000)
  await pay(1000, { method: 'CARD' })
  await pays(hospital, 'refundPayment', { paymentId: payment.id, amount: eur(1500), reason: 'Too much' })
  const wrong = await pay(700)
  await pays(hospital, 'reversePayment', { paymentId: wrong.payment.id, reason: 'Typed twice' })
  expect(await sessionsOf(locationId)).toMatchObject([
    { status: 'OPEN', taken: eur(5700), given: eur(2200), expected: eur(13_500) },
  ])
})

test('B15: without an open till no cash is taken, and of several open ones one is named', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  const pay = (input: Record<string, unknown> = {}) =>
    pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CASH', amount: eur(100), ...input })
  expect((await pay()).errors).toEqual([])
  const { answer: first } = await tillVerb(hospital, 'createTill', { locationId, name: 'Front desk' })
  expect((await pay()).errors).toMatchObject([{ code: 'CONFLICT', field: 'tillId' }])
  expect((await pay({ method: 'CARD' })).errors).toEqual([])
  await tillVerb(hospital, 'openTill', { tillId: first.id, float: eur(0) })
  const second = await anOpenTill(hospital, locationId, 'Pharmacy')
  expect((await pay()).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'tillId' }])
  expect((await pay({ tillId: newId() })).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'tillId' }])
  expect((await pay({ tillId: second.tillId })).errors).toEqual([])
  const elsewhere = await anOpenTill(hospital, (await aLocation(hospital)).id)
  expect((await pay({ tillId: elsewhere.tillId })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'tillId' },
  ])
})

test('B15: start clear: while one session is counted, cash goes into the next, and the count is final', async () => {
  const { locationId, pay, tillId, session } = await aDesk()
  await pay(5000)
  const counting = await tillVerb(
    hospital,
    'startTillCount',
    { sessionId: session.id, version: session.version, nextFloat: eur(5000) },
    { viewer: receptionist },
  )
  expect(counting.answer).toMatchObject({ status: 'COUNTING', expected: eur(15_000) })
  await pay(2000)
  const close = (input: Record<string, unknown> = {}) =>
    tillVerb(
      hospital,
      'closeTill',
      {
        sessionId: session.id,
        version: counting.answer.version,
        cash: pieces([5000, 2], [2000, 2], [500, 1], [200, 2]),
        banked: eur(10_000),
        bankReference: 'Bag 17',
        ...input,
      },
      { viewer: receptionist },
    )
  expect((await close()).errors).toMatchObject([
    {
      code: 'BAD_USER_INPUT',
      field: 'differenceReason',
      extensions: { difference: eur(-100) },
    },
  ])
  const { answer } = await close({ differenceReason: 'Change given wrongly' })
  expect(answer).toMatchObject({
    status: 'CLOSED',
    expected: eur(15_000),
    counted: eur(14_900),
    difference: eur(-100),
    banked: eur(10_000),
  })
  expect(answer.till.openSession).not.toBeNull()
  expect((await close({ differenceReason: 'Again' })).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(await sumsOn(locationId)).toEqual({ TILL_DIFFERENCE: 100, BANK: 10_000, CASH: -10_100 })
  expect(await sessionsOf(locationId)).toMatchObject([
    { status: 'OPEN', taken: eur(2000), expected: eur(7000) },
    { status: 'CLOSED', counted: eur(14_900) },
  ])
  expect(await hospital.audited(session.id)).toMatchObject([
    { action: 'till-session.create' },
    { action: 'till-session.start-count' },
    { action: 'till-session.close', after: { counted: 14_900 } },
  ])
  expect((await tillVerb(hospital, 'openTill', { tillId, float: eur(100) })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'tillId' },
  ])
  expect(await isBalanced(hospital)).toBe(true)
})

test('B15: the database freezes a closed session, and its count agrees with the ledger', async () => {
  const { pay, session } = await aDesk()
  const { sql } = hospital.runtime.database
  const closing = (expected: number, counted: number) => sql`
    update billing.till_sessions set status = 'CLOSED', counting_since = now(), closed_at = now(),
      closed_by = ${newId()}, expected = ${expected}, counted = ${counted}, banked = 0,
      cash = '[{"value": 5000, "pieces": 2}]', difference_reason = 'Because' where id = ${session.id}`
  await expect(closing(9000, 10_000)).rejects.toMatchObject({ constraint_name: 'till_sessions_agree' })
  await expect(closing(10_000, 9000)).rejects.toMatchObject({ constraint_name: 'till_sessions_agree' })
  await closing(10_000, 10_000)
  for (const attempt of [
    sql`update billing.till_sessions set banked = 1 where id = ${session.id}`,
    sql`update billing.till_sessions set status = 'OPEN' where id = ${session.id}`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'till_sessions_frozen' })
  }
  await expect(sql`delete from billing.till_sessions`).rejects.toMatchObject({ code: '42501' })
  expect((await pay(100)).errors).toMatchObject([{ code: 'CONFLICT', field: 'tillId' }])
})

test('B15: payments and a count at the same time: all cash is in one session or the next', async () => {
  const { locationId, pay, session } = await aDesk()
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, () => pay(100)),
    tillVerb(hospital, 'startTillCount', { sessionId: session.id, version: 1, nextFloat: eur(0) }),
    ...Array.from({ length: 10 }, () => pay(100)),
  ])
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  const [next, counted] = (await sessionsOf(locationId)) as Array<{ taken: { amount: number } }>
  expect(next!.taken.amount + counted!.taken.amount).toBe(2000)
})

test('B15: of several open tills one is named, also while the count of another one begins', async () => {
  const { locationId, pay, tillId, session } = await aDesk()
  await anOpenTill(hospital, locationId, 'Pharmacy')
  let unnamed: ReturnType<typeof pay> | null = null
  let named: ReturnType<typeof pay> | null = null
  await hospital.admin.begin(async (sql) => {
    await sql`update billing.till_sessions set status = 'COUNTING', counting_since = now() where id = ${session.id}`
    await sql`insert into billing.till_sessions
      (id, till_id, location_id, currency, status, day, float, opened_by, version, created_at, updated_at)
      select gen_random_uuid(), till_id, location_id, currency, 'OPEN', day, 0, opened_by, 1, now(), now()
      from billing.till_sessions where id = ${session.id}`
    unnamed = pay(100)
    named = pay(100, { tillId })
    await hospital.waiting(2)
  })
  expect((await unnamed!).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'tillId' }])
  expect((await named!).errors).toEqual([])
})

test('a count takes each note and coin of the currency once, and no more goes to the bank than there is', async () => {
  const { session } = await aDesk()
  const close = (input: Record<string, unknown>) =>
    tillVerb(hospital, 'closeTill', { sessionId: session.id, version: 1, cash: pieces([5000, 2]), ...input })
  for (const [input, field] of [
    [{ cash: pieces([4000, 1]) }, 'cash.0.value'],
    [{ cash: [{ value: { amount: 5000, currency: 'CHF' }, pieces: 1 }] }, 'cash.0.value'],
    [{ cash: pieces([5000, 1], [5000, 1]) }, 'cash.1.value'],
    [{ cash: pieces([5000, -1]) }, 'cash.0.pieces'],
    [{ cash: pieces([1, 100_001]) }, 'cash.0.pieces'],
    [{ banked: eur(-1) }, 'banked'],
    [{ banked: eur(10_001) }, 'banked'],
  ] as const) {
    expect((await close(input)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  }
  expect((await close({})).answer).toMatchObject({ status: 'CLOSED', difference: eur(0), banked: eur(0) })
})

test('a till is retired when it is closed; only administrators add tills, and vets do not count them', async () => {
  const { locationId, tillId, session } = await aDesk()
  const retire = () => tillVerb(hospital, 'updateTill', { id: tillId, version: 1, active: false })
  expect((await retire()).errors).toMatchObject([{ code: 'CONFLICT', field: 'active' }])
  await tillVerb(hospital, 'closeTill', { sessionId: session.id, version: 1, cash: pieces([5000, 2]) })
  expect((await retire()).answer).toMatchObject({ active: false, version: 2 })
  expect((await tillVerb(hospital, 'openTill', { tillId, float: eur(0) })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'tillId' },
  ])
  const input = { locationId, name: 'Side desk' }
  expect((await tillVerb(hospital, 'createTill', input, { viewer: receptionist })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect(
    (await tillVerb(hospital, 'openTill', { tillId, float: eur(0) }, { viewer: asRole('VET') })).errors,
  ).toMatchObject([{ code: 'FORBIDDEN' }])
})
