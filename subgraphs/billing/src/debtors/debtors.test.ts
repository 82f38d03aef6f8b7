import { newId } from '@vetgraph/kit/ids'
import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, pays } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation, aPrice, askPeer } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')

interface Row {
  key: string | null
  label: string
  currency: string
  values: number[]
  compared: number[] | null
}

interface Report {
  rows: Row[]
  totals: Row[]
}

const ask = (input: Record<string, unknown>, { viewer = administrator, wanted = '' } = {}) =>
  hospital.graphql(
    viewer,
    `query ($input: DebtorsReportInput!) { debtorsReport(input: $input) {
      rows { key label currency values compared } totals { key label currency values compared } ${wanted} } }`,
    { input },
  )

async function debtors(
  input: { until: string; locationId?: string; groupBy?: string; [name: string]: unknown },
  options = {},
): Promise<Report> {
  const { data, errors } = await ask({ from: input.until, groupBy: 'CLIENT', ...input }, options)
  expect(errors).toEqual([])
  return data['debtorsReport'] as Report
}

async function aClient(name: string) {
  const id = newId()
  await hospital.deliver('owner.changed', { id, version: 1, name, active: true })
  return id
}

async function credits(invoiceId: string) {
  const { errors } = await hospital.graphql(
    administrator,
    'mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { id } }',
    { input: { invoiceId, reason: 'Charged twice.' } },
    { idempotencyKey: newId() },
  )
  expect(errors).toEqual([])
}

/**
 * Two locations. Ada owes 78.00 of 1 January and 78.00 of 1 March at one, 78.00 of 1 March at the other; Grace paid
 * 28.00 of 78.00 of 1 February, and 78.00 of 1 March were credited; Mary paid all and 22.00 more. Invoices are due
 * after fourteen days.
 */
async function aWinter() {
  hospital.setNow('2026-01-01T10:00:00.000Z')
  const [harbour, hill] = [await aLocation(hospital), await aLocation(hospital, { name: 'Hill Road' })]
  const [ada, grace, mary] = [await aClient('Ada'), await aClient('=Grace'), await aClient('Mary')]
  const charge = async (day: string, ownerId: string, { id: locationId } = harbour) => {
    hospital.setNow(`${day}T10:00:00.000Z`)
    const typeId = newId()
    await aPrice(hospital, { locationId, typeId })
    return (await aFinalisedInvoice(hospital, { ownerId, locationId, typeId })).id
  }
  const pay = async (day: string, ownerId: string, amount: number) => {
    hospital.setNow(`${day}T10:00:00.000Z`)
    const input = { ownerId, locationId: harbour.id, method: 'CARD', amount: eur(amount) }
    const { payment, errors } = await pays(hospital, 'recordPayment', input)
    expect(errors).toEqual([])
    return payment
  }
  await charge('2026-01-01', ada)
  await charge('2026-02-01', grace)
  await charge('2026-02-01', mary)
  await pay('2026-02-10', mary, 10_000)
  await pay('2026-02-20', grace, 2800)
  await charge('2026-03-01', ada)
  await charge('2026-03-01', ada, hill)
  await credits(await charge('2026-03-01', grace))
  hospital.setNow('2026-04-20T10:00:00.000Z')
  return { harbour: harbour.id, hill: hill.id, ada, grace, mary, pay }
}

const shown = ({ label, values }: Row) => [label, ...values]

test('B11, RP2: who owes stands with the ages of the debts, the largest first, as of any past day', async () => {
  const { harbour, ada, mary, pay } = await aWinter()
  const spring = { until: '2026-03-20', locationId: harbour }
  const before = await debtors(spring)
  expect(before.rows.map(shown)).toEqual([
    ['Ada', 15_600, 0, 7800, 0, 7800, 0, 64, 0],
    ['=Grace', 5000, 0, 0, 5000, 0, 0, 33, 0],
  ])
  expect(before.totals.map(shown)).toEqual([['Total', 20_600, 0, 7800, 5000, 7800, 0, 64, 0]])
  await pay('2026-04-20', ada, 20_000)
  expect(await debtors(spring)).toEqual(before)
  expect((await debtors({ ...spring, until: '2026-04-20' })).rows.map(shown)).toEqual([
    ['=Grace', 5000, 0, 0, 0, 5000, 0, 64, 0],
  ])
  expect((await debtors({ ...spring, until: '2026-02-10' })).rows.map(shown)).toEqual([
    ['=Grace', 7800, 7800, 0, 0, 0, 0, 0, 0],
    ['Ada', 7800, 0, 7800, 0, 0, 0, 26, 0],
  ])
  expect((await debtors({ ...spring, until: '2025-12-31' })).rows).toEqual([])
  const compared = await debtors({
    locationId: harbour,
    from: '2026-03-01',
    until: '2026-03-31',
    compareWith: 'PERIOD_BEFORE',
  })
  expect(compared.rows.map(({ label, compared }) => [label, compared![0]])).toEqual([
    ['Ada', 7800],
    ['=Grace', 5000],
  ])
  expect(before.rows.map(({ key }) => key)).not.toContain(mary)
})

