import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { aFinalisedInvoice, aLocation } from '../testing.ts'
import { eur, pays, receptionist } from './payment.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing)
})
afterAll(() => hospital.close())

const overdueAt = async (locationId: string | null, viewer = receptionist) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    'query ($locationId: ID) { overdueInvoices(locationId: $locationId) { totalCount nodes { id dueOn due } } }',
    { locationId },
  )
  expect(errors).toEqual([])
  return data['overdueInvoices'] as { totalCount: number; nodes: Array<{ id: string; dueOn: string }> }
}

test('B11: an invoice is overdue by the calendar of its location, until it is paid', async () => {
  hospital.setNow('2026-03-16T09:30:00.000Z')
  const kiritimati = await aLocation(hospital, { timeZone: 'Pacific/Kiritimati' })
  const honolulu = await aLocation(hospital, { timeZone: 'Pacific/Honolulu' })
  const east = await aFinalisedInvoice(hospital, { locationId: kiritimati.id })
  const west = await aFinalisedInvoice(hospital, { locationId: honolulu.id })
  // In Kiritimati it was the 16th, in Honolulu still the 15th.
  hospital.setNow('2026-03-30T09:59:00.000Z')
  expect(await overdueAt(kiritimati.id)).toMatchObject({ totalCount: 0, nodes: [] })
  expect(await overdueAt(honolulu.id)).toMatchObject({ totalCount: 0 })
  hospital.setNow('2026-03-30T10:00:00.000Z')
  expect(await overdueAt(kiritimati.id)).toMatchObject({
    totalCount: 1,
    nodes: [{ id: east.id, dueOn: '2026-03-30', due: eur(7800) }],
  })
  expect(await overdueAt(honolulu.id)).toMatchObject({
    nodes: [{ id: west.id, dueOn: '2026-03-29' }],
  })
  const { ownerId, locationId } = east.visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7799) })
  expect(await overdueAt(kiritimati.id)).toMatchObject({ nodes: [{ due: eur(1) }] })
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(1) })
  expect(await overdueAt(kiritimati.id)).toMatchObject({ totalCount: 0 })
  expect(await overdueAt(null, asRole('OWNER', { ownerId: newId() }))).toMatchObject({ nodes: [] })
  const seen = await overdueAt(null, asRole('OWNER', { ownerId: west.visit.ownerId }))
  expect(seen.nodes.map(({ id }) => id)).toEqual([west.id])
})
