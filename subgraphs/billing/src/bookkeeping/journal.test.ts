import { parse } from 'csv-parse/sync'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice } from '../testing.ts'

let hospital: TestSubgraph
const admin = asRole('ADMIN')
const period = { from: '2026-03-01', until: '2026-03-31' }

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const exported = (locationId: string, days: { from: string; until: string } = period, viewer = admin) =>
  hospital.graphql(
    viewer,
    'query ($locationId: ID!, $from: Date!, $until: Date!) { journalCsv(locationId: $locationId, from: $from, until: $until) }',
    { locationId, ...days },
  )

const set = (locationId: string, numbers: Array<{ account: string; number: string }>, viewer = admin) =>
  hospital.graphql(
    viewer,
    'mutation ($input: SetAccountNumbersInput!) { setAccountNumbers(input: $input) { account number } }',
    { input: { locationId, numbers } },
  )

type Line = Record<
  'date' | 'entry' | 'event' | 'document' | 'account' | 'account number' | 'debit' | 'credit' | 'currency',
  string
>

const linesIn = (csv: unknown) => parse(csv as string, { columns: true }) as Line[]

/** Minor units of a cell with two decimals. */
const minor = (cell: string) => Math.round(Number(cell || 0) * 100)

test('RP3: the journal of a period has every line of the ledger, and its sums are the ledger’s', async () => {
  const first = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = first.visit
  const second = await aFinalisedInvoice(hospital, { ownerId, locationId, typeId: first.visit.typeId })
  const taken = { ownerId, locationId, method: 'CARD', reference: '=1+1' }
  const { payment } = await pays(hospital, 'recordPayment', { ...taken, amount: eur(20_000) })
  await pays(hospital, 'refundPayment', { paymentId: payment.id, amount: eur(1000), reason: 'Too much' })
  await set(locationId, [
    { account: 'RECEIVABLES', number: '1100' },
    { account: 'REVENUE', number: '4000-10' },
  ])
  const { data, errors } = await exported(locationId)
  expect(errors).toEqual([])
  const lines = linesIn(data['journalCsv'])
  const sums = new Map<string, { debit: number; credit: number; lines: number }>()
  for (const { account, debit, credit } of lines) {
    const sum = sums.get(account) ?? { debit: 0, credit: 0, lines: 0 }
    sums.set(account, {
      debit: sum.debit + minor(debit),
      credit: sum.credit + minor(credit),
      lines: sum.lines + 1,
    })
  }
  const ledger = await hospital.admin`
    select account, sum(greatest(amount, 0))::int as debit, sum(greatest(-amount, 0))::int as credit, count(*)::int as lines
    from billing.journal_lines l join billing.journal_entries e on e.id = l.entry_id
    where e.location_id = ${locationId} group by account`
  expect(ledger.length).toBeGreaterThan(3)
  expect(Object.fromEntries(sums)).toEqual(
    Object.fromEntries(ledger.map(({ account, ...sum }) => [account as string, sum])),
  )
  const total = [...sums.values()].reduce((sum, { debit, credit }) => sum + debit - credit, 0)
  expect(total).toBe(0)
  const [number] = await hospital.admin`select number from billing.invoices where id = ${first.id}`
  expect(lines).toContainEqual({
    date: '2026-03-16',
    entry: expect.any(String),
    event: 'INVOICE',
    document: number!['number'],
    account: 'RECEIVABLES',
    'account number': '1100',
    debit: '78.00',
    credit: '',
    currency: 'EUR',
  })
  expect(lines.find(({ account }) => account === 'CARD')).toMatchObject({
    document: "'=1+1",
    'account number': '',
  })
  expect(second.id).not.toBe(first.id)
  expect(await hospital.audited(locationId)).toContainEqual(
    expect.objectContaining({ action: 'journal.export', actorId: admin.userId }),
  )
})

test('a journal has the days of its period only, of its location only, and at most 92 of them', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const other = await aFinalisedInvoice(hospital)
  const linesOn = async (from: string, until: string, at = visit.locationId) =>
    linesIn((await exported(at, { from, until })).data['journalCsv']).length
  expect(await linesOn('2026-03-16', '2026-03-16')).toBe(3)
  expect(await linesOn('2026-03-17', '2026-06-16')).toBe(0)
  expect(await linesOn('2025-12-14', '2026-03-15')).toBe(0)
  expect(await linesOn('2026-03-16', '2026-03-16', other.visit.locationId)).toBe(3)
  for (const days of [
    { from: '2026-03-16', until: '2026-03-15' },
    { from: '2026-03-16', until: '2026-06-16' },
  ])
    expect((await exported(visit.locationId, days)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'until' },
    ])
  expect((await exported(newId())).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'locationId' }])
})

test('only who has the right exports the journal and sets account numbers, which are checked', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { locationId } = visit
  expect((await exported(locationId, period, receptionist)).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'journal:export' } },
  ])
  expect((await set(locationId, [], receptionist)).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'account-number:write' } },
  ])
  const cash = { account: 'CASH', number: ' 1230 ' }
  for (const [numbers, field] of [
    [[cash, { account: 'CARD', number: '=1' }], 'numbers.1.number'],
    [[{ account: 'CARD', number: '1'.repeat(21) }], 'numbers.0.number'],
    [[cash, cash], 'numbers'],
  ] as const)
    expect((await set(locationId, [...numbers])).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
  const { data } = await set(locationId, [cash])
  expect(data['setAccountNumbers']).toContainEqual({ account: 'CASH', number: '1230' })
  await set(locationId, [{ account: 'CARD', number: '1240' }])
  const { data: read } = await hospital.graphql(
    admin,
    'query ($id: ID!) { accountNumbers(locationId: $id) { account number } }',
    { id: locationId },
  )
  expect(read['accountNumbers']).toHaveLength(13)
  expect(
    (read['accountNumbers'] as unknown as Array<{ number: string | null }>).filter(({ number }) => number),
  ).toEqual([{ account: 'CARD', number: '1240' }])
  await expect(
    hospital.admin`insert into billing.account_numbers values (${locationId}, 'CASH', '=1', now())`,
  ).rejects.toMatchObject({ constraint_name: 'account_numbers_number' })
})
