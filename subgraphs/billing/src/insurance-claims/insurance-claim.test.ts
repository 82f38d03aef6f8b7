import { createHash } from 'node:crypto'
import { inspected } from '@vetgraph/kit/documents/testing-pdf'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeDocument } from '../invoices/document.service.ts'
import { DocumentKind } from '../invoices/invoice.table.ts'
import { eur, isBalanced, pays, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aLocation, askPeer } from '../testing.ts'

let hospital: TestSubgraph
let at: string
const ownerId = newId()
const petId = newId()
const otherPetId = newId()
const administrator = asRole('ADMIN')
const owner = asRole('OWNER', { ownerId })

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (type, ids, selection) => {
    if (type === 'Pet') return ids.map((id) => ({ id, name: 'Bella', owner: { id: ownerId } }))
    const answers = await askPeer(type, ids, selection)
    if (type !== 'Owner') return answers
    return answers.map((answer) => ({
      ...answer,
      version: 1,
      name: 'Ada',
      email: 'ada@example.test',
      archivedAt: null,
    }))
  })
  at = (await aLocation(hospital, { taxRate: 0 })).id
})
afterAll(() => hospital.close())

const claimShown = `id status version insurer policyNumber condition submittedOn rejectionReason claimed settled pdfUrl
  items { invoiceItemId description quantity amount } payment { id method amount reference }
  invoice { id status due gap paid }`

interface Claim {
  id: string
  version: number
  status: string
  pdfUrl: string
  payment: { id: string }
  invoice: object
  [field: string]: unknown
}

async function says(field: string, args: string, variables: object, viewer = receptionist, key = newId()) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `mutation (${args}) { ${field} { ${field.startsWith('discard') ? 'id gap' : claimShown} } }`,
    variables as never,
    { idempotencyKey: key },
  )
  const [claim] = Object.values(data)
  return { claim: (claim ?? null) as Claim, errors }
}

const make = (input: object, viewer = receptionist, key?: string) =>
  says(
    'createInsuranceClaim(input: $input)',
    '$input: CreateInsuranceClaimInput!',
    { input: { condition: 'Torn ligament', ...input } },
    viewer,
    key,
  )
const submit = ({ id, version }: Claim) =>
  says('submitInsuranceClaim(id: $id, basedOnVersion: $version)', '$id: ID!, $version: Int!', { id, version })
const discard = ({ id, version }: Claim) =>
  says('discardInsuranceClaim(id: $id, basedOnVersion: $version)', '$id: ID!, $version: Int!', {
    id,
    version,
  })
const settle = ({ id, version }: Claim, amount: number, key?: string) =>
  says(
    'settleInsuranceClaim(input: $input)',
    '$input: SettleInsuranceClaimInput!',
    { input: { id, version, amount: eur(amount), reference: 'PV 77' } },
    receptionist,
    key,
  )
const reject = ({ id, version }: Claim) =>
  says('rejectInsuranceClaim(input: $input)', '$input: RejectInsuranceClaimInput!', {
    input: { id, version, reason: 'Known before the policy began' },
  })

let policies = 0

async function aPolicy(overrides: object = {}) {
  policies += 1
  const { data, errors } = await hospital.graphql(
    receptionist,
    'mutation ($input: CreateInsurancePolicyInput!) { createInsurancePolicy(input: $input) { id number version } }',
    { input: { petId, insurer: 'Petsure', number: `P-${policies}`, validFrom: '2026-01-01', ...overrides } },
    { idempotencyKey: newId() },
  )
  expect(errors).toEqual([])
  return data['createInsurancePolicy'] as { id: string; number: string; version: number }
}

interface Invoice {
  id: string
  itemIds: [string, string, string]
}

/** A finalised invoice: 60.00 and 30.00 for the insured pet, 10.00 for no single one. */
async function anInvoice(third: object = {}): Promise<Invoice> {
  const line = (amount: number) => ({ description: 'Surgery', quantity: 2, unitPrice: eur(amount / 2) })
  const items = [
    { ...line(6000), petId },
    { ...line(3000), petId },
    { ...line(1000), ...third },
  ]
  const draft = await hospital.graphql(
    administrator,
    'mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { id version } }',
    { input: { ownerId, locationId: at, items } },
  )
  expect(draft.errors).toEqual([])
  const { data, errors } = await hospital.graphql(
    administrator,
    'mutation ($id: ID!, $version: Int!) { finaliseInvoice(id: $id, basedOnVersion: $version) { id items { id } } }',
    draft.data['createInvoice'] as object as never,
  )
  expect(errors).toEqual([])
  const { id, items: lines } = data['finaliseInvoice'] as { id: string; items: Array<{ id: string }> }
  return { id, itemIds: lines.map((each) => each.id) as Invoice['itemIds'] }
}

