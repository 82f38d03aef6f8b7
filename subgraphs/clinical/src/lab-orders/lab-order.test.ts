import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPanel } from '../lab-panels/lab-panel.factory.ts'
import { saveLabTest } from '../lab-panels/lab-panel.service.ts'
import { aPet } from '../pets/pet.factory.ts'
import { pets, PetStatus } from '../pets/pet.table.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVet } from '../vaccinations/vaccination.factory.ts'
import { labResults } from './lab-order.table.ts'

/** Entries of the price list, as billing answers them. */
const charged = newId()
const retired = newId()
const services = [
  { id: charged, name: 'Blood count', active: true },
  { id: retired, name: 'Blood smear', active: false },
]

let hospital: TestSubgraph
let vet: ReturnType<typeof asRole>
let locationId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, (_type, ids) =>
    Promise.resolve(ids.map((id) => services.find((service) => service.id === id) ?? null)),
  )
  vet = asRole('VET', { userId: await aVet(hospital) })
  locationId = await aPlace(hospital)
})
afterAll(() => hospital.close())

interface Order {
  id: string
  version: number
  status: string
}

const fields = `id version status critical acknowledgedAt releasedAt pet { id }
  results { value text flag low high replaced { value replaceReason } test { code } }`
const inputs = {
  orderLabTest: 'OrderLabTestInput',
  takeLabSample: 'TakeLabSampleInput',
  recordLabResult: 'RecordLabResultInput',
  acknowledgeLabResult: 'AcknowledgeLabResultInput',
  assignLabResult: 'AssignLabResultInput',
  cancelLabOrder: 'CancelLabOrderInput',
}

const send = (name: keyof typeof inputs, input: object, viewer = vet) =>
  hospital.graphql(viewer, `mutation ($input: ${inputs[name]}!) { ${name}(input: $input) { ${fields} } }`, {
    input,
  })

async function done(name: keyof typeof inputs, input: object, viewer = vet) {
  const { data, errors } = await send(name, input, viewer)
  expect(errors).toEqual([])
  return data[name] as Order
}

async function ordered(overrides: Partial<Parameters<typeof aPet>[1]> = {}) {
  const [pet, panel] = [await aPet(hospital, overrides), await aPanel(hospital)]
  const order = await done('orderLabTest', { petId: pet.id, panelId: panel.panel.id, locationId })
  return { pet, ...panel, order }
}

const inbox = async (filter: object, viewer = vet) => {
  const query = 'query ($filter: LabInboxFilter) { labInbox(first: 100, filter: $filter) { nodes { id } } }'
  const { data, errors } = await hospital.graphql(viewer, query, { filter })
  expect(errors).toEqual([])
  return (data['labInbox'] as { nodes: Order[] }).nodes.map(({ id }) => id)
}

