import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, askPeer } from '../testing.ts'
import { eur, pays } from './payment.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, askPeer)
})
afterAll(() => hospital.close())

test('a payment has a receipt for A4 and for an 80 mm roll, which nobody else can open', async () => {
  const { visit } = await aFinalisedInvoice(hospital)
  const { ownerId, locationId } = visit
  const input = { ownerId, locationId, method: 'CASH', amount: eur(8000), tendered: eur(10_000) }
  const { payment } = await pays(hospital, 'recordPayment', input)
  const owner = asRole('OWNER', { ownerId })
  const { data } = await hospital.graphql(
    owner,
    'query ($id: ID!) { payment(id: $id) { sheet: receiptUrl roll: receiptUrl(paper: ROLL) } }',
    { id: payment.id },
  )
  const { sheet, roll } = data['payment'] as { sheet: string; roll: string }
  const open = (viewer: ReturnType<typeof asRole>, url: string) =>
    hospital.graphql(
      viewer,
      'query ($address: String!) { documentFile(address: $address) { fileName body } }',
      {
        address: url.split('/').at(-1),
      },
    )
  for (const [url, width] of [
    [sheet, '595.28'],
    [roll, '226.8'],
  ] as const) {
    const { errors, data } = await open(owner, url)
    expect(errors).toEqual([])
    const { fileName, body } = data['documentFile'] as { fileName: string; body: string }
    expect(fileName).toMatch(/^receipt-.+\.pdf$/)
    const pdf = Buffer.from(body, 'base64').toString('latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toContain(`/MediaBox [0 0 ${width}`)
  }
  expect((await open(asRole('OWNER', { ownerId: newId() }), sheet)).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  expect(await hospital.audited(payment.id)).toMatchObject([
    {},
    { action: 'payment.read-receipt' },
    { action: 'payment.read-receipt' },
  ])
})
