import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InvoiceItemKind } from '../prices/service.table.ts'
import { pays } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { revenueLines } from './revenue-lines.service.ts'
import { aFinalisedInvoice, aLocation, askPeer, aService } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (type, ids, selection) =>
    type === 'Owner' && selection.includes('archivedAt')
      ? ids.map((id) => ({ id, version: 1, name: 'Ada Byron', archivedAt: null }))
      : type === 'User'
        ? ids.map((id) => ({ id, name: '=Dr Grace Hopper' }))
        : askPeer(type, ids, selection),
  )
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')
const groupings = ['DAY', 'MONTH', 'VET', 'SERVICE', 'CATEGORY', 'LOCATION', 'PAYMENT_METHOD'] as const

interface Row {
  key: string | null
  label: string
  currency: string
  values: number[]
  compared: number[] | null
}

interface Report {
  rowKind: string
  rows: Row[]
  totals: Row[]
  comparedWith: { from: string; until: string } | null
}

const ask = (input: Record<string, unknown>, { viewer = administrator, wanted = '' } = {}) =>
  hospital.graphql(
    viewer,
    `query ($input: RevenueReportInput!) { revenueReport(input: $input) { rowTitle rowKind columns { name unit }
      rows { key label currency values compared } totals { key label currency values compared }
      comparedWith { from until } ${wanted} } }`,
    { input },
  )

async function revenue(input: Record<string, unknown>): Promise<Report> {
  const { data, errors } = await ask(input)
  expect(errors).toEqual([])
  return data['revenueReport'] as Report
}

async function sends(mutation: string, variables: Record<string, unknown>) {
  const { data, errors } = await hospital.graphql(administrator, mutation, variables, {
    idempotencyKey: newId(),
  })
  expect(errors).toEqual([])
  return Object.values(data)[0] as { id: string; version: number; ownerId: string }
}

const eur = (amount: number) => ({ amount, currency: 'EUR' })

async function anInvoice(locationId: string, items: unknown[], ownerId = newId()) {
  const draft = await sends(
    'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { id version } }',
    { input: { ownerId, locationId, items } },
  )
  return sends(
    'mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) { id version } }',
    { ...draft },
  )
}

const credit = (invoiceId: string) =>
  sends('mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { id } }', {
    input: { invoiceId, reason: 'Charged twice.' },
  })

interface Document {
  id: string
  subtotal: { amount: number }
  createdAt: string
  creditNotes: { subtotal: { amount: number }; createdAt: string }[]
}

/** The invoices of a row, as its link shows them. */
async function documentsOf(locationId: string, revenue: Record<string, unknown>) {
  const { data, errors } = await hospital.graphql(
    administrator,
    `query ($filter: InvoiceFilter) { invoices(first: 50, filter: $filter) { totalCount nodes {
      id subtotal createdAt creditNotes { subtotal createdAt } } } }`,
    { filter: { locationId, revenue } },
  )
  expect(errors).toEqual([])
  return (data['invoices'] as { nodes: Document[] }).nodes
}

/** A location with an invoice of a visit in February, one of two kinds of line in March, and one that is credited in April. */
async function aSpring() {
  hospital.setNow('2026-02-10T10:00:00.000Z')
  const location = await aLocation(hospital)
  const service = await aService(hospital)
  const tablets = await aService(hospital, { name: 'Tablets', kind: InvoiceItemKind.MEDICATION })
  const ownerId = newId()
  const { visit, id: visited } = await aFinalisedInvoice(hospital, { locationId: location.id, ownerId })
  const line = (serviceId: string, amount: number) => ({ serviceId, quantity: 1, unitPrice: eur(amount) })
  hospital.setNow('2026-03-10T10:00:00.000Z')
  const mixed = await anInvoice(location.id, [line(service.id, 10_000), line(tablets.id, 2500)], ownerId)
  hospital.setNow('2026-03-31T10:00:00.000Z')
  const wrong = await anInvoice(location.id, [line(service.id, 4000)], ownerId)
  hospital.setNow('2026-04-02T10:00:00.000Z')
  await credit(wrong.id)
  return { locationId: location.id, ownerId, visit, visited, mixed, wrong, service, tablets }
}

