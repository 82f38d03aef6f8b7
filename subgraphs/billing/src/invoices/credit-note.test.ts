import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aLocation, askPeer } from '../testing.ts'

let hospital: TestSubgraph
let at: string
const ownerId = newId()

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (type, ids, selection) =>
    type === 'Owner' && selection.includes('archivedAt')
      ? ids.map((id) => ({ id, version: 1, name: 'Ada Byron', archivedAt: null }))
      : askPeer(type, ids, selection),
  )
  at = (await aLocation(hospital, { taxRate: 1900 })).id
})
afterAll(() => hospital.close())

const administrator = asRole('ADMIN')
const create = 'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { id version } }'
const finalise = `mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) {
  id number total items { id } } }`
const credit = `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
  id number reason subtotal tax total invoice { id creditNotes { number } items { creditedQuantity } }
  replacement { id status total items { description } } items { quantity net tax gross taxRate } } }`

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const line = (amount: number, quantity = 1) => ({ description: 'Tablets', quantity, unitPrice: eur(amount) })

interface Invoice {
  id: string
  number: string
  total: { amount: number }
  items: Array<{ id: string }>
}

interface Note {
  number: string
  subtotal: { amount: number }
  tax: { amount: number }
  total: { amount: number }
  replacement: { id: string } | null
}

async function aDraft(items: unknown[]) {
  const { data, errors } = await hospital.graphql(administrator, create, {
    input: { ownerId, locationId: at, items },
  })
  expect(errors).toEqual([])
  return data['createInvoice'] as { id: string; version: number }
}

async function anInvoice(items: unknown[]): Promise<Invoice> {
  const { data, errors } = await hospital.graphql(administrator, finalise, await aDraft(items))
  expect(errors).toEqual([])
  return data['finaliseInvoice'] as Invoice
}

const credited = (invoiceId: string, input: Record<string, unknown> = {}, key?: string) =>
  hospital.graphql(
    administrator,
    credit,
    { input: { invoiceId, reason: 'Wrong quantity.', ...input } },
    { idempotencyKey: key ?? null },
  )

const noteOf = ({ data, errors }: Awaited<ReturnType<typeof credited>>) => {
  expect(errors).toEqual([])
  return data['creditInvoice'] as Note
}

test('B2, B10: an invoice is credited in full once, under a number of a series of its own; a second time is refused', async () => {
  const invoice = await anInvoice([line(1000, 3), line(500)])
  const key = newId()
  const note = noteOf(await credited(invoice.id, {}, key))
  expect(note).toMatchObject({
    number: expect.stringMatching(/^CN-H-2026-\d{6}$/),
    reason: 'Wrong quantity.',
    total: invoice.total,
    invoice: {
      id: invoice.id,
      creditNotes: [{ number: note.number }],
      items: [{ creditedQuantity: 3 }, { creditedQuantity: 1 }],
    },
    replacement: null,
  })
  expect(noteOf(await credited(invoice.id, {}, key))).toEqual(note)
  expect((await credited(invoice.id, { reason: 'Other.' }, key)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'Idempotency-Key' },
  ])
  expect((await credited(invoice.id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'invoiceId' }])
  expect((await hospital.audited(invoice.id)).at(-1)).toMatchObject({
    action: 'invoice.credit',
    actorId: administrator.userId,
  })
})

test('B5, B8: parts of a line add up to the line to the last cent, at the rate of the invoice', async () => {
  const invoice = await anInvoice([line(333, 1), { ...line(3333, 0.3), discountRate: 1000 }])
  await hospital.admin`insert into billing.tax_rates values (${newId()}, ${at}, 'STANDARD', 2500, '2026-03-16', now())`
  const parts = []
  for (let part = 0; part < 3; part++) {
    const items = [{ itemId: invoice.items[1]!.id, quantity: 0.1 }]
    parts.push(noteOf(await credited(invoice.id, { items })))
  }
  parts.push(noteOf(await credited(invoice.id)))
  expect(parts.reduce((sum, { total }) => sum + total.amount, 0)).toBe(invoice.total.amount)
  expect(parts[0]).toMatchObject({ items: [{ quantity: 0.1, taxRate: 1900 }] })
  await hospital.admin`delete from billing.tax_rates where location_id = ${at}`
})

