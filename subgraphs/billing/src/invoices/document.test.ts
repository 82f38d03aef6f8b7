import { createHash } from 'node:crypto'
import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, askPeer } from '../testing.ts'
import { storeDocument } from './document.service.ts'
import { DocumentKind } from './invoice.table.ts'

let hospital: TestSubgraph
let at: string
const ownerId = newId()
const pets: Record<string, string> = { [newId()]: 'Žofie', [newId()]: 'Bella' }

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (type, ids, selection) => {
    if (type === 'Pet') return ids.map((id) => ({ id, name: pets[id], owner: { id: ownerId } }))
    if (type === 'Owner' && selection.includes('archivedAt'))
      return ids.map((id) => ({ id, version: 1, name: 'Ada', archivedAt: null }))
    return askPeer(type, ids, selection)
  })
  at = (await aLocation(hospital)).id
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')
const owner = asRole('OWNER', { ownerId })

interface Invoice {
  id: string
  number: string
  pdfUrl: string
}

const eur = (amount: number) => ({ amount, currency: 'EUR' })

async function anInvoice(): Promise<Invoice> {
  const [first, second] = Object.keys(pets)
  const items = [
    { description: 'Health check', quantity: 1, unitPrice: eur(6500), petId: first },
    { description: 'Tablets', quantity: 2.5, unitPrice: eur(399), taxIncluded: true, petId: second },
    { description: 'Passport', quantity: 1, unitPrice: eur(1000), taxClass: 'EXEMPT', discountRate: 1000 },
  ]
  const draft = await hospital.graphql(
    administrator,
    'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { id version } }',
    { input: { ownerId, locationId: at, items } },
  )
  const { data, errors } = await hospital.graphql(
    administrator,
    'mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) { id number pdfUrl } }',
    draft.data['createInvoice'] as Record<string, unknown>,
  )
  expect(errors).toEqual([])
  return data['finaliseInvoice'] as Invoice
}

const lastPart = (url: string) => url.slice(url.lastIndexOf('/') + 1)

const fetched = (url: string, viewer = administrator) =>
  hospital.graphql(
    viewer,
    'query ($address: String!) { documentFile(address: $address) { fileName body } }',
    {
      address: lastPart(url),
    },
  )

async function bytesAt(url: string, viewer = administrator): Promise<Buffer> {
  const { data, errors } = await fetched(url, viewer)
  expect(errors).toEqual([])
  return Buffer.from((data['documentFile'] as { body: string }).body, 'base64')
}

const addressFor = async (viewer: typeof administrator, id: string) =>
  (
    (await hospital.graphql(viewer, 'query ($id: ID!) { invoice(id: $id) { pdfUrl } }', { id })).data[
      'invoice'
    ] as Invoice
  ).pdfUrl

const stored = async (id: string) =>
  (await hospital.admin`select * from billing.documents where id = ${id}`)[0]

withTools(
  'B3, B14: the PDF of an invoice has its names, lines by pet, taxes and total, with its fonts embedded',
  async () => {
    const { number, pdfUrl } = await anInvoice()
    const { status, fonts, text } = inspected(await bytesAt(pdfUrl))
    expect(status).toBe(0)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/ yes +yes +yes /)
    for (const part of [
      'Seaside Veterinary Hospital',
      'Harbour Street · 12 Harbour Street · Dublin · +353 1 555 0100',
      'Ελένη Łukasiewicz',
      'ул. Ленина 5',
      `Invoice ${number}`,
      '2026-03-16',
      'Žofie',
      'Health check',
      'EUR 65.00',
      'EUR 78.00',
      '2.5',
      'EUR 9.98',
      'exempt',
      'Tax 20 % on EUR 73.32',
      'Exempt from tax: EUR 9.00',
      'EUR 96.98',
      'Page 1 of 1',
    ])
      expect(text).toContain(part)
  },
)

withTools('B2: the PDF of a credit note names its invoice and the reason', async () => {
  const invoice = await anInvoice()
  const { data } = await hospital.graphql(
    administrator,
    'mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { number pdfUrl } }',
    { input: { invoiceId: invoice.id, reason: 'Charged twice.' } },
  )
  const note = data['creditInvoice'] as Invoice
  const { status, text } = inspected(await bytesAt(note.pdfUrl))
  expect(status).toBe(0)
  for (const part of [`Credit note ${note.number}`, invoice.number, 'Charged twice.', 'EUR 96.98'])
    expect(text).toContain(part)
})

test('B3: the PDF is stored with its hash by the work that finalising plans, and never made anew', async () => {
  const { id, pdfUrl } = await anInvoice()
  const [job] = await hospital.admin`
    select payload from graphile_worker._private_jobs where payload->>'kind' = 'INVOICE' and payload->>'id' = ${id}`
  expect(job).toEqual({ payload: { kind: 'INVOICE', id } })
  await storeDocument(hospital.context(), { kind: DocumentKind.INVOICE, id })
  const first = await stored(id)
  expect(first!['sha256']).toEqual(
    createHash('sha256')
      .update(first!['body'] as Buffer)
      .digest(),
  )
  await storeDocument(hospital.context(), { kind: DocumentKind.INVOICE, id })
  expect(await stored(id)).toEqual(first)
  expect(await bytesAt(pdfUrl)).toEqual(first!['body'])
  expect((await hospital.audited(id)).at(-1)).toMatchObject({ action: 'invoice.read-document' })
  await expect(
    hospital.admin`update billing.documents set body = 'other' where id = ${id}`,
  ).rejects.toMatchObject({ constraint_name: 'documents_hash' })
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`update billing.documents set kind = 'INVOICE'`,
    sql`delete from billing.documents`,
  ])
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
})

test('AU4: a document’s address is for one viewer and five minutes; another household has none', async () => {
  const { id, pdfUrl } = await anInvoice()
  const own = await addressFor(owner, id)
  expect(own).toMatch(/^\/documents\/billing\/[\w-]+$/)
  expect(await bytesAt(own, owner)).toEqual(await bytesAt(pdfUrl))
  const nothing = async (url: string, viewer: typeof owner) =>
    expect((await fetched(url, viewer)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  await nothing(own, administrator)
  await nothing(pdfUrl, owner)
  await nothing(own, asRole('OWNER', { ownerId: newId() }))
  hospital.setNow('2026-03-16T08:05:01.000Z')
  await nothing(own, owner)
  hospital.setNow('2026-03-16T08:00:00.000Z')
})