test('RP1: each grouping adds up to the same revenue, and each row to the invoices that it leads to', async () => {
  const { locationId, mixed, wrong } = await aSpring()
  const [from, until] = ['2026-03-15', '2026-12-31']
  for (const groupBy of groupings) {
    const { rows, totals } = await revenue({ locationId, from, until, groupBy })
    const sums = [0, 1, 2].map((column) => rows.reduce((sum, { values }) => sum + values[column]!, 0))
    expect(sums, groupBy).toEqual(totals[0]!.values.slice(0, 3))
    if (groupBy === 'SERVICE' || groupBy === 'CATEGORY') continue
    for (const { key, values } of rows) {
      const within = (at: string) => {
        const day = at.slice(0, 10)
        const begins = groupBy === 'DAY' || groupBy === 'MONTH' ? key! : day
        return day >= from && day <= until && day.startsWith(begins)
      }
      const documents = await documentsOf(locationId, { from, until, groupBy, key })
      const net = documents
        .flatMap(({ subtotal, createdAt, creditNotes }) => [
          within(createdAt) ? subtotal.amount : 0,
          ...creditNotes.map((note) => (within(note.createdAt) ? -note.subtotal.amount : 0)),
        ])
        .reduce((sum, amount) => sum + amount, 0)
      expect(net, `${groupBy} ${key}`).toBe(values[0])
    }
  }
  const march = { from: '2026-03-01', until: '2026-03-31' }
  const idsOf = async (row: Record<string, unknown>) =>
    (await documentsOf(locationId, { ...march, ...row })).map(({ id }) => id).sort()
  expect(await idsOf({})).toEqual([mixed.id, wrong.id].sort())
  expect(await idsOf({ groupBy: 'CATEGORY', key: 'MEDICATION' })).toEqual([mixed.id])
  expect(await idsOf({ groupBy: 'VET', key: newId() })).toEqual([])
})

test('RP1: the revenue of a past month stays the same to the cent when it is credited or paid later', async () => {
  const { locationId, ownerId, visit, mixed } = await aSpring()
  const march = { locationId, from: '2026-03-01', until: '2026-03-31', groupBy: 'SERVICE' }
  const before = await revenue(march)
  expect(before.totals).toMatchObject([{ label: 'Total', values: [16_500, 3300, 19_800, 2, 9900] }])
  expect(before.rows.map(({ label, values }) => [label, values])).toEqual([
    ['Check-up', [14_000, 2800, 16_800, 2, 8400]],
    ['Tablets', [2500, 500, 3000, 1, 3000]],
  ])
  hospital.setNow('2026-05-04T10:00:00.000Z')
  await credit(mixed.id)
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect(await revenue(march)).toEqual(before)

  const months = await revenue({ locationId, from: '2026-02-01', until: '2026-05-31', groupBy: 'MONTH' })
  expect(months.rows.map(({ key, values }) => [key, values[0], values[3]])).toEqual([
    ['2026-02', 6500, 1],
    ['2026-03', 16_500, 2],
    ['2026-04', -4000, 0],
    ['2026-05', -12_500, 0],
  ])
  const year = { locationId, from: '2026-01-01', until: '2026-12-31' }
  const vets = await revenue({ ...year, groupBy: 'VET' })
  expect(vets.rows.map(({ key, label, values }) => [key, label, values[0]])).toEqual([
    [visit.vetId, '=Dr Grace Hopper', 6500],
    [null, 'No visit', 0],
  ])
  const methods = await revenue({ ...year, groupBy: 'PAYMENT_METHOD' })
  expect(methods.rows.map(({ label, values }) => [label, values[0]])).toEqual([
    ['Card', 6500],
    ['Not paid', 0],
  ])
})