test('an order goes from ordered to final and becomes its vet’s task until it is acknowledged by name (MR9)', async () => {
  const { order, hct, smear } = await ordered()
  expect(order.status).toBe('ORDERED')
  const sampled = await done('takeLabSample', { id: order.id, version: 1 })
  expect(sampled.status).toBe('PENDING')
  const one = { orderId: order.id, version: sampled.version, values: [{ testId: hct.id, value: 18.5 }] }
  const partial = await done('recordLabResult', one)
  expect(partial).toMatchObject({
    status: 'PARTIAL',
    critical: true,
    results: [{ value: 18.5, flag: 'CRITICAL_LOW', low: 37, high: 55, test: { code: 'HCT' } }],
  })
  const text = [{ testId: smear.id, text: 'Spherocytes' }]
  const final = await done('recordLabResult', { orderId: order.id, version: partial.version, values: text })
  expect(final).toMatchObject({ status: 'FINAL', critical: true })
  expect(await inbox({ vetId: vet.userId, critical: true })).toContain(order.id)
  const seen = { id: order.id, version: final.version }
  expect((await send('acknowledgeLabResult', seen, asRole('TECHNICIAN'))).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  const looked = await done('acknowledgeLabResult', seen)
  expect(looked).toMatchObject({ acknowledgedAt: expect.any(String), releasedAt: null })
  expect(await inbox({ vetId: vet.userId })).not.toContain(order.id)
  const twice = await send('acknowledgeLabResult', { id: order.id, version: looked.version })
  expect(twice.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
})

test('a correction keeps the old value with the reason, wants a new look and withdraws what was released (MR9, P1)', async () => {
  const { order, pet, hct } = await ordered()
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const released = async () => {
    const query = 'query ($id: ID!) { pet(id: $id) { labOrders { nodes { id } } } }'
    const { data } = await hospital.graphql(owner, query, { id: pet.id })
    return (data['pet'] as { labOrders: { nodes: Order[] } }).labOrders.nodes.length
  }
  const result = { orderId: order.id, complete: true, values: [{ testId: hct.id, value: 40 }] }
  const final = await done('recordLabResult', { ...result, version: 1 })
  expect(final).toMatchObject({ status: 'FINAL', critical: false, results: [{ flag: 'NORMAL' }] })
  expect(await released()).toBe(0)
  const looked = await done('acknowledgeLabResult', { id: order.id, version: final.version, release: true })
  expect(await released()).toBe(1)
  const other = { ...result, version: looked.version, values: [{ testId: hct.id, value: 58 }] }
  expect((await send('recordLabResult', other)).errors).toMatchObject([{ field: 'reason' }])
  const corrected = await done('recordLabResult', { ...other, reason: 'Clotted sample' })
  expect(corrected).toMatchObject({
    status: 'CORRECTED',
    acknowledgedAt: null,
    releasedAt: null,
    results: [{ value: 58, flag: 'HIGH', replaced: [{ value: 40, replaceReason: 'Clotted sample' }] }],
  })
  expect(await released()).toBe(0)
  await expect(
    hospital.context().db.update(labResults).set({ value: 1 }).where(eq(labResults.orderId, order.id)),
  ).rejects.toThrow()
})

test('a flag stays as the range of its time said, by species and age', async () => {
  const young = await ordered({ dateOfBirth: '2026-01-10' })
  const values = [{ testId: young.hct.id, value: 30 }]
  const first = await done('recordLabResult', { orderId: young.order.id, version: 1, values })
  expect(first).toMatchObject({ results: [{ flag: 'NORMAL', low: 25 }] })
  const { panel, hct } = young
  const test = {
    id: hct.id,
    version: 1,
    panelId: panel.id,
    code: 'HCT',
    name: 'HCT',
    unit: '%',
    retired: false,
  }
  await saveLabTest(hospital.context(), { ...test, ranges: [{ speciesId: 'dog', fromMonths: 0, low: 35 }] })
  const query = `query ($id: ID!) { labOrder(id: $id) { ${fields} } }`
  const { data } = await hospital.graphql(vet, query, { id: young.order.id })
  expect(data['labOrder']).toMatchObject({ results: [{ flag: 'NORMAL', low: 25 }] })
})

test('results that fit no patient wait until somebody says whose they are, once', async () => {
  const { panel, hct } = await aPanel(hospital)
  const pet = await aPet(hospital)
  const values = [{ testId: hct.id, value: 70 }]
  const stray = { panelId: panel.id, locationId, patientText: 'Bella, Murphy', complete: true, values }
  const order = await done('recordLabResult', stray)
  expect(order).toMatchObject({ pet: null, critical: false, results: [{ flag: null }] })
  expect(await inbox({ kind: 'UNASSIGNED' })).toContain(order.id)
  expect(await inbox({})).not.toContain(order.id)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      send('assignLabResult', { id: order.id, version: order.version, petId: pet.id }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(await inbox({ kind: 'UNASSIGNED' })).not.toContain(order.id)
  expect(await inbox({ critical: true, vetId: vet.userId })).toContain(order.id)
})

test('of two who record one test at once one is refused, and nothing is lost', async () => {
  const { order, hct } = await ordered()
  const answers = await Promise.all(
    [41, 42].map((value) =>
      send('recordLabResult', { orderId: order.id, version: 1, values: [{ testId: hct.id, value }] }),
    ),
  )
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'version' }])
})

