import { newId } from '@vetgraph/kit/ids'
import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { fieldsOpenToAnyone } from '@vetgraph/kit/testing/walk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aDraft, aFinalisedInvoice, aVisit } from '../testing.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const receptionist = asRole('RECEPTIONIST')
const ownerOf = (ownerId: string) => asRole('OWNER', { ownerId })

interface Entities {
  _entities: Array<Record<string, unknown>>
}

const entities = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Invoice { id total }
  ... on Appointment { invoice { id } }
  ... on Owner { invoices { totalCount nodes { id status items { gross } } } }
} }`

test('without a viewer only those root fields answer that ask for the secret of a payment (P4) or an estimate (B12)', async () => {
  expect(await fieldsOpenToAnyone(hospital)).toEqual([
    'Mutation.answerLinkedEstimate',
    'Mutation.decideDemoCharge',
    'Mutation.openCardPayment',
    'Mutation.openLinkedEstimate',
    'Mutation.openPayLink',
    'Mutation.receivePaymentEvent',
    'Query.demoCharge',
  ])
})

test('nobody reads invoices without signing in', async () => {
  for (const query of ['{ invoices { totalCount } }', '{ invoice(id: "x") { id } }']) {
    const { errors, data } = await hospital.graphql(null, query)
    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
    expect(data['invoices'] ?? null).toBeNull()
  }
  const { errors } = await hospital.subscribe(null, 'subscription { invoiceChanged { kind } }')
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
})

test('a technician, who has no right to invoices, is refused, and sees visits without theirs', async () => {
  const { visit, id } = await aFinalisedInvoice(hospital)
  const technician = asRole('TECHNICIAN')
  const forbidden = { code: 'FORBIDDEN', extensions: { permission: 'invoice:read' } }
  for (const query of ['{ invoices { totalCount } }', `{ invoice(id: "${id}") { id } }`]) {
    expect((await hospital.graphql(technician, query)).errors).toMatchObject([forbidden])
  }
  const { errors } = await hospital.subscribe(technician, 'subscription { invoiceChanged { kind } }')
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  const of = [{ __typename: 'Appointment', id: visit.id }]
  expect(await hospital.graphql(technician, entities, { of })).toEqual({
    data: { _entities: [{ invoice: null }] },
    errors: [],
  })
})

test('AU4, P1: an owner sees the own released invoices and nothing else, on every path', async () => {
  const mine = newId()
  const released = await aFinalisedInvoice(hospital, { ownerId: mine })
  const draft = await aDraft(hospital, { ownerId: mine })
  const foreign = await aFinalisedInvoice(hospital)
  const owner = ownerOf(mine)
  const list = await hospital.graphql(owner, '{ invoices { totalCount nodes { id } } }')
  expect(list.data).toEqual({ invoices: { totalCount: 1, nodes: [{ id: released.id }] } })
  for (const [id, found] of [
    [released.id, { id: released.id }],
    [draft.id, null],
    [foreign.id, null],
    ['garbage', null],
  ] as const) {
    const { data, errors } = await hospital.graphql(owner, 'query ($id: ID!) { invoice(id: $id) { id } }', {
      id,
    })
    expect(errors).toEqual([])
    expect(data).toEqual({ invoice: found })
  }
  const filtered = await hospital.graphql(
    owner,
    'query ($ownerId: ID) { invoices(filter: { ownerId: $ownerId }) { totalCount nodes { id } } }',
    { ownerId: foreign.visit.ownerId },
  )
  expect(filtered.data).toEqual({ invoices: { totalCount: 0, nodes: [] } })
  const { data, errors } = await hospital.graphql(owner, entities, {
    of: [
      { __typename: 'Invoice', id: released.id },
      { __typename: 'Invoice', id: draft.id },
      { __typename: 'Invoice', id: foreign.id },
      { __typename: 'Appointment', id: released.visit.id },
      { __typename: 'Appointment', id: draft.visit.id },
      { __typename: 'Appointment', id: foreign.visit.id },
      { __typename: 'Owner', id: mine },
      { __typename: 'Owner', id: foreign.visit.ownerId },
    ],
  })
  expect(errors).toEqual([])
  expect((data as unknown as Entities)._entities).toEqual([
    { id: released.id, total: { amount: 7800, currency: 'EUR' } },
    null,
    null,
    { invoice: { id: released.id } },
    { invoice: null },
    { invoice: null },
    {
      invoices: {
        totalCount: 1,
        nodes: [
          { id: released.id, status: 'FINALISED', items: [{ gross: { amount: 7800, currency: 'EUR' } }] },
        ],
      },
    },
    { invoices: { totalCount: 0, nodes: [] } },
  ])
})

test('AU6: staff of one location see its invoices and the own household’s released ones', async () => {
  const mine = newId()
  const here = await aDraft(hospital)
  const elsewhere = await aDraft(hospital)
  const own = await aFinalisedInvoice(hospital, { ownerId: mine })
  const ownDraft = await aDraft(hospital, { ownerId: mine })
  const colleague = asRole('RECEPTIONIST', {
    ownerId: mine,
    grants: [
      { locationId: here.visit.locationId, permissions: new Set(builtInRoles.RECEPTIONIST.permissions) },
      { locationId: null, permissions: new Set(builtInRoles.OWNER.permissions) },
    ],
  })
  const { data } = await hospital.graphql(colleague, '{ invoices { nodes { id } } }')
  const ids = (data as { invoices: { nodes: Array<{ id: string }> } }).invoices.nodes.map(({ id }) => id)
  expect(ids.sort()).toEqual([here.id, own.id].sort())
  expect(ids).not.toContain(elsewhere.id)
  expect(ids).not.toContain(ownDraft.id)
})

test('a client’s invoices come newest first, page by page, without drafts that were taken back', async () => {
  const ownerId = newId()
  const made: string[] = []
  for (const hour of ['09', '10', '11', '12', '13']) {
    hospital.setNow(`2026-03-16T${hour}:00:00.000Z`)
    made.unshift((await aDraft(hospital, { ownerId })).id)
  }
  const taken = await aDraft(hospital, { ownerId })
  await hospital.deliver('appointment.reopened', { ...taken.visit, version: 6 })
  const query = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Owner {
    invoices(first: 2, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`
  const seen: string[] = []
  let after: string | null = null
  do {
    const { data, errors } = await hospital.graphql(receptionist, query, {
      of: [{ __typename: 'Owner', id: ownerId }],
      after,
    })
    expect(errors).toEqual([])
    const { invoices } = (data as unknown as Entities)._entities[0] as {
      invoices: {
        totalCount: number
        nodes: Array<{ id: string }>
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
    }
    expect(invoices.totalCount).toBe(5)
    seen.push(...invoices.nodes.map(({ id }) => id))
    after = invoices.pageInfo.hasNextPage ? invoices.pageInfo.endCursor : null
  } while (after)
  expect(seen).toEqual(made)
})

