import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eur, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aDraft, aLocation, aPrice, askPeer } from '../testing.ts'
import { aLine, aSignature, estimates, sendsEstimate } from './estimate.factory.ts'
import { expireEstimates } from './expire.service.ts'

let hospital: TestSubgraph
const ownerId = newId()
const bella = newId()

const clinical: AskPeer = async (type, ids, selection) =>
  type === 'Pet'
    ? ids.map((id) => ({ id, name: 'Bella', owner: { id: id === bella ? ownerId : newId() } }))
    : type === 'Owner'
      ? ids.map((id) => ({ id, version: 1, name: 'Ada Byron', archivedAt: null, address: null }))
      : askPeer(type, ids, selection)

let at: string
const checkUp = newId()
const owner = asRole('OWNER', { ownerId })

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, clinical)
  at = (await aLocation(hospital)).id
  await aPrice(hospital, { locationId: at, typeId: checkUp })
})
afterAll(() => hospital.close())

const text = { title: 'Dental treatment', validUntil: '2026-04-16' }

const begun = async (items: unknown[] = [aLine()]) => {
  const input = { ...text, ownerId, locationId: at, items }
  const { estimate, errors } = await estimates(hospital, 'createEstimate', input)
  expect(errors).toEqual([])
  return estimate
}

const sent = async (items?: unknown[]) => {
  const { estimate, errors } = await sendsEstimate(hospital, await begun(items))
  expect(errors).toEqual([])
  return estimate
}

const accepts = (
  { id, version }: { id: string; version: number },
  acceptedItemIds: string[],
  { viewer = receptionist, ...more }: { viewer?: typeof owner; [field: string]: unknown } = {},
) =>
  estimates(
    hospital,
    'acceptEstimate',
    { id, version, acceptedItemIds, signedBy: 'Ada Byron', signature: aSignature(), ...more },
    viewer,
  )

const converts = async (id: string, version: number, items: unknown[], invoiceId: string | null = null) => {
  const { data, errors } = await hospital.graphql(
    receptionist,
    `mutation ($input: ConvertEstimateInput!) {
      convertEstimate(input: $input) { id version status total aboveEstimate estimate { id version status } items { description quantity unitPrice } }
    }`,
    { input: { id, version, items, invoiceId } },
  )
  return {
    errors,
    invoice: data['convertEstimate'] as {
      id: string
      version: number
      estimate: { version: number; status: string }
    },
  }
}

test('B12: an estimate has a low and a high total, by the lowest and the highest quantity of each line', async () => {
  const estimate = await begun([
    { serviceId: checkUp, quantity: 1, petId: bella },
    aLine({ lowQuantity: 0, petId: bella }),
  ])
  expect(estimate).toMatchObject({
    status: 'DRAFT',
    revision: 1,
    low: eur(7800),
    high: eur(7800 + 3600),
    acceptedHigh: null,
    items: [
      {
        description: 'Check-up',
        petName: 'Bella',
        lowQuantity: 1,
        quantity: 1,
        low: eur(7800),
        high: eur(7800),
      },
      {
        description: 'Extraction',
        lowQuantity: 0,
        quantity: 3,
        low: eur(0),
        high: eur(3600),
        decision: 'OPEN',
      },
    ],
    versions: [],
  })
  const find = `query ($petId: ID!) { estimates(filter: { petId: $petId }) { nodes { id } } }`
  const { data } = await hospital.graphql(receptionist, find, { petId: bella })
  expect(data['estimates']).toEqual({ nodes: [{ id: estimate.id }] })
})

test.each([
  [aLine({ lowQuantity: 4 }), 'items.0.lowQuantity'],
  [aLine({ lowQuantity: 0.0005 }), 'items.0.lowQuantity'],
  [aLine({ quantity: 0, lowQuantity: 0 }), 'items.0.quantity'],
  [aLine({ unitPrice: null }), 'items.0.unitPrice'],
  [aLine({ unitPrice: { amount: 1, currency: 'USD' } }), 'items.0.unitPrice'],
  [aLine({ petId: newId() }), 'items.0.petId'],
])('an estimate with the line %j is refused at %s, and nothing is written', async (line, field) => {
  const countOf = async () =>
    (await hospital.admin`select count(*)::int as count from billing.estimates`)[0]!['count'] as number
  const before = await countOf()
  const input = { ...text, ownerId, locationId: at, items: [line] }
  const { errors } = await estimates(hospital, 'createEstimate', input)
  expect(errors).toMatchObject([{ field }])
  expect(await countOf()).toBe(before)
})