test('credit that pays no invoice stands beside the debts of its client, and is not taken off them', async () => {
  const { harbour, ada, pay } = await aWinter()
  const payment = await pay('2026-04-01', ada, 10_000)
  const { errors } = await pays(hospital, 'allocatePayment', {
    paymentId: payment.id,
    version: payment.version,
    allocations: [],
  })
  expect(errors).toEqual([])
  const { rows, totals } = await debtors({ until: '2026-04-01', locationId: harbour })
  expect(rows.map(({ label, values }) => [label, values[0], values[7]])).toEqual([
    ['Ada', 15_600, 10_000],
    ['=Grace', 5000, 0],
  ])
  expect(totals.map(({ values }) => [values[0], values[7]])).toEqual([[20_600, 10_000]])
})

test('B6: the debts of each grouping add up to what the ledger has on receivables', async () => {
  await aWinter()
  for (const until of ['2026-01-31', '2026-02-15', '2026-03-01', '2026-04-20']) {
    const ledger = await hospital.admin`
      select sum(receivable)::int as amount from billing.journal_entries where day <= ${until}`
    for (const groupBy of ['CLIENT', 'LOCATION']) {
      const { rows, totals } = await debtors({ until, groupBy })
      expect(totals.map(({ values }) => values[0])).toEqual([ledger[0]!['amount']])
      for (const { values } of [...rows, ...totals])
        expect(values.slice(1, 6).reduce((sum, amount) => sum + amount)).toBe(values[0])
      for (const column of [0, 1, 2, 3, 4, 5, 7])
        expect(rows.reduce((sum, { values }) => sum + values[column]!, 0)).toBe(totals[0]!.values[column])
    }
  }
})

test('AU6, RP3: who may see the debts of one location sees no other, and nobody without both rights any', async () => {
  const { harbour, hill, ada } = await aWinter()
  const permissions = new Set(['report:read', 'invoice:read'] as const)
  const viewer = asRole('OWNER', { grants: [{ locationId: hill, permissions }] })
  const input = { from: '2026-04-01', until: '2026-04-20', groupBy: 'CLIENT' }
  expect((await debtors({ ...input, until: '2026-04-20' }, { viewer })).rows).toMatchObject([
    { key: ada, values: [7800, 0, 0, 7800, 0, 0, 36, 0] },
  ])
  for (const refused of [
    ask({ ...input, locationId: harbour }, { viewer }),
    ask(input, { viewer, wanted: 'csv' }),
    ask(input, { viewer: asRole('RECEPTIONIST') }),
    ask(input, { viewer: asRole('OWNER', { ownerId: ada }) }),
  ])
    expect((await refused).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('RP3, C1: the debtors are exported as CSV whose names start no formula, and that is audited', async () => {
  const { harbour } = await aWinter()
  const input = { from: '2026-03-20', until: '2026-03-20', groupBy: 'CLIENT', locationId: harbour }
  const { csv } = (await ask(input, { wanted: 'csv' })).data['debtorsReport'] as { csv: string }
  const rows = parse(csv) as string[][]
  expect(rows.map((cells) => cells.slice(0, 4))).toEqual([
    ['Client', 'Currency', 'Due', 'Current'],
    ['Ada', 'EUR', '156', '0'],
    ["'=Grace", 'EUR', '50', '0'],
    ['Total', 'EUR', '206', '0'],
  ])
  expect((await hospital.audited('debtorsReport')).at(-1)).toMatchObject({
    action: 'report.export',
    after: input,
  })
})

withTools(
  'RP3: the debtors are a PDF on the hospital’s paper, on its side, with who made it and when',
  async () => {
    const { harbour } = await aWinter()
    const input = { from: '2026-03-20', until: '2026-03-20', groupBy: 'CLIENT', locationId: harbour }
    const { data, errors } = await ask({ ...input, compareWith: 'YEAR_BEFORE' }, { wanted: 'pdf' })
    expect(errors).toEqual([])
    const { pdf } = data['debtorsReport'] as { pdf: string }
    const { status, output, text } = inspected(Buffer.from(pdf, 'base64'))
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('No syntax') as string })
    expect(text).toMatch(/Debtors report/)
    expect(text).toMatch(/In grey: 20 Mar 2025 to 20 Mar 2025/)
    expect(text).toMatch(/Ada\s+EUR\s+156\.00/)
    expect(text).toMatch(/Total\s+EUR\s+206\.00/)
    expect(text).toMatch(/made \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
    expect((await hospital.audited('debtorsReport')).at(-1)).toMatchObject({
      action: 'report.export',
      after: { ...input, format: 'PDF' },
    })
    // All locations: their names instead of one address.
    const all = await ask({ ...input, locationId: null }, { wanted: 'pdf' })
    expect(all.errors).toEqual([])
    const viewer = asRole('RECEPTIONIST')
    expect((await ask(input, { viewer, wanted: 'pdf' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  },
)

test('the debts of many clients cost no more statements than those of one', async () => {
  const { harbour, hill } = await aWinter()
  const cost = async (locationId: string) => {
    const before = hospital.runtime.database.statements()
    await debtors({ until: '2026-04-20', locationId })
    return hospital.runtime.database.statements() - before
  }
  await cost(hill)
  expect(await cost(harbour)).toBe(await cost(hill))
})