/** The first two lines of a finalised invoice are claimed: 90.00 of 100.00. */
async function aDraft() {
  const [invoice, policy] = [await anInvoice(), await aPolicy()]
  const { claim, errors } = await make({
    invoiceId: invoice.id,
    policyId: policy.id,
    itemIds: invoice.itemIds.slice(0, 2),
  })
  expect(errors).toEqual([])
  return { claim, invoice, policy }
}

async function aSubmitted() {
  const { claim, ...rest } = await aDraft()
  const { claim: submitted, errors } = await submit(claim)
  expect(errors).toEqual([])
  return { claim: submitted, ...rest }
}

const credit = (invoiceId: string, itemId: string) =>
  hospital.graphql(
    administrator,
    'mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { id } }',
    { input: { invoiceId, reason: 'Wrong', items: [{ itemId, quantity: 1 }] } },
    { idempotencyKey: newId() },
  )

test('a claim is drafted of lines of a finalised invoice; the client pays the gap', async () => {
  const { claim, invoice, policy } = await aDraft()
  expect(claim).toMatchObject({
    status: 'DRAFT',
    insurer: 'Petsure',
    policyNumber: policy.number,
    claimed: eur(9000),
    pdfUrl: null,
    items: [
      { invoiceItemId: invoice.itemIds[0], quantity: 2, amount: eur(6000) },
      { invoiceItemId: invoice.itemIds[1], quantity: 2, amount: eur(3000) },
    ],
    invoice: { status: 'FINALISED', due: eur(10_000), gap: eur(1000) },
  })
  expect((await hospital.audited(claim.id)).map(({ action }) => action)).toEqual(['insurance-claim.create'])
})

test('what cannot be claimed is refused at its field, and nothing is written', async () => {
  const [invoice, policy] = [await anInvoice({ petId: otherPetId }), await aPolicy()]
  const late = await aPolicy({ validFrom: '2027-01-01' })
  const [first, , other] = invoice.itemIds
  const claimOf = (input: object) =>
    make({ invoiceId: invoice.id, policyId: policy.id, itemIds: [first], ...input })
  const refusals = [
    [{ invoiceId: newId() }, 'NOT_FOUND', 'invoiceId'],
    [{ policyId: newId() }, 'NOT_FOUND', 'policyId'],
    [{ policyId: late.id }, 'BAD_USER_INPUT', 'policyId'],
    [{ itemIds: [] }, 'BAD_USER_INPUT', 'itemIds'],
    [{ itemIds: [newId()] }, 'NOT_FOUND', 'itemIds'],
    [{ itemIds: [first, other] }, 'BAD_USER_INPUT', 'itemIds'],
  ] as const
  for (const [input, code, field] of refusals)
    expect((await claimOf(input)).errors).toMatchObject([{ code, field }])
  const [row] = await hospital.admin`
    select count(*)::int as claims from billing.insurance_claims where invoice_id = ${invoice.id}`
  expect(row).toEqual({ claims: 0 })
  expect((await make({}, owner)).errors).not.toEqual([])
})

test('a draft can be discarded; a submitted claim can neither be changed nor deleted (B14)', async () => {
  const draft = await aDraft()
  const discarded = await discard(draft.claim)
  expect(discarded).toMatchObject({ errors: [], claim: { gap: eur(10_000) } })
  const { claim } = await aSubmitted()
  expect((await discard(claim)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const { sql } = hospital.runtime.database
  for (const attempt of [
    sql`delete from billing.insurance_claims where id = ${claim.id}`,
    sql`update billing.insurance_claims set claimed = 1 where id = ${claim.id}`,
    sql`update billing.insurance_claims set status = 'DRAFT', submitted_on = null where id = ${claim.id}`,
    sql`delete from billing.insurance_claim_items where claim_id = ${claim.id}`,
    sql`update billing.insurance_claim_items set amount = 1 where claim_id = ${claim.id}`,
  ])
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'insurance_claims_frozen' })
})

