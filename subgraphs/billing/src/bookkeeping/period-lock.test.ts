import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { JournalEntryKind, LedgerAccount } from '../ledger/journal.table.ts'
import { post } from '../ledger/post.service.ts'
import { eur, pays } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice } from '../testing.ts'

let hospital: TestSubgraph
const admin = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T12:00:00.000Z'))

const change = (verb: 'lockPeriod' | 'unlockPeriod', input: Record<string, unknown>, viewer = admin) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ${verb === 'lockPeriod' ? 'Lock' : 'Unlock'}PeriodInput!) { ${verb}(input: $input) { lockedThrough } }`,
    { input },
  )

/** An account at a location whose books are locked through 10 March, on 16 March. */
async function aLockedLocation() {
  const { id, visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  expect((await change('lockPeriod', { locationId, through: '2026-03-10' })).errors).toEqual([])
  const pay = (receivedOn?: string) =>
    pays(
      hospital,
      'recordPayment',
      { ownerId, locationId, method: 'CARD', amount: eur(100), receivedOn },
      { viewer: admin },
    )
  return { id, ownerId, locationId, pay }
}

test('B15: no payment is dated in a locked period, and the day after is free', async () => {
  const { locationId, pay } = await aLockedLocation()
  expect((await pay('2026-03-10')).errors).toMatchObject([
    { code: 'CONFLICT', field: 'receivedOn', message: expect.stringContaining('2026-03-10') },
  ])
  expect((await pay('2026-03-11')).errors).toEqual([])
  expect((await pay()).errors).toEqual([])
  expect(await hospital.audited(locationId)).toMatchObject([
    {
      action: 'location.lock-period',
      before: { lockedThrough: null },
      after: { lockedThrough: '2026-03-10' },
    },
  ])
})

test('B15: the database refuses whatever is dated in a locked period, whoever writes it', async () => {
  const { ownerId, locationId, pay } = await aLockedLocation()
  const { payment } = await pay()
  const draft = await aDraft(hospital, { locationId })
  const locked = { details: { rule: 'period_locked', field: 'receivedOn' } }
  const event = { kind: JournalEntryKind.PAYMENT, sourceId: newId(), locationId, ownerId, currency: 'EUR' }
  await expect(
    transact(hospital.context(), (ctx) =>
      post(ctx, { ...event, day: '2026-03-10' }, [
        { account: LedgerAccount.CARD, amount: 100 },
        { account: LedgerAccount.CREDIT, amount: -100 },
      ]),
    ),
  ).rejects.toMatchObject(locked)
  const { sql } = hospital.runtime.database
  const { id: invoiceId } = draft
  for (const attempt of [
    sql`insert into billing.payments (id, location_id, owner_id, currency, method, amount, rounding, received_on,
          taken_by, deposit, version, created_at, updated_at)
        values (${newId()}, ${locationId}, ${ownerId}, 'EUR', 'CARD', 100, 0, '2026-03-09', ${newId()}, false, 1, now(), now())`,
    sql`insert into billing.refunds (id, payment_id, method, amount, reason, refunded_by, created_at)
        values (${newId()}, ${payment.id}, 'CARD', 100, 'x', ${newId()}, '2026-03-10T23:30:00Z')`,
    sql`update billing.invoices set status = 'FINALISED', number = 'X-1', finalised_at = '2026-03-10T23:30:00Z'
        where id = ${invoiceId}`,
    sql`insert into billing.credit_notes (id, number, invoice_id, owner_id, location_id, currency, reason, subtotal,
          tax, total, issuer, recipient, created_at)
        values (${newId()}, 'C-1', ${invoiceId}, ${ownerId}, ${locationId}, 'EUR', 'x', 0, 0, 0, '{}', '{}', '2026-03-10T23:30:00Z')`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'period_locked' })
  }
})

test('B15: a lock goes forward only, over days that are over; opening it again needs a right and a reason', async () => {
  const { locationId, pay } = await aLockedLocation()
  for (const through of ['2026-03-10', '2026-03-09', '2026-03-16', '2026-04-01']) {
    expect((await change('lockPeriod', { locationId, through })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'through' },
    ])
  }
  const receptionist = asRole('RECEPTIONIST')
  const undo = { locationId, through: '2026-02-28', reason: 'A transfer was found' }
  for (const [verb, input] of [
    ['lockPeriod', { locationId, through: '2026-03-12' }],
    ['unlockPeriod', undo],
  ] as const) {
    expect((await change(verb, input, receptionist)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
  expect((await change('unlockPeriod', { ...undo, reason: ' ' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'reason' },
  ])
  expect((await change('unlockPeriod', { ...undo, through: '2026-03-10' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'through' },
  ])
  expect((await change('unlockPeriod', undo)).errors).toEqual([])
  expect((await pay('2026-03-09')).errors).toEqual([])
  expect(await hospital.audited(locationId)).toMatchObject([
    {},
    { action: 'location.unlock-period', after: { lockedThrough: '2026-02-28', reason: undo.reason } },
  ])
})

test('B15: while a period is being locked, a payment is either in it before, or refused', async () => {
  const { locationId, pay } = await aLockedLocation()
  const [locked, ...answers] = await Promise.all([
    change('lockPeriod', { locationId, through: '2026-03-15' }),
    ...Array.from({ length: 20 }, () => pay('2026-03-15')),
  ])
  expect(locked.errors).toEqual([])
  for (const { errors } of answers.filter(({ errors }) => errors.length > 0)) {
    expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'receivedOn' }])
  }
  const [row] = await hospital.admin`
    select count(*)::int as taken, count(*) filter (where p.created_at is not null)::int as number
    from billing.payments p where p.location_id = ${locationId} and p.received_on = '2026-03-15'`
  expect(row!['taken']).toBe(answers.filter(({ errors }) => errors.length === 0).length)
  expect((await pay('2026-03-15')).errors).toMatchObject([{ code: 'CONFLICT', field: 'receivedOn' }])
})

test('B15: a period waits for what is being dated, also when the location’s id came in capital letters', async () => {
  const { locationId, pay } = await aLockedLocation()
  let locking: ReturnType<typeof change> | null = null
  await hospital.admin.begin(async (sql) => {
    await sql`select billing.refuse_locked_day(${locationId}, '2026-03-15')`
    locking = change('lockPeriod', { locationId: locationId.toUpperCase(), through: '2026-03-15' })
    await hospital.waiting(1)
  })
  expect((await locking!).errors).toEqual([])
  expect((await pay('2026-03-15')).errors).toMatchObject([{ code: 'CONFLICT', field: 'receivedOn' }])
})
