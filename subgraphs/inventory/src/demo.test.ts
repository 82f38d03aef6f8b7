import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from './demo.ts'
import { inventory } from './schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(inventory)
  await loadDemo(hospital.context(), { pets: 200, years: 1 })
})
afterAll(() => hospital.close())

test('the demo hospital keeps some forty items at both locations, some of them low, none negative', async () => {
  const { data, errors } = await hospital.graphql(
    asRole('VET'),
    '{ inventoryItems(first: 100) { totalCount nodes { name low stock { onHand negative } } } }',
  )
  expect(errors).toEqual([])
  const { totalCount, nodes } = data['inventoryItems'] as {
    totalCount: number
    nodes: Array<{ name: string; low: boolean; stock: Array<{ negative: boolean }> }>
  }
  expect(totalCount).toBeGreaterThanOrEqual(40)
  expect(nodes.every(({ stock }) => stock.length === 2 && stock.every(({ negative }) => !negative))).toBe(
    true,
  )
  const low = nodes.filter((item) => item.low)
  expect(low.length).toBeGreaterThan(2)
  expect(low.length).toBeLessThan(totalCount / 2)
})

test('the demo hospital orders from three suppliers, and every item has a preferred one', async () => {
  const { data, errors } = await hospital.graphql(
    asRole('VET'),
    '{ suppliers { totalCount } inventoryItems(first: 100) { nodes { suppliers { preferred } } } }',
  )
  expect(errors).toEqual([])
  expect(data['suppliers']).toEqual({ totalCount: 3 })
  const { nodes } = data['inventoryItems'] as { nodes: Array<{ suppliers: Array<{ preferred: boolean }> }> }
  expect(nodes.every(({ suppliers }) => suppliers.filter(({ preferred }) => preferred).length === 1)).toBe(
    true,
  )
})

test('some prescriptions of the demo hospital were dispensed from stock', async () => {
  const { data } = await hospital.graphql(
    asRole('VET'),
    `{ inventoryItems(first: 1, filter: { search: "carprofen" }) { nodes {
      movements(first: 20) { nodes { kind dispensing { quantity } } } } } }`,
  )
  const { nodes } = data['inventoryItems'] as { nodes: [{ movements: { nodes: Array<{ kind: string }> } }] }
  expect(nodes[0].movements.nodes.filter(({ kind }) => kind === 'DISPENSE')).toMatchObject(
    Array.from({ length: 6 }, () => ({ dispensing: { quantity: 10 } })),
  )
})

test('the demo hospital has orders in every state', async () => {
  const { data, errors } = await hospital.graphql(
    asRole('VET'),
    '{ purchaseOrders(first: 50) { nodes { status number total lines { received } } } }',
  )
  expect(errors).toEqual([])
  const { nodes } = data['purchaseOrders'] as { nodes: Array<{ status: string }> }
  expect([...new Set(nodes.map(({ status }) => status))].sort()).toEqual([
    'CANCELLED',
    'CLOSED',
    'DRAFT',
    'PARTLY_RECEIVED',
    'RECEIVED',
    'SENT',
  ])
})

test('the demo hospital has an approved stocktake and one that waits for approval with a few variances', async () => {
  const { data, errors } = await hospital.graphql(
    asRole('VET'),
    '{ stocktakes { nodes { status lineCount countedCount differingCount } } }',
  )
  expect(errors).toEqual([])
  const [waiting, approved] = (data['stocktakes'] as { nodes: Record<string, number | string>[] }).nodes
  expect(waiting).toMatchObject({ status: 'SUBMITTED' })
  expect(waiting!['differingCount']).toBeGreaterThan(1)
  expect(approved).toMatchObject({ status: 'APPROVED', differingCount: 0 })
})

test('the demo hospital has a transfer that has arrived and one in transit', async () => {
  const { data, errors } = await hospital.graphql(
    asRole('VET'),
    '{ stockTransfers { nodes { status inTransit value } } }',
  )
  expect(errors).toEqual([])
  expect(data['stockTransfers']).toMatchObject({
    nodes: [{ status: 'IN_TRANSIT', inTransit: 4 }, { status: 'RECEIVED' }],
  })
})