test('lines of an open claim cannot be credited until the insurer has decided (B14)', async () => {
  const { claim, invoice } = await aDraft()
  const [claimed, , free] = invoice.itemIds
  expect((await credit(invoice.id, claimed)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'items', message: expect.stringMatching(/^A line is claimed/) as string },
  ])
  expect((await credit(invoice.id, free)).errors).toEqual([])
  const { claim: submitted } = await submit(claim)
  expect((await credit(invoice.id, claimed)).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await reject(submitted)).errors).toEqual([])
  expect((await credit(invoice.id, claimed)).errors).toEqual([])
})

test('B14: of claims and credit notes of one line at once, a single kind wins, also past the application', async () => {
  const invoice = await anInvoice()
  const policy = await aPolicy()
  const [itemId] = invoice.itemIds
  const input = { invoiceId: invoice.id, policyId: policy.id, itemIds: [itemId] }
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, place) => (place % 2 ? make(input) : credit(invoice.id, itemId))),
  )
  expect(answers.filter(({ errors }) => errors.length > 0).length).toBeGreaterThan(0)
  const [row] = await hospital.admin`
    select (select count(*)::int from billing.insurance_claim_items where invoice_item_id = ${itemId}) as claims,
      (select coalesce(sum(gross), 0)::int from billing.credit_note_items where invoice_item_id = ${itemId}) as credited,
      (select coalesce(sum(amount), 0)::int from billing.insurance_claim_items where invoice_item_id = ${itemId}) as claimed`
  expect(row!['claims'] as number).toBeLessThanOrEqual(1)
  expect((row!['credited'] as number) + (row!['claimed'] as number)).toBeLessThanOrEqual(6000)

  // Two transactions that know nothing of each other: the second waits for the line, and is refused.
  const { claim, invoice: other } = await aDraft()
  const free = other.itemIds[2]
  const { sql } = hospital.runtime.database
  const noteId = newId()
  const [note, line] = await Promise.allSettled([
    sql.begin(async (tx) => {
      await tx`insert into billing.credit_notes select ${noteId}, ${`CN-${noteId}`}, id, owner_id, location_id, currency,
        'Wrong', 1000, 0, 1000, '{}', '{}', null, now() from billing.invoices where id = ${other.id}`
      await tx`insert into billing.credit_note_items select ${newId()}, ${noteId}, id, 1, description, null, quantity,
        net, tax_class, tax_rate, tax, gross from billing.invoice_items where id = ${free}`
    }),
    sql`insert into billing.insurance_claim_items values (${claim.id}, ${free}, 3, 'Surgery', null, 2000, 1000)`,
  ])
  expect([note.status, line.status].sort()).toEqual(['fulfilled', 'rejected'])
})

test('an invoice with an open claim is not overdue and not reminded of (B11)', async () => {
  const { claim, invoice } = await aSubmitted()
  hospital.setNow('2026-06-16T08:00:00.000Z')
  const overdue = async () => {
    const { data } = await hospital.graphql(
      receptionist,
      'query ($id: ID) { overdueInvoices(locationId: $id, first: 100) { nodes { id } } }',
      { id: at },
    )
    return (data['overdueInvoices'] as { nodes: Array<{ id: string }> }).nodes.some(
      ({ id }) => id === invoice.id,
    )
  }
  const remind = () =>
    hospital.graphql(
      receptionist,
      'mutation ($id: ID!) { sendReminder(input: { id: $id }) { id } }',
      { id: invoice.id },
      { idempotencyKey: newId() },
    )
  expect(await overdue()).toBe(false)
  expect((await remind()).errors).toMatchObject([
    { code: 'CONFLICT', message: 'An insurer is still to decide about this invoice.' },
  ])
  expect((await reject(claim)).errors).toEqual([])
  expect(await overdue()).toBe(true)
  expect((await remind()).errors).toEqual([])
  hospital.setNow('2026-03-16T08:00:00.000Z')
})

