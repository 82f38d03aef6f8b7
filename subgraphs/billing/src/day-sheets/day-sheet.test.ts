import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eur, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, askPeer } from '../testing.ts'
import { anOpenTill, tillVerb } from '../tills/till.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

const sheet = `query ($locationId: ID!, $day: Date!) { daySheet(locationId: $locationId, day: $day) {
  takings { method taken refunded reversed total } invoices { count net tax total } creditNotes { count total }
  sessions { status expected counted } pdfUrl } }`

/** An invoice of 78.00 on the evening of 16 March in Dublin, paid in two ways; some is given back. */
async function aDay() {
  hospital.setNow('2026-03-16T23:30:00.000Z')
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  const { session } = await anOpenTill(hospital, locationId)
  const pay = (method: string, amount: number) =>
    pays(hospital, 'recordPayment', { ownerId, locationId, method, amount: eur(amount) })
  const { payment } = await pay('CASH', 5000)
  await pay('CARD', 2800)
  await pays(hospital, 'refundPayment', { paymentId: payment.id, amount: eur(1000), reason: 'Too much' })
  await tillVerb(hospital, 'closeTill', {
    sessionId: session.id,
    version: 1,
    cash: [{ value: eur(2000), pieces: 7 }],
    banked: eur(4000),
  })
  return { locationId, day: '2026-03-16' }
}

const read = (variables: Record<string, unknown>, viewer = receptionist) =>
  hospital.graphql(viewer, sheet, variables)

test('B15: the sheet of a day says what was taken, given back, invoiced and counted by the location’s calendar', async () => {
  const { locationId, day } = await aDay()
  const none = { taken: eur(0), refunded: eur(0), reversed: eur(0), total: eur(0) }
  const { data, errors } = await read({ locationId, day })
  expect(errors).toEqual([])
  expect(data['daySheet']).toMatchObject({
    takings: expect.arrayContaining([
      { ...none, method: 'CASH', taken: eur(5000), refunded: eur(1000), total: eur(4000) },
      { ...none, method: 'CARD', taken: eur(2800), total: eur(2800) },
      { ...none, method: 'TRANSFER' },
    ]),
    invoices: { count: 1, net: eur(6500), tax: eur(1300), total: eur(7800) },
    creditNotes: { count: 0, total: eur(0) },
    sessions: [{ status: 'CLOSED', expected: eur(14_000), counted: eur(14_000) }],
  })
  expect((await read({ locationId, day: '2026-03-17' })).data['daySheet']).toMatchObject({
    invoices: { count: 0 },
    sessions: [],
  })
  expect((await read({ locationId, day }, asRole('VET'))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

withTools('B15: the sheet of a day is a PDF without a fault, and reading it is audited', async () => {
  const { locationId, day } = await aDay()
  const { pdfUrl } = (await read({ locationId, day })).data['daySheet'] as { pdfUrl: string }
  const open = (viewer: typeof receptionist) =>
    hospital.graphql(
      viewer,
      'query ($address: String!) { documentFile(address: $address) { fileName body } }',
      { address: pdfUrl.split('/').at(-1) },
    )
  const { fileName, body } = (await open(receptionist)).data['documentFile'] as {
    fileName: string
    body: string
  }
  expect(fileName).toBe('day-2026-03-16.pdf')
  const { status, text, output } = inspected(Buffer.from(body, 'base64'))
  expect([status, output]).toEqual([0, expect.stringContaining('No syntax or stream encoding errors')])
  expect(text).toMatch(/Cash\s+EUR 50.00\s+EUR 10.00\s+EUR 0.00\s+EUR 40.00/)
  expect(text).toMatch(/Invoices finalised\s+1\s+EUR 65.00\s+EUR 13.00\s+EUR 78.00/)
  expect(text).toMatch(/7 × EUR 20.00\s+EUR 140.00/)
  expect(text).toMatch(/To the bank\s+EUR 40.00/)
  expect((await open(asRole('ADMIN'))).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect(await hospital.audited(locationId)).toMatchObject([{ action: 'day-sheet.read', after: { day } }])
})