test('B8: parallel part credits never exceed the line', async () => {
  const invoice = await anInvoice([line(1000, 10)])
  const items = [{ itemId: invoice.items[0]!.id, quantity: 3 }]
  const answers = await Promise.all(Array.from({ length: 20 }, () => credited(invoice.id, { items })))
  const refused = answers.flatMap(({ errors }) => errors)
  expect(refused).toHaveLength(17)
  for (const error of refused)
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'items.0.quantity' })
  const [row] = await hospital.admin`select sum(quantity)::int as quantity from billing.credit_note_items
    where invoice_item_id = ${invoice.items[0]!.id}`
  expect(row).toEqual({ quantity: 9000 })
})

test('B8: the database itself refuses more than the line, another invoice’s line, and what does not add up', async () => {
  const [one, other] = [await anInvoice([line(1000, 2)]), await anInvoice([line(1000, 2)])]
  noteOf(await credited(one.id, { items: [{ itemId: one.items[0]!.id, quantity: 1.5 }] }))
  const [note] = await hospital.admin`select id from billing.credit_notes where invoice_id = ${one.id}`
  const add = (itemId: string, quantity: number) => hospital.admin`
    insert into billing.credit_note_items (id, credit_note_id, invoice_item_id, position, description, quantity, net, tax_class,
      tax_rate, tax, gross) values (${newId()}, ${note!['id'] as string}, ${itemId}, 2, 'x', ${quantity}, 0, 'ZERO', 0, 0, 0)`
  for (const attempt of [add(one.items[0]!.id, 501), add(other.items[0]!.id, 1)])
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'credit_note_items_within_line' })
  await expect(
    hospital.admin`insert into billing.credit_notes select ${newId()}, 'CN-X', invoice_id, owner_id, location_id, currency,
      reason, subtotal, tax, total, issuer, recipient, null, created_at from billing.credit_notes where id = ${note!['id'] as string}`,
  ).rejects.toMatchObject({ constraint_name: 'credit_notes_agree_with_items' })
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`update billing.credit_notes set reason = 'x'`,
    sql`delete from billing.credit_notes`,
    sql`delete from billing.credit_note_items`,
  ])
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
})

test('B2: an invoice is credited and invoiced again: a new draft has the same lines and totals', async () => {
  const invoice = await anInvoice([line(1000, 3), { ...line(700), discountRate: 500 }])
  const note = noteOf(await credited(invoice.id, { invoiceAgain: true }))
  expect(note.replacement).toMatchObject({ status: 'DRAFT', total: invoice.total, items: [{}, {}] })
  const again = await hospital.graphql(administrator, finalise, { id: note.replacement!.id, version: 1 })
  expect(again.data['finaliseInvoice']).toMatchObject({ total: invoice.total })
})

test('B8: what cannot be credited is one typed error in its field, and nothing is written', async () => {
  const [invoice, other, draft] = [
    await anInvoice([line(1000, 2)]),
    await anInvoice([line(1000)]),
    await aDraft([line(1000)]),
  ]
  const itemId = invoice.items[0]!.id
  for (const [input, code, field] of [
    [{ items: [{ itemId, quantity: -1 }] }, 'BAD_USER_INPUT', 'items.0.quantity'],
    [{ items: [{ itemId, quantity: 0.0005 }] }, 'BAD_USER_INPUT', 'items.0.quantity'],
    [{ items: [{ itemId, quantity: 1e12 }] }, 'BAD_USER_INPUT', 'items.0.quantity'],
    [
      {
        items: [
          { itemId, quantity: 1 },
          { itemId, quantity: 1 },
        ],
      },
      'BAD_USER_INPUT',
      'items.1.itemId',
    ],
    [{ items: [{ itemId: other.items[0]!.id, quantity: 1 }] }, 'NOT_FOUND', 'items.0.itemId'],
    [{ items: [] }, 'CONFLICT', 'items'],
    [{ items: [{ itemId, quantity: 1 }], invoiceAgain: true }, 'BAD_USER_INPUT', 'items'],
    [{ reason: ' ' }, 'BAD_USER_INPUT', 'reason'],
    [{ invoiceId: draft.id }, 'CONFLICT', 'invoiceId'],
    [{ invoiceId: newId() }, 'NOT_FOUND', 'invoiceId'],
  ] as const)
    expect((await credited(invoice.id, input)).errors).toMatchObject([{ code, field }])
  const [row] =
    await hospital.admin`select count(*)::int as count from billing.credit_notes where invoice_id = ${invoice.id}`
  expect(row).toEqual({ count: 0 })
  const receptionist = await hospital.graphql(asRole('RECEPTIONIST'), credit, {
    input: { invoiceId: invoice.id, reason: 'x' },
  })
  expect(receptionist.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