test('a settlement is a payment of the insurer for the invoice; what is short is due from the client again', async () => {
  const { claim, invoice } = await aSubmitted()
  const gap = await pays(hospital, 'recordPayment', {
    locationId: at,
    ownerId,
    method: 'CARD',
    amount: eur(1000),
    invoiceIds: [invoice.id],
  })
  expect(gap.errors).toEqual([])
  expect((await settle(claim, 9001)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'amount' }])
  const key = newId()
  const { claim: settled, errors } = await settle(claim, 7000, key)
  expect(errors).toEqual([])
  expect(settled).toMatchObject({
    status: 'SETTLED',
    settled: eur(7000),
    payment: { method: 'INSURER', amount: eur(7000), reference: 'PV 77' },
    invoice: { status: 'FINALISED', paid: eur(8000), due: eur(2000), gap: eur(2000) },
  })
  expect((await settle(claim, 7000, key)).claim.payment.id).toBe(settled.payment.id)
  expect((await settle(settled, 1)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  expect(await isBalanced(hospital)).toBe(true)
})

test('B7: settled six times at once, an insurer has paid once; what was paid before becomes credit', async () => {
  const { claim, invoice } = await aSubmitted()
  const whole = { locationId: at, ownerId, method: 'CARD', amount: eur(10_000), invoiceIds: [invoice.id] }
  expect((await pays(hospital, 'recordPayment', whole)).errors).toEqual([])
  const answers = await Promise.all(Array.from({ length: 6 }, () => settle(claim, 9000)))
  const [won, ...more] = answers.filter(({ errors }) => errors.length === 0)
  expect(more).toEqual([])
  const [row] = await hospital.admin`
    select sum(-l.amount)::int as credit from billing.journal_lines l
    where l.account = 'CREDIT' and l.payment_id = ${won!.claim.payment.id}`
  expect(row).toEqual({ credit: 9000 })
  expect(await isBalanced(hospital)).toBe(true)
})

test('the settlement of a claim that was mistyped is reversed: the claim waits again', async () => {
  const { claim, invoice } = await aSubmitted()
  const { claim: settled } = await settle(claim, 6000)
  const paymentId = settled.payment.id
  const moved = await pays(hospital, 'allocatePayment', { paymentId, version: 1, allocations: [] })
  expect(moved.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'paymentId' }])
  expect((await pays(hospital, 'reversePayment', { paymentId, reason: 'Typed wrongly' })).errors).toEqual([])
  const { data } = await hospital.graphql(
    receptionist,
    `query ($id: ID!) { insuranceClaim(id: $id) { ${claimShown} } }`,
    {
      id: claim.id,
    },
  )
  expect(data['insuranceClaim']).toMatchObject({
    status: 'SUBMITTED',
    settled: null,
    payment: null,
    invoice: { id: invoice.id, due: eur(10_000), gap: eur(1000) },
  })
  expect((await settle(data['insuranceClaim'] as Claim, 9000)).errors).toEqual([])
})

test('nobody records a payment of an insurer by hand, or gives other money back to one', async () => {
  const by = { locationId: at, ownerId, amount: eur(100) }
  const taken = await pays(hospital, 'recordPayment', { ...by, method: 'INSURER' })
  expect(taken.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'method' }])
  const { payment } = await pays(hospital, 'recordPayment', { ...by, method: 'CARD', invoiceIds: [] })
  const refund = { paymentId: payment.id, method: 'INSURER', reason: 'Wrong' }
  const given = await pays(hospital, 'refundPayment', refund, { viewer: administrator })
  expect(given.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'method' }])
})

test('B3: a submitted claim is stored as PDF with its hash, for staff and the owner', async () => {
  const { claim } = await aSubmitted()
  await storeDocument(hospital.context(), { kind: DocumentKind.INSURANCE_CLAIM, id: claim.id })
  const [stored] = await hospital.admin`select sha256, body from billing.documents where id = ${claim.id}`
  const body = stored!['body'] as Buffer
  expect(stored!['sha256']).toEqual(createHash('sha256').update(body).digest())
  const { data } = await hospital.graphql(
    receptionist,
    'query ($address: String!) { documentFile(address: $address) { body } }',
    { address: claim.pdfUrl.split('/').at(-1)! },
  )
  expect(Buffer.from((data['documentFile'] as { body: string }).body, 'base64')).toEqual(body)
  const { text } = inspected(body)
  for (const part of ['Petsure', 'Torn ligament', 'Surgery', 'EUR 90.00', 'Ada']) expect(text).toContain(part)
})