test('invoices are filtered by status, client, location and patient, together', async () => {
  const draft = await aDraft(hospital)
  const { id: other } = await aFinalisedInvoice(hospital, {
    ownerId: draft.visit.ownerId,
    locationId: draft.visit.locationId,
  })
  const ids = async (filter: Record<string, unknown>) => {
    const { data } = await hospital.graphql(
      receptionist,
      'query ($filter: InvoiceFilter) { invoices(filter: $filter) { nodes { id } } }',
      { filter },
    )
    return (data as { invoices: { nodes: Array<{ id: string }> } }).invoices.nodes.map(({ id }) => id)
  }
  const { ownerId, locationId } = draft.visit
  expect(await ids({ ownerId })).toHaveLength(2)
  expect(await ids({ ownerId, locationId, status: 'DRAFT' })).toEqual([draft.id])
  expect(await ids({ ownerId, locationId: newId() })).toEqual([])
  expect(await ids({ ownerId: 'garbage' })).toEqual([])
  expect(await ids({ petId: draft.visit.petId })).toEqual([draft.id])
  const further = newId()
  await hospital.admin`
    update billing.invoice_items set pet_id = ${further}, pet_name = 'Rex' where invoice_id = ${draft.id}`
  expect(await ids({ petId: further })).toEqual([draft.id])
  expect(await ids({ petId: further, status: 'FINALISED' })).toEqual([])
  expect(other).not.toBe(draft.id)
})