test('B12: each version that was sent stays as it was, and a change makes the next one', async () => {
  const first = await sent()
  expect(first).toMatchObject({ status: 'SENT', versions: [{ number: 1, high: eur(3600), answer: null }] })
  const changed = await estimates(hospital, 'updateEstimate', {
    ...text,
    id: first.id,
    version: first.version,
    items: [aLine({ quantity: 5 })],
  })
  expect(changed.estimate).toMatchObject({ status: 'DRAFT', revision: 2, high: eur(6000) })
  const second = (await sendsEstimate(hospital, changed.estimate)).estimate
  expect(second.versions).toMatchObject([
    { number: 2, high: eur(6000), items: [{ quantity: 5 }] },
    { number: 1, high: eur(3600), items: [{ quantity: 3 }] },
  ])
  const again = await sendsEstimate(hospital, second)
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
})

test('B12: the database refuses to change, add or remove what was sent', async () => {
  const { id } = await sent()
  const { db } = hospital.context()
  const refused = { cause: { constraint_name: 'estimates_frozen' } }
  const changes = [
    `update billing.estimate_items set quantity = 9000 where estimate_id = '${id}'`,
    `delete from billing.estimate_items where estimate_id = '${id}'`,
    `insert into billing.estimate_items select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'position', 9))).*
      from billing.estimate_items i where estimate_id = '${id}'`,
  ]
  for (const change of changes) await expect(db.execute(change)).rejects.toMatchObject(refused)
  for (const change of [
    `update billing.estimate_versions set high = 1 where estimate_id = '${id}'`,
    `delete from billing.estimate_answers`,
  ])
    await expect(db.execute(change)).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('B12: the owner signs on the screen for some lines; the others are declined, and all of it stays', async () => {
  const estimate = await sent([aLine(), aLine({ description: 'X-ray' })])
  const [extraction] = estimate.items
  const missing = await accepts(estimate, [extraction!.id], { signature: null })
  expect(missing.errors).toMatchObject([{ field: 'signature' }])
  const answered = await accepts(estimate, [extraction!.id])
  expect(answered.errors).toEqual([])
  expect(answered.estimate).toMatchObject({
    status: 'ACCEPTED',
    acceptedHigh: eur(3600),
    items: [{ decision: 'ACCEPTED' }, { description: 'X-ray', decision: 'DECLINED' }],
    versions: [{ answer: { signedBy: 'Ada Byron', portal: false } }],
  })
  const kept = answered.estimate.versions[0]!.answer!.signature
  expect(Buffer.from(kept.split(',')[1]!, 'base64').toString('latin1')).not.toContain('hidden')
  const { data } = await hospital.graphql(
    owner,
    'query ($address: String!) { documentFile(address: $address) { fileName body } }',
    { address: (await seenBy(owner, estimate.id))!.versions[0]!.pdfUrl.split('/').at(-1) },
  )
  const file = data['documentFile'] as { fileName: string; body: string }
  expect(file.fileName).toBe('estimate-version-1.pdf')
  expect(Buffer.from(file.body, 'base64').toString('latin1')).toContain('/Subtype /Image')
  expect((await hospital.audited(estimate.id)).map(({ action }) => action)).toEqual([
    'estimate.create',
    'estimate.send',
    'estimate.answer',
    'estimate.accept',
    'estimate.read-document',
  ])
})

const seenBy = async (viewer: typeof owner, id: string) => {
  const query = 'query ($id: ID!) { estimate(id: $id) { status versions { pdfUrl } } }'
  const { data } = await hospital.graphql(viewer, query, { id })
  return data['estimate'] as { status: string; versions: Array<{ pdfUrl: string }> } | null
}

test.each([
  ['no image', 'data:image/png;base64,AAAA'],
  ['another type', 'data:image/svg+xml;base64,PHN2Zy8+'],
  ['too wide', aSignature(1201, 1)],
  ['fewer pixels than it says', aSignature(4, 2, Buffer.alloc(9))],
  ['more pixels than it says', aSignature(4, 2, Buffer.alloc(1_000_000))],
  ['a filter that does not exist', aSignature(4, 2, Buffer.alloc(34, 9))],
])('a signature that is %s is refused', async (_what, signature) => {
  const estimate = await sent()
  const { errors } = await accepts(estimate, [], { signature })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'signature' }])
})