test.each([
  ['values.0.value', { value: 1e308 }, {}],
  ['values.0.value', { value: 1.23456 }, {}],
  ['values.0.unit', { value: 40, unit: 'furlongs' }, {}],
  ['values.0.unit', { value: 40, unit: 'g/L' }, {}],
  ['values.0.testId', { value: 40, testId: newId() }, {}],
  ['sampledAt', { value: 40 }, { sampledAt: '2099-01-01T00:00:00Z' }],
])('a result with a wrong %s is refused and nothing is written (%o)', async (field, wrong, more) => {
  const { order, hct } = await ordered()
  const input = { orderId: order.id, version: 1, values: [{ testId: hct.id, ...wrong }], ...more }
  const { errors } = await send('recordLabResult', input)
  expect(errors.map((error) => error.field)).toEqual([field])
  expect(await hospital.context().db.$count(labResults, eq(labResults.orderId, order.id))).toBe(0)
})

test('for a patient that has died nothing is ordered, and only what was sampled in its life is recorded', async () => {
  const { order, pet, panel, hct } = await ordered()
  const sampled = await ordered()
  const late = await done('takeLabSample', {
    id: sampled.order.id,
    version: 1,
    sampledAt: '2026-03-01T10:00:00Z',
  })
  for (const { id } of [pet, sampled.pet])
    await hospital
      .context()
      .db.update(pets)
      .set({ status: PetStatus.DECEASED, deceasedOn: '2026-03-05' })
      .where(eq(pets.id, id))
  const again = await send('orderLabTest', { petId: pet.id, panelId: panel.id, locationId })
  expect(again.errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
  const values = [{ testId: hct.id, value: 40 }]
  const after = await send('recordLabResult', { orderId: order.id, version: 1, values })
  expect(after.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'sampledAt' }])
  const kept = [{ testId: sampled.hct.id, value: 40 }]
  await done('recordLabResult', { orderId: late.id, version: late.version, values: kept })
})

test('B13: billing is told of a panel that names an entry of the price list when it is ordered, assigned and cancelled', async () => {
  const { panel, hct } = await aPanel(hospital)
  const save = 'mutation ($input: SaveLabPanelInput!) { saveLabPanel(input: $input) { service { id } } }'
  const change = { id: panel.id, version: 1, name: panel.name, sample: panel.sample }
  const admin = asRole('ADMIN')
  const saveWith = (serviceId: string) => hospital.graphql(admin, save, { input: { ...change, serviceId } })
  for (const [id, code] of [
    [retired, 'BAD_USER_INPUT'],
    [newId(), 'NOT_FOUND'],
  ] as const)
    expect((await saveWith(id)).errors).toMatchObject([{ code, field: 'serviceId' }])
  expect(await saveWith(charged)).toMatchObject({
    errors: [],
    data: { saveLabPanel: { service: { id: charged } } },
  })

  const pet = await aPet(hospital)
  const order = await done('orderLabTest', { petId: pet.id, panelId: panel.id, locationId })
  await done('cancelLabOrder', { id: order.id, version: 1, reason: 'The client declined.' })
  const values = [{ testId: hct.id, value: 40 }]
  const found = { panelId: panel.id, locationId, patientText: 'Bella' }
  const unknown = await done('recordLabResult', { ...found, sampledAt: hospital.now(), values })
  await done('assignLabResult', { id: unknown.id, version: unknown.version, petId: pet.id })
  const told = (await hospital.emitted())
    .filter(({ payload }) => payload['ownerId'] === pet.ownerId)
    .filter(({ task }) => task.startsWith('billing:lab-test'))
  expect(told).toMatchObject([
    {
      task: 'billing:lab-test.ordered',
      payload: { id: order.id, serviceId: charged, panelName: panel.name },
    },
    { task: 'billing:lab-test.cancelled', payload: { id: order.id } },
    { task: 'billing:lab-test.ordered', payload: { id: unknown.id, petId: pet.id, locationId } },
  ])
})

test('an order without results is cancelled for a reason; changes are heard live', async () => {
  const { order, pet } = await ordered()
  const live = await hospital.subscribe(
    vet,
    'subscription ($petId: ID!) { labOrderChanged(filter: { petId: $petId }) { order { status } } }',
    { petId: pet.id },
  )
  await done('cancelLabOrder', { id: order.id, version: 1, reason: 'The client declined.' })
  expect((await live.next!())?.data).toEqual({ labOrderChanged: { order: { status: 'CANCELLED' } } })
  const late = await send('recordLabResult', { orderId: order.id, version: 2, complete: true, values: [] })
  expect(late.errors).toMatchObject([{ code: 'CONFLICT', field: 'orderId' }])
})