test.each([
  ['first: 0', 'first'],
  ['first: 101', 'first'],
  ['after: "garbage"', 'after'],
])('a page with %s is bad input', async (args, field) => {
  const { errors } = await hospital.graphql(receptionist, `{ invoices(${args}) { totalCount } }`)
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})

test('ten clients with their invoices and lines cost no more statements than one', async () => {
  const owners = Array.from({ length: 10 }, () => newId())
  const { visit } = await aDraft(hospital, { ownerId: owners[0]! })
  const { locationId, typeId } = visit
  for (const ownerId of owners) {
    for (let many = 0; many < 2; many++) await aDraft(hospital, { ownerId, locationId, typeId })
  }
  const count = async (ownerIds: readonly string[]) => {
    const before = hospital.runtime.database.statements()
    const { errors } = await hospital.graphql(receptionist, entities, {
      of: ownerIds.map((id) => ({ __typename: 'Owner', id })),
    })
    expect(errors).toEqual([])
    return hospital.runtime.database.statements() - before
  }
  expect(await count(owners.slice(0, 1))).toBe(3)
  expect(await count(owners)).toBe(3)
})

test('fifty visits with their invoices cost one statement', async () => {
  const { visit } = await aDraft(hospital)
  const before = hospital.runtime.database.statements()
  await hospital.graphql(receptionist, entities, {
    of: Array.from({ length: 50 }, (_, place) => ({
      __typename: 'Appointment',
      id: place === 0 ? visit.id : newId(),
    })),
  })
  expect(hospital.runtime.database.statements() - before).toBe(1)
})

const changes = `subscription ($filter: InvoiceChangeFilter) { invoiceChanged(filter: $filter) {
  kind at invoice { status total appointment { id } } } }`

test('the front desk is notified live of a draft, and of its being voided', async () => {
  const visit = await aVisit(hospital)
  const { next } = await hospital.subscribe(receptionist, changes, { filter: { ownerId: visit.ownerId } })
  await aDraft(hospital)
  await hospital.deliver('appointment.completed', visit)
  const appointment = { id: visit.id }
  expect((await next!())?.data).toEqual({
    invoiceChanged: {
      kind: 'DRAFTED',
      at: hospital.now().toISOString(),
      invoice: { status: 'DRAFT', total: { amount: 7800, currency: 'EUR' }, appointment },
    },
  })
  await hospital.deliver('appointment.reopened', { ...visit, version: 6 })
  expect((await next!())?.data).toMatchObject({
    invoiceChanged: { kind: 'UPDATED', invoice: { status: 'VOID', appointment } },
  })
})

test('AU6: staff of one location do not hear of the invoices of another', async () => {
  const [here, elsewhere] = [await aVisit(hospital), await aVisit(hospital)]
  const colleague = asRole('RECEPTIONIST', {
    grants: [{ locationId: here.locationId, permissions: new Set(builtInRoles.RECEPTIONIST.permissions) }],
  })
  const { next } = await hospital.subscribe(colleague, changes)
  await hospital.deliver('appointment.completed', elsewhere)
  await hospital.deliver('appointment.completed', here)
  expect((await next!())?.data).toMatchObject({
    invoiceChanged: { kind: 'DRAFTED', invoice: { appointment: { id: here.id } } },
  })
})

test('P1: an owner hears of the own released invoices, not of drafts or of other households', async () => {
  const mine = newId()
  const { next } = await hospital.subscribe(ownerOf(mine), changes)
  await aDraft(hospital, { ownerId: mine })
  const foreign = await aFinalisedInvoice(hospital)
  const released = await aFinalisedInvoice(hospital, { ownerId: mine })
  for (const { visit, id } of [foreign, released]) {
    const change = {
      kind: 'UPDATED',
      invoiceId: id,
      ownerId: visit.ownerId,
      locationId: visit.locationId,
      status: 'FINALISED',
      at: hospital.now().toISOString(),
    }
    await hospital.admin`select pg_notify('vetgraph_billing', ${JSON.stringify({ topic: 'invoice', signal: change })})`
  }
  expect((await next!())?.data).toMatchObject({
    invoiceChanged: { kind: 'UPDATED', invoice: { appointment: { id: released.visit.id } } },
  })
})