test('B12: an owner answers in the portal, sees no draft, and nobody else’s estimate', async () => {
  const draft = await begun()
  expect(await seenBy(owner, draft.id)).toBeNull()
  const asDraft = await accepts(draft, [], { viewer: owner, signature: null })
  expect(asDraft.errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const { estimate } = await sendsEstimate(hospital, draft)
  const stranger = asRole('OWNER', { ownerId: newId() })
  const ids = estimate.items.map(({ id }) => id)
  const strange = await accepts(estimate, ids, { viewer: stranger, signature: null })
  expect(strange.errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect(await seenBy(stranger, estimate.id)).toBeNull()
  const declined = await accepts(estimate, [], { viewer: owner, signature: null })
  expect(declined.estimate).toMatchObject({
    status: 'DECLINED',
    items: [{ decision: 'DECLINED' }],
    versions: [{ answer: { portal: true, signature: null } }],
  })
})

test('B12: of two answers at the same time one counts', async () => {
  const estimate = await sent()
  const ids = estimate.items.map(({ id }) => id)
  const answers = await Promise.all([
    accepts(estimate, ids),
    accepts(estimate, [], { viewer: owner, signature: null }),
  ])
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  const [row] = await hospital.admin`
    select count(*)::int as count from billing.estimate_answers a
    join billing.estimate_versions v on v.id = a.version_id where v.estimate_id = ${estimate.id}`
  expect(row).toEqual({ count: 1 })
})

test('B12: an estimate expires after its last day, by the calendar of its location', async () => {
  const input = { ...text, validUntil: '2026-03-16', ownerId, locationId: at, items: [aLine()] }
  const { estimate } = await estimates(hospital, 'createEstimate', input)
  const waiting = (await sendsEstimate(hospital, estimate)).estimate
  onTestFinished(() => hospital.setNow('2026-03-16T08:00:00Z'))
  hospital.setNow('2026-03-16T23:30:00Z')
  await expireEstimates(hospital.context())
  expect(await seenBy(receptionist, estimate.id)).toMatchObject({ status: 'SENT' })
  hospital.setNow('2026-03-17T00:30:00Z')
  expect((await accepts(waiting, [])).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  await expireEstimates(hospital.context())
  expect(await seenBy(receptionist, estimate.id)).toMatchObject({ status: 'EXPIRED' })
})

test('B12: accepted lines become a draft invoice by the quantity that is stated, each once', async () => {
  const estimate = await sent([
    aLine(),
    aLine({ description: 'X-ray', lowQuantity: 1, quantity: 1 }),
    aLine({ description: 'Scaling' }),
  ])
  const [extraction, xRay, scaling] = estimate.items.map(({ id }) => id) as [string, string, string]
  const early = await converts(estimate.id, estimate.version, [{ itemId: extraction, quantity: 1 }])
  expect(early.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const { estimate: accepted } = await accepts(estimate, [extraction, xRay])
  const declined = await converts(estimate.id, accepted.version, [{ itemId: scaling, quantity: 1 }])
  expect(declined.errors).toMatchObject([{ field: 'items.0.itemId' }])
  const first = await converts(estimate.id, accepted.version, [{ itemId: extraction, quantity: 2 }])
  expect(first.invoice).toMatchObject({
    status: 'DRAFT',
    total: eur(2400),
    aboveEstimate: null,
    estimate: { id: estimate.id, status: 'ACCEPTED' },
    items: [{ description: 'Extraction', quantity: 2, unitPrice: eur(1000) }],
  })
  const { version } = first.invoice.estimate
  const twice = await converts(estimate.id, version, [{ itemId: extraction, quantity: 1 }])
  expect(twice.errors).toMatchObject([{ code: 'CONFLICT', field: 'items.0.itemId' }])
  const rest = await converts(estimate.id, version, [{ itemId: xRay, quantity: 1 }])
  expect(rest.invoice.estimate).toMatchObject({ status: 'CONVERTED' })
})

test('B12: an invoice says by how much it passes what was accepted, and no longer once it does not', async () => {
  const estimate = await sent()
  const { estimate: accepted } = await accepts(
    estimate,
    estimate.items.map(({ id }) => id),
  )
  const { invoice } = await converts(estimate.id, accepted.version, [
    { itemId: estimate.items[0]!.id, quantity: 3 },
  ])
  const change = `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { version aboveEstimate } }`
  const line = { description: 'Extraction', unitPrice: eur(1000) }
  const input = { id: invoice.id, version: invoice.version, items: [{ ...line, quantity: 3.5 }] }
  const { data } = await hospital.graphql(receptionist, change, { input })
  expect(data['updateInvoice']).toMatchObject({ aboveEstimate: eur(600) })
  const back = await hospital.graphql(receptionist, change, {
    input: { ...input, version: invoice.version + 1, items: [{ ...line, quantity: 3 }] },
  })
  expect(back.data['updateInvoice']).toMatchObject({ aboveEstimate: null })
})

test('B12: what is still a draft does not count in what the owner reads of it (AU4)', async () => {
  const estimate = await sent([aLine(), aLine()])
  const [first, second] = estimate.items
  const { estimate: accepted } = await accepts(estimate, [first!.id, second!.id])
  const { invoice } = await converts(estimate.id, accepted.version, [{ itemId: first!.id, quantity: 3 }])
  await converts(estimate.id, invoice.estimate.version, [{ itemId: second!.id, quantity: 5 }])
  const finalise =
    'mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) { id } }'
  expect((await hospital.graphql(receptionist, finalise, invoice)).errors).toEqual([])
  const above = async (viewer: typeof owner) =>
    (await hospital.graphql(viewer, 'query ($id: ID!) { invoice(id: $id) { aboveEstimate } }', invoice)).data
  expect(await above(receptionist)).toEqual({ invoice: { aboveEstimate: eur(2400) } })
  expect(await above(owner)).toEqual({ invoice: { aboveEstimate: null } })
})

test('B12: accepted lines are added to a draft of the same owner, whose own lines stay, but to no other invoice', async () => {
  const accepted = async () => {
    const estimate = await sent()
    const ids = estimate.items.map(({ id }) => id)
    const { estimate: answered } = await accepts(estimate, ids)
    return { id: estimate.id, version: answered.version, itemId: ids[0]! }
  }
  const { id, version, itemId } = await accepted()
  const other = await accepted()
  const items = [{ itemId, quantity: 2 }]
  const draftOf = async (input: Record<string, unknown>) => {
    const { data, errors } = await hospital.graphql(
      receptionist,
      'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { id } }',
      {
        input: {
          ownerId,
          locationId: at,
          items: [{ description: 'Bandage', quantity: 1, unitPrice: eur(500) }],
          ...input,
        },
      },
    )
    expect(errors).toEqual([])
    return (data['createInvoice'] as { id: string }).id
  }
  const draft = await draftOf({})
  for (const wrong of [newId(), (await aDraft(hospital)).id])
    expect((await converts(id, version, items, wrong)).errors).toMatchObject([
      { code: 'NOT_FOUND', field: 'invoiceId' },
    ])
  const voided = await draftOf({})
  await hospital.graphql(
    receptionist,
    'mutation ($id: ID!) { voidInvoice(id: $id, basedOnVersion: 1) { id } }',
    { id: voided },
  )
  expect((await converts(id, version, items, voided)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'invoiceId' },
  ])
  const { invoice, errors } = await converts(id, version, items, draft)
  expect(errors).toEqual([])
  expect(invoice).toMatchObject({
    id: draft,
    version: 2,
    items: [
      { description: 'Bandage', quantity: 1, unitPrice: eur(500) },
      { description: 'Extraction', quantity: 2, unitPrice: eur(1000) },
    ],
    estimate: { id, status: 'CONVERTED' },
  })
  const second = [{ itemId: other.itemId, quantity: 1 }]
  expect((await converts(other.id, other.version, second, draft)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'invoiceId' },
  ])
})
