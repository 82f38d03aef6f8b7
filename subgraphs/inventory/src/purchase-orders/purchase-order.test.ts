import { addDays, dayOf } from '@vetgraph/kit/time'
import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { aSupplier, aSupplierItem } from '../suppliers/supplier.factory.ts'
import { aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')

const house = {
  name: 'Harbour Street',
  address: '12 Harbour Street\nDublin 8',
  phone: null,
  hospitalName: 'Demo Vets',
}

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (type, ids) =>
    ids.map((id) => (type === 'Location' ? { id, ...house } : null)),
  )
})
afterAll(() => hospital.close())

interface Line {
  id: string
  packs: number
  ordered: number
  received: number
  receipts: Array<{ quantity: number; cost: unknown; overReason: string | null; lotNumber: string | null }>
}

interface Order {
  id: string
  version: number
  number: string | null
  status: string
  total: { amount: number }
  documentUrl: string | null
  lines: Line[]
}

const fields = `id version number status total sentTo endReason documentUrl
  lines { id description articleNumber packs packSize price ordered received
    receipts { quantity cost overReason lotNumber expiresOn } }`
const ways = {
  create: ['createPurchaseOrder', 'CreatePurchaseOrderInput'],
  update: ['updatePurchaseOrder', 'UpdatePurchaseOrderInput'],
  send: ['sendPurchaseOrder', 'SendPurchaseOrderInput'],
  cancel: ['cancelPurchaseOrder', 'EndPurchaseOrderInput'],
  close: ['closePurchaseOrder', 'EndPurchaseOrderInput'],
} as const

