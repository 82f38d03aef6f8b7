import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventory } from '../schema.ts'
import { aLocation, anItem } from '../testing.ts'

let hospital: TestSubgraph
const staff = asRole('TECHNICIAN')
const prescriptions = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory, async (type, ids) =>
    ids.map((id) => (type === 'Prescription' ? (prescriptions.get(id) ?? null) : null)),
  )
})
afterAll(() => hospital.close())

const run = async (verb: string, type: string, input: object) => {
  const { data, errors } = await hospital.graphql(
    staff,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`,
    { input },
  )
  expect(errors).toEqual([])
  return (data[verb] as { id: string }).id
}

const receive = (itemId: string, locationId: string, lotNumber: string | null) =>
  run('receiveStock', 'ReceiveStockInput', {
    itemId,
    locationId,
    quantity: 10,
    lotNumber,
    expiresOn: '2099-12-31',
  })

/** Hands tablets out for a patient; answers the dispensing and whose the patient is. */
async function dispensed(itemId: string, locationId: string, quantity: number, petId = newId()) {
  const prescriptionId = newId()
  const owner = { id: newId() }
  prescriptions.set(prescriptionId, {
    ...{ id: prescriptionId, version: 1, unit: 'tablet', status: 'ACTIVE', quantity: 6, authorised: 100 },
    ...{ dispensed: 0, item: { id: itemId }, pet: { id: petId, name: 'Bella', status: 'ACTIVE', owner } },
  })
  const id = await run('dispense', 'DispenseInput', { prescriptionId, locationId, quantity })
  return { id, petId, ownerId: owner.id }
}

const lotOf = async (itemId: string, locationId: string) =>
  (
    await hospital.admin`select id from inventory.lots where item_id = ${itemId} and location_id = ${locationId}`
  )[0]!['id'] as string

const recall = (lotId: string, viewer = staff, first = 50) =>
  hospital.graphql(
    viewer,
    `query ($lotId: ID!, $first: Int!) { recall(lotId: $lotId) {
      lots { id number onHand location { id } }
      dispensings(first: $first) { totalCount pageInfo { hasNextPage }
        nodes { id pet { id } owner { id } lots { quantity broughtBack lot { id } } } } } }`,
    { lotId, first },
  )

test('I9: the recall of a lot finds its number at every location, the patients who were given any of it, and their owners', async () => {
  const { id: itemId } = await anItem(hospital)
  const { id: otherItem } = await anItem(hospital)
  const [here, there] = [await aLocation(hospital), await aLocation(hospital)]
  await receive(itemId, here, 'B-77')
  await receive(itemId, there, 'B-77')
  await receive(otherItem, here, 'B-77')
  const first = await dispensed(itemId, here, 4)
  const second = await dispensed(itemId, there, 2)
  await dispensed(otherItem, here, 1)
  const lotId = await lotOf(itemId, here)
  await run('returnStock', 'ReturnStockInput', {
    dispensingId: first.id,
    lotId,
    quantity: 3,
    to: 'STOCK',
    reason: 'Not needed any more',
  })
  const { data, errors } = await recall(lotId)
  expect(errors).toEqual([])
  const elsewhere = await lotOf(itemId, there)
  expect(data['recall']).toEqual({
    lots: expect.arrayContaining([
      { id: lotId, number: 'B-77', onHand: 9, location: { id: here } },
      { id: elsewhere, number: 'B-77', onHand: 8, location: { id: there } },
    ]) as unknown,
    dispensings: {
      totalCount: 2,
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          ...{ id: second.id, pet: { id: second.petId }, owner: { id: second.ownerId } },
          lots: [{ quantity: 2, broughtBack: 0, lot: { id: elsewhere } }],
        },
        {
          ...{ id: first.id, pet: { id: first.petId }, owner: { id: first.ownerId } },
          lots: [{ quantity: 4, broughtBack: 3, lot: { id: lotId } }],
        },
      ],
    },
  })
})

test('I9: a recall takes the same number of statements for one recipient and for eight', async () => {
  const { id: itemId } = await anItem(hospital)
  const locationId = await aLocation(hospital)
  await receive(itemId, locationId, 'C-1')
  await dispensed(itemId, locationId, 1)
  const lotId = await lotOf(itemId, locationId)
  const { database } = hospital.runtime
  const counted = async () => {
    const before = database.statements()
    const { data } = await recall(lotId)
    const { totalCount } = (data['recall'] as { dispensings: { totalCount: number } }).dispensings
    return { totalCount, statements: database.statements() - before }
  }
  const one = await counted()
  for (let patient = 0; patient < 7; patient++) await dispensed(itemId, locationId, 1)
  expect(await counted()).toEqual({ ...one, totalCount: 8 })
})

test('AU6: a recall shows the locations whose stock one may see, and an unknown lot is not found', async () => {
  const { id: itemId } = await anItem(hospital)
  const locationId = await aLocation(hospital)
  await receive(itemId, locationId, 'D-1')
  const lotId = await lotOf(itemId, locationId)
  const elsewhere = asRole('TECHNICIAN', {
    grants: [{ locationId: await aLocation(hospital), permissions: staff.grants[0]!.permissions }],
  })
  for (const [viewer, id] of [
    [elsewhere, lotId],
    [staff, newId()],
  ] as const)
    expect((await recall(id, viewer)).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'lotId' }])
  expect((await recall(lotId, asRole('OWNER'))).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