test('AU4: owners see their submitted claims and policies, others nothing', async () => {
  const { claim: draft } = await aDraft()
  const { claim, invoice } = await aSubmitted()
  const seen = async (viewer: typeof owner) => {
    const { data } = await hospital.graphql(
      viewer,
      `query ($pet: ID!, $invoice: ID!, $draft: ID!) {
        insuranceClaims(first: 100) { nodes { id } } draft: insuranceClaim(id: $draft) { id }
        invoice(id: $invoice) { gap insuranceClaims { status claimed } }
        _entities(representations: [{ __typename: "Pet", id: $pet }]) { ... on Pet { insurancePolicies { id } } } }`,
      { pet: petId, invoice: invoice.id, draft: draft.id },
    )
    return data as {
      insuranceClaims: { nodes: Array<{ id: string }> }
      draft: unknown
      invoice: unknown
      _entities: Array<{ insurancePolicies: unknown[] }>
    }
  }
  const own = await seen(owner)
  expect(own.draft).toBeNull()
  expect(own.insuranceClaims.nodes.map(({ id }) => id)).toContain(claim.id)
  expect(own.insuranceClaims.nodes.map(({ id }) => id)).not.toContain(draft.id)
  expect(own.invoice).toEqual({
    gap: eur(1000),
    insuranceClaims: [{ status: 'SUBMITTED', claimed: eur(9000) }],
  })
  expect(own._entities[0]!.insurancePolicies.length).toBeGreaterThan(0)
  const stranger = await seen(asRole('OWNER', { ownerId: newId() }))
  expect(stranger).toMatchObject({
    insuranceClaims: { nodes: [] },
    invoice: null,
    _entities: [{ insurancePolicies: [] }],
  })
})

test('the list of claims has what is open of a location, the oldest first', async () => {
  const elsewhere = (await aLocation(hospital)).id
  const { claim } = await aSubmitted()
  const open = async (locationId: string) => {
    const { data } = await hospital.graphql(
      receptionist,
      `query ($filter: InsuranceClaimFilter) { insuranceClaims(first: 100, filter: $filter) {
        nodes { id status createdAt } totalCount } }`,
      { filter: { locationId, open: true } },
    )
    return data['insuranceClaims'] as { nodes: Array<{ id: string; status: string }>; totalCount: number }
  }
  const here = await open(at)
  expect(here.nodes.at(-1)).toMatchObject({ id: claim.id, status: 'SUBMITTED' })
  expect(here.nodes.every(({ status }) => ['DRAFT', 'SUBMITTED'].includes(status))).toBe(true)
  expect(await open(elsewhere)).toEqual({ nodes: [], totalCount: 0 })
})

test('a policy is noted once, with possible figures, and changed by its latest version', async () => {
  const policy = await aPolicy({ coverPercent: 80, excess: eur(15_000), validUntil: '2026-12-31' })
  const change = (input: object) =>
    hospital.graphql(
      receptionist,
      `mutation ($input: UpdateInsurancePolicyInput!) {
        updateInsurancePolicy(input: $input) { insurer number validUntil coverPercent excess version } }`,
      {
        input: {
          id: policy.id,
          version: 1,
          insurer: 'Petsure',
          number: policy.number,
          validFrom: '2026-01-01',
          ...input,
        },
      },
    )
  expect((await change({ validUntil: '2025-12-31' })).errors).toMatchObject([{ field: 'validUntil' }])
  expect((await change({ coverPercent: 101 })).errors).toMatchObject([{ field: 'coverPercent' }])
  expect((await change({ excess: eur(-1) })).errors).toMatchObject([{ field: 'excess' }])
  const taken = await aPolicy()
  expect((await change({ number: taken.number })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'number' },
  ])
  expect((await change({ coverPercent: 90 })).data['updateInsurancePolicy']).toEqual({
    insurer: 'Petsure',
    number: policy.number,
    validUntil: null,
    coverPercent: 90,
    excess: null,
    version: 2,
  })
  expect((await change({})).errors).toMatchObject([{ code: 'CONFLICT' }])
})
