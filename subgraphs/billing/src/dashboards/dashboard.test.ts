import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation, askPeer, aVisit } from '../testing.ts'

let hospital: TestSubgraph
const desk = asRole('RECEPTIONIST')
const admin = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

async function ask(query: string, variables: Record<string, unknown>, viewer = desk) {
  const { data, errors } = await hospital.graphql(viewer, query, variables)
  expect(errors).toEqual([])
  return data
}

const dashboard = async (locationId: string, fields: string, viewer = desk) =>
  (
    await ask(
      `query ($id: ID!) { billingDashboard(locationId: $id) { ${fields} } }`,
      { id: locationId },
      viewer,
    )
  )['billingDashboard'] as Record<string, unknown> | null

const revenue = 'revenue { today month sameDaysOfLastMonth lastMonth }'
const eur = (amount: number) => ({ amount, currency: 'EUR' })

const netOf = async (locationId: string, day: string): Promise<number> => {
  const { daySheet } = await ask(
    `query ($id: ID!, $day: Date!) {
      daySheet(locationId: $id, day: $day) { invoices { net } creditNotes { net } } }`,
    { id: locationId, day },
  )
  const { invoices, creditNotes } = daySheet as Record<string, { net: { amount: number } }>
  return invoices!.net.amount - creditNotes!.net.amount
}

const credit = (invoiceId: string) =>
  ask(
    'mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { id } }',
    { input: { invoiceId, reason: 'Wrong patient' } },
    admin,
  )

test('RP1: revenue is what the day sheets have as finalised less credited, by the days of the location', async () => {
  hospital.setNow('2026-01-31T12:00:00.000Z')
  const { id: locationId } = await aLocation(hospital, { timeZone: 'Pacific/Auckland' })
  // It was the first of February in Auckland at 11:00 already.
  await aFinalisedInvoice(hospital, { locationId })
  hospital.setNow('2026-02-28T12:00:00.000Z')
  const march = await aFinalisedInvoice(hospital, { locationId })
  hospital.setNow('2026-03-30T12:00:00.000Z')
  await aFinalisedInvoice(hospital, { locationId })
  await aFinalisedInvoice(hospital, { locationId })
  const shown = await dashboard(locationId, revenue, admin)
  expect(shown).toEqual({
    revenue: {
      ...{ today: eur(13000), month: eur(19500), sameDaysOfLastMonth: eur(6500), lastMonth: eur(6500) },
    },
  })
  expect(await netOf(locationId, '2026-03-31')).toBe(13000)
  await credit(march.id)
  expect(await dashboard(locationId, revenue, admin)).toMatchObject({
    revenue: { today: eur(6500), month: eur(13000) },
  })
  expect(await netOf(locationId, '2026-03-31')).toBe(6500)
  // April has no 31st: all of March counts.
  hospital.setNow('2026-04-15T12:00:00.000Z')
  expect(await dashboard(locationId, revenue, admin)).toMatchObject({
    revenue: { today: eur(0), month: eur(0), sameDaysOfLastMonth: eur(6500), lastMonth: eur(13000) },
  })
})

test('B11, B13: what is not charged and what is overdue are as many as their lists have', async () => {
  hospital.setNow('2026-03-01T12:00:00.000Z')
  const { id: locationId } = await aLocation(hospital)
  await aFinalisedInvoice(hospital, { locationId })
  hospital.setNow('2026-03-25T12:00:00.000Z')
  await aFinalisedInvoice(hospital, { locationId })
  const visit = await aVisit(hospital, { locationId })
  await hospital.deliver('vaccination.given', {
    ...{ id: newId(), version: 1, petId: visit.petId, petName: 'Bella', ownerId: visit.ownerId, locationId },
    ...{ appointmentId: visit.id, vetId: newId(), productId: newId(), productName: 'Nobivac DHP' },
    ...{ lot: 'A1', givenOn: '2026-03-25' },
  })
  const { unbilledActs, overdueInvoices } = await ask(
    `query ($id: ID!) {
      unbilledActs(filter: { locationId: $id }) { totalCount }
      overdueInvoices(locationId: $id) { totalCount } }`,
    { id: locationId },
  )
  expect(unbilledActs).toEqual({ totalCount: 1 })
  expect(overdueInvoices).toEqual({ totalCount: 1 })
  expect(await dashboard(locationId, `unbilledActs overdueInvoices ${revenue}`)).toEqual({
    ...{ unbilledActs: 1, overdueInvoices: 1, revenue: null },
  })
})

test('whoever may not see the invoices of a location is told nothing, without an error', async () => {
  const { id } = await aLocation(hospital)
  const all = `unbilledActs overdueInvoices ${revenue}`
  expect(await dashboard(id, all, asRole('TECHNICIAN'))).toBeNull()
  expect(await dashboard(id, all, asRole('OWNER', { ownerId: newId() }))).toBeNull()
  const elsewhere = { grants: [{ locationId: newId(), permissions: admin.grants[0]!.permissions }] }
  expect(await dashboard(id, all, asRole('ADMIN', elsewhere))).toBeNull()
})

test('each figure is one statement, and revenue reads two months of a location by an index', async () => {
  const { visit } = await aFinalisedInvoice(hospital, await aVisit(hospital))
  const { database } = hospital.runtime
  const costOf = async (fields: string) => {
    await dashboard(visit.locationId, fields, admin)
    const before = database.statements()
    await dashboard(visit.locationId, fields, admin)
    return database.statements() - before
  }
  const alone = await costOf('date')
  for (const figure of ['unbilledActs', 'overdueInvoices', revenue])
    expect(await costOf(figure)).toBe(alone + 1)
  await hospital.admin.unsafe(`
    set session_replication_role = replica;
    insert into billing.journal_entries (id, kind, source_id, location_id, currency, day, at, receivable, credit)
      select uuidv7(), 'INVOICE', uuidv7(), '${visit.locationId}', 'EUR', day::date, day, 0, 0
      from generate_series('2021-01-01'::timestamptz, '2026-03-25', interval '3 hours') day;
    insert into billing.journal_lines (entry_id, position, account, amount)
      select id, position, account, -100 from billing.journal_entries,
        unnest(array['REVENUE', 'TAX', 'CASH', 'ROUNDING']::billing.ledger_account[]) with ordinality of (account, position)
      where owner_id is null;
    set session_replication_role = origin;
    analyze billing.journal_entries, billing.journal_lines`)
  const plan = await hospital.admin.unsafe(`explain (format json)
    select sum(amount) from billing.journal_entries e, lateral (
      select -sum(amount) as amount from billing.journal_lines l where l.entry_id = e.id and l.account = 'REVENUE') revenue
    where e.location_id = '${visit.locationId}' and e.day between '2026-02-01' and '2026-03-25'
      and e.kind in ('INVOICE', 'CREDIT_NOTE')`)
  expect(JSON.stringify(plan)).toContain('journal_entries_location')
  expect(JSON.stringify(plan)).not.toContain('"Seq Scan"')
})