/** Sends one of the mutations of orders. */
async function say(
  way: keyof typeof ways,
  input: Record<string, unknown>,
  key: string | null = null,
  viewer = staff,
) {
  const [field, type] = ways[way]
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${fields} } }`,
    { input },
    { idempotencyKey: key },
  )
  return { order: data?.[field] as Order, errors }
}

const orderOf = async (id: string) => {
  const { data, errors } = await hospital.graphql(
    staff,
    `query ($id: ID!) { purchaseOrder(id: $id) { ${fields} } }`,
    { id },
  )
  expect(errors).toEqual([])
  return data['purchaseOrder'] as Order
}

/** A draft of ten packs of 100 tablets at EUR 24, and of two of another item. */
async function aDraft(email: string | null = 'orders@wholesale.test') {
  const locationId = await aLocation(hospital)
  const supplier = await aSupplier(hospital, { email })
  const items = await Promise.all([anItem(hospital), anItem(hospital)])
  const entries = await Promise.all(
    items.map(({ id }) => aSupplierItem(hospital, { supplierId: supplier.id, itemId: id })),
  )
  const input = {
    locationId,
    supplierId: supplier.id,
    lines: entries.map(({ id }, place) => ({ supplierItemId: id, packs: place === 0 ? 10 : 2 })),
  }
  const { order, errors } = await say('create', input)
  expect(errors).toEqual([])
  return { order, locationId, supplier, items, entries, input }
}

async function anOrder() {
  const draft = await aDraft()
  const { id, version } = draft.order
  const { order, errors } = await say('send', { id, version, byEmail: false })
  expect(errors).toEqual([])
  return { ...draft, order }
}

type Sent = Awaited<ReturnType<typeof anOrder>>

const receive = ({ order, items, locationId }: Sent, place: number, quantity: number, more = {}) =>
  hospital.graphql(
    staff,
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { onHand } }',
    {
      input: { itemId: items[place]!.id, locationId, quantity, orderLineId: order.lines[place]!.id, ...more },
    },
  )

test('I7: a draft has the prices of the catalogue, and keeps them when the catalogue changes', async () => {
  const { order, entries } = await aDraft()
  expect(order).toMatchObject({
    status: 'DRAFT',
    number: null,
    documentUrl: null,
    total: { amount: 12 * 2400, currency: 'EUR' },
    lines: [{ packs: 10, packSize: 100, ordered: 1000, received: 0 }, { packs: 2 }],
  })
  const change = { id: entries[0]!.id, version: 1, price: { amount: 9900, currency: 'EUR' } }
  await hospital.graphql(
    staff,
    'mutation ($input: UpdateSupplierItemInput!) { updateSupplierItem(input: $input) { id } }',
    { input: change },
  )
  expect((await orderOf(order.id)).total.amount).toBe(12 * 2400)
  expect(await hospital.audited(order.id)).toMatchObject([{ action: 'purchase-order.create' }])
})

test('I7: an order is sent by e-mail with its PDF once, gets the next number, and is frozen', async () => {
  const { order, entries } = await aDraft()
  const input = { id: order.id, version: order.version, byEmail: true }
  const { order: sent, errors } = await say('send', input, 'send-once')
  expect(errors).toEqual([])
  expect(sent).toMatchObject({ status: 'SENT', sentTo: 'orders@wholesale.test' })
  expect(sent.number).toMatch(/^PO-2026-\d{6}$/)
  expect(sent.documentUrl).toMatch(/^\/documents\/inventory\//)
  expect((await say('send', input, 'send-once')).order.number).toBe(sent.number)
  const mails = (await hospital.emitted()).filter(
    ({ task }) => task === 'notifications:purchase-order.mailed',
  )
  expect(mails).toHaveLength(1)
  expect(mails[0]!.payload).toMatchObject({ to: 'orders@wholesale.test', values: { number: sent.number } })
  const lines = [{ supplierItemId: entries[0]!.id, packs: 1 }]
  const { id, version } = sent
  expect((await say('update', { id, version, lines })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  expect((await say('update', { id, version, note: 'Later' })).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await say('send', { id, version, byEmail: false })).errors).toMatchObject([{ code: 'CONFLICT' }])
  const change = hospital.admin`update inventory.purchase_orders set supplier_id = id where id = ${id}`
  await expect(change).rejects.toThrow(/was sent/)
})

test('I7: orders that are sent at once have numbers without a gap', async () => {
  const drafts = await Promise.all(Array.from({ length: 8 }, () => aDraft()))
  const answers = await Promise.all(
    drafts.map(({ order: { id, version } }) => say('send', { id, version, byEmail: false })),
  )
  const numbers = answers.map(({ order }) => Number(order.number!.slice(-6))).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, place) => numbers[0]! + place))
})

test('I7: what arrives in parts is counted, and the order is received when the last part is there', async () => {
  const sent = await anOrder()
  const state = async () => (await orderOf(sent.order.id)).status
  expect((await receive(sent, 0, 400, { lotNumber: 'A' })).errors).toEqual([])
  expect(await state()).toBe('PARTLY_RECEIVED')
  await receive(sent, 0, 600, { lotNumber: 'B', cost: 15_000 })
  expect(await state()).toBe('PARTLY_RECEIVED')
  await receive(sent, 1, 200)
  const { status, lines } = await orderOf(sent.order.id)
  expect(status).toBe('RECEIVED')
  expect(lines[0]).toMatchObject({
    received: 1000,
    receipts: [
      { lotNumber: 'A', quantity: 400, cost: { amount: 9600, currency: 'EUR' } },
      { lotNumber: 'B', quantity: 600, cost: { amount: 15_000 } },
    ],
  })
})

test('I7: more than a tenth above the order needs a reason, and without one nothing is taken', async () => {
  const sent = await anOrder()
  const refused = await receive(sent, 1, 221)
  expect(refused.errors).toMatchObject([{ code: 'CONFLICT', field: 'overReceiptReason' }])
  expect((await orderOf(sent.order.id)).lines[1]).toMatchObject({ received: 0, receipts: [] })
  expect((await receive(sent, 1, 220)).errors).toEqual([])
  expect((await receive(sent, 1, 100, { overReceiptReason: 'A free pack' })).data['receiveStock']).toEqual({
    onHand: 320,
  })
  expect((await orderOf(sent.order.id)).lines[1]).toMatchObject({
    received: 320,
    receipts: [{ overReason: null }, { overReason: 'A free pack' }],
  })
})

test('I7: ten deliveries at once of a line never pass the limit together', async () => {
  const sent = await anOrder()
  const answers = await Promise.all(Array.from({ length: 10 }, () => receive(sent, 0, 200)))
  expect(answers.flatMap(({ errors }) => errors)).toHaveLength(5)
  const { lines } = await orderOf(sent.order.id)
  expect(lines[0]).toMatchObject({ received: 1000 })
})

test('I7: what is not awaited is not received: a draft, another item, a closed or a cancelled order', async () => {
  const draft = await aDraft()
  expect((await receive(draft, 0, 1)).errors).toMatchObject([{ code: 'CONFLICT', field: 'orderLineId' }])
  const sent = await anOrder()
  expect((await receive(sent, 0, 1, { itemId: sent.items[1]!.id })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'orderLineId' },
  ])
  await receive(sent, 0, 100, { expiresOn: addDays(dayOf(hospital.now(), 'Europe/Dublin'), 100) })
  const { id, version } = await orderOf(sent.order.id)
  expect((await say('cancel', { id, version, reason: 'Late' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  const { order } = await say('close', { id, version, reason: 'Not available any more' })
  expect(order).toMatchObject({ status: 'CLOSED', endReason: 'Not available any more' })
  expect((await receive(sent, 0, 1)).errors).toMatchObject([{ code: 'CONFLICT', field: 'orderLineId' }])
  expect((await say('close', { id, version: order.version, reason: 'Again' })).errors).toMatchObject([
    { code: 'CONFLICT' },
  ])
  const other = await anOrder()
  const cancelled = await say('cancel', { id: other.order.id, version: other.order.version, reason: 'Twice' })
  expect(cancelled.order.status).toBe('CANCELLED')
  expect((await receive(other, 0, 1)).errors).toMatchObject([{ code: 'CONFLICT', field: 'orderLineId' }])
})

test('an order that cannot be is refused at its field: no lines, no e-mail address, another currency, a foreign entry', async () => {
  const { order, entries, input } = await aDraft(null)
  expect((await say('send', { id: order.id, version: 1, byEmail: true })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'byEmail' },
  ])
  const empty = await say('update', { id: order.id, version: 1, lines: [] })
  expect(empty.order).toMatchObject({ total: { amount: 0 }, lines: [] })
  expect((await say('send', { id: order.id, version: 2, byEmail: false })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  const other = await aSupplier(hospital, { currency: 'USD' })
  expect((await say('create', { ...input, supplierId: other.id, lines: [] })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'supplierId' },
  ])
  const foreign = await aSupplier(hospital)
  const lines = [{ supplierItemId: entries[0]!.id, packs: 1 }]
  expect((await say('create', { ...input, supplierId: foreign.id, lines })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'lines.0.supplierItemId' },
  ])
  const none = [{ supplierItemId: entries[0]!.id, packs: 0 }]
  expect((await say('create', { ...input, lines: none })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'lines.0.packs' },
  ])
})

test('orders of another location are neither seen nor sent', async () => {
  const { order, locationId } = await aDraft()
  const elsewhere = await aLocation(hospital)
  const permissions = new Set(['inventory:read', 'purchase-order:write'] as const)
  const viewer = asRole('TECHNICIAN', { grants: [{ locationId: elsewhere, permissions }] })
  expect(
    (await say('send', { id: order.id, version: 1, byEmail: false }, null, viewer)).errors,
  ).toMatchObject([{ code: 'NOT_FOUND' }])
  const list = 'query ($filter: PurchaseOrderFilter) { purchaseOrders(filter: $filter) { totalCount } }'
  const count = async (who: typeof staff) =>
    (await hospital.graphql(who, list, { filter: { locationId } })).data['purchaseOrders']
  expect([await count(viewer), await count(staff)]).toEqual([{ totalCount: 0 }, { totalCount: 1 }])
})

withTools('the PDF of an order names both parties, the articles and the total', async () => {
  const { order } = await anOrder()
  const address = order.documentUrl!.split('/').at(-1)!
  const { data, errors } = await hospital.graphql(
    staff,
    'query ($address: String!) { documentFile(address: $address) { fileName body } }',
    { address },
  )
  expect(errors).toEqual([])
  const { fileName, body } = data['documentFile'] as { fileName: string; body: string }
  expect(fileName).toBe(`${order.number}.pdf`)
  const { status, text } = inspected(Buffer.from(body, 'base64'))
  expect(status).toBe(0)
  for (const words of ['Demo Vets', 'Medical Wholesale', order.number!, 'EUR 288.00'])
    expect(text).toContain(words)
})