test('RP2: an invoice counts on the location’s day, also when that has 23 or 25 hours', async () => {
  for (const [instant, day] of [
    ['2026-03-29T22:59:59.000Z', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', '2026-03-30'],
    ['2026-10-24T23:00:00.000Z', '2026-10-25'],
    ['2026-10-25T23:59:59.000Z', '2026-10-25'],
  ] as const) {
    hospital.setNow(instant)
    const { visit } = await aFinalisedInvoice(hospital)
    const { rows } = await revenue({
      locationId: visit.locationId,
      from: day.slice(0, 8) + '20',
      until: day.slice(0, 8) + '31',
      groupBy: 'DAY',
    })
    expect(rows).toHaveLength(12)
    expect(rows.filter(({ values }) => values[0] !== 0)).toMatchObject([
      { key: day, values: [6500, 1300, 7800, 1, 7800] },
    ])
  }
})

test('a period is compared with the months or days before it and with the year before, day beside day', async () => {
  const { locationId } = await aSpring()
  const compared = async (from: string, until: string, compareWith: string, groupBy = 'MONTH') => {
    const { comparedWith, rows, totals } = await revenue({ locationId, from, until, compareWith, groupBy })
    return [comparedWith, rows.map(({ compared }) => compared![0]), totals[0]?.compared![0]]
  }
  expect(await compared('2026-03-01', '2026-03-31', 'PERIOD_BEFORE')).toEqual([
    { from: '2026-02-01', until: '2026-02-28' },
    [6500],
    6500,
  ])
  expect(await compared('2026-02-11', '2026-02-12', 'PERIOD_BEFORE', 'DAY')).toEqual([
    { from: '2026-02-09', until: '2026-02-10' },
    [0, 6500],
    6500,
  ])
  expect(await compared('2027-02-01', '2027-03-31', 'YEAR_BEFORE')).toEqual([
    { from: '2026-02-01', until: '2026-03-31' },
    [6500, 16_500],
    23_000,
  ])
  expect(await compared('2024-02-29', '2024-02-29', 'YEAR_BEFORE')).toEqual([
    { from: '2023-02-28', until: '2023-02-28' },
    [],
    undefined,
  ])
  const other = await revenue({
    locationId,
    from: '2026-04-01',
    until: '2026-04-30',
    groupBy: 'CATEGORY',
    compareWith: 'PERIOD_BEFORE',
  })
  expect(other.rows.map(({ label, values, compared }) => [label, values[0], compared![0]])).toEqual([
    ['Medicines', 0, 2500],
    ['Services', -4000, 14_000],
  ])
})

test('a report is refused without its rights, and for a period that is no period', async () => {
  const input = { from: '2026-03-01', until: '2026-03-31', groupBy: 'DAY' }
  for (const viewer of [asRole('VET'), asRole('RECEPTIONIST'), asRole('OWNER', { ownerId: newId() })]) {
    expect((await ask(input, { viewer })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const { errors } = await hospital.graphql(
      viewer,
      'query ($filter: InvoiceFilter) { invoices(filter: $filter) { totalCount } }',
      { filter: { revenue: { from: input.from, until: input.until } } },
    )
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  }
  for (const [from, until] of [
    ['2026-03-31', '2026-03-01'],
    ['2020-01-01', '2026-01-01'],
  ])
    expect((await ask({ ...input, from, until })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'until' },
    ])
})

test('RP3: those who may see reports of one location only see and export no other', async () => {
  const { locationId } = await aSpring()
  const other = await aSpring()
  const permissions = new Set(['report:read', 'revenue:read'] as const)
  const viewer = asRole('VET', { grants: [{ locationId, permissions }] })
  const input = { from: '2026-01-01', until: '2026-12-31', groupBy: 'LOCATION' }
  const { data } = await ask(input, { viewer })
  expect((data['revenueReport'] as Report).rows).toMatchObject([{ key: locationId }])
  expect((await ask({ ...input, locationId: other.locationId }, { viewer })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await ask(input, { viewer, wanted: 'csv' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const elsewhere = asRole('VET', {
    grants: [
      { locationId: null, permissions },
      { locationId, permissions: new Set(['report:export'] as const) },
    ],
  })
  expect((await ask(input, { viewer: elsewhere, wanted: 'csv' })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect((await ask({ ...input, locationId }, { viewer: elsewhere, wanted: 'csv' })).errors).toEqual([])
})

test('RP3, C1: an export is CSV whose texts start no formula and whose amounts are numbers, and it is audited', async () => {
  const { locationId } = await aSpring()
  const input = {
    locationId,
    from: '2026-02-01',
    until: '2026-04-30',
    groupBy: 'VET',
    compareWith: 'YEAR_BEFORE',
  }
  const { data, errors } = await ask(input, { wanted: 'csv' })
  expect(errors).toEqual([])
  const { csv } = data['revenueReport'] as { csv: string }
  expect(csv.endsWith('\r\n')).toBe(true)
  const [header, ...rows] = parse(csv, { relax_column_count: false }) as string[][]
  expect(header!.slice(0, 3)).toEqual(['Vet', 'Currency', 'Net'])
  expect(header!.at(-1)).toBe('Average, 2025-02-01 to 2025-04-30')
  expect(rows.map((cells) => cells.slice(0, 7))).toEqual([
    ['No visit', 'EUR', '125', '25', '150', '2', '75'],
    ["'=Dr Grace Hopper", 'EUR', '65', '13', '78', '1', '78'],
    ['Total', 'EUR', '190', '38', '228', '3', '76'],
  ])
  expect((await hospital.audited('revenueReport')).at(-1)).toMatchObject({
    action: 'report.export',
    actorId: administrator.userId,
    after: input,
  })
})

test('a report of a location reads its days from the index', async () => {
  const { locationId } = await aSpring()
  const { db } = hospital.context()
  await hospital.admin`analyze billing.journal_entries`
  const plan = await db.transaction(async (db) => {
    await db.execute(sql`set local enable_seqscan = off`)
    const march = { from: '2026-03-01', until: '2026-03-31', places: [locationId] } as never
    return db.execute<{ 'QUERY PLAN': string }>(sql`explain select * from ${revenueLines(db, march)}`)
  })
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('journal_entries_location')
})
