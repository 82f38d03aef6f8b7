import { randomUUID } from 'node:crypto'
import { cloneDatabase } from '@vetgraph/kit/testing'
import { expect, inject, test } from 'vitest'
import { type Answer, Hospital } from './testing/hospital.ts'

interface Slot {
  startsAt: string
  vet: { id: string }
}

test('a killed process loses no acknowledged booking and doubles none', async () => {
  const database = await cloneDatabase()
  const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: inject('postgres').secret }
  const first = await Hospital.start(env)
  const token = await first.signIn('RECEPTIONIST')
  const { data } = await first.graphql(
    token,
    '{ locations { id name } appointmentTypes { id category } pets(first: 1) { nodes { id } } }',
  )
  const facts = data as {
    locations: Array<{ id: string }>
    appointmentTypes: Array<{ id: string; category: string }>
    pets: { nodes: Array<{ id: string }> }
  }
  const typeId = facts.appointmentTypes.find(({ category }) => category === 'VACCINATION')!.id
  const locationId = facts.locations[0]!.id
  const date = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const found = await first.graphql(
    token,
    'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt vet { id } } }',
    { input: { locationId, typeId, date, days: 14 } },
  )
  const slots = (found.data as { availableSlots: Slot[] }).availableSlots
  const wishes = slots.slice(0, 200).map((slot) => ({ key: randomUUID(), slot }))
  const send = async (hospital: Hospital, { key, slot }: (typeof wishes)[number]) =>
    hospital.graphql(
      token,
      'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
      {
        input: {
          petId: facts.pets.nodes[0]!.id,
          vetId: slot.vet.id,
          locationId,
          typeId,
          startsAt: slot.startsAt,
        },
      },
      { 'idempotency-key': key },
    )
  const acknowledged = new Map<string, string>()
  const idOf = (answer: Answer) => (answer.data as { bookAppointment?: { id: string } }).bookAppointment?.id
  const stream = wishes.map(async (wish, index) => {
    const answer = await send(first, wish)
    const id = idOf(answer)
    if (id) acknowledged.set(wish.key, id)
    if (index === 40) await first.kill()
  })
  await Promise.allSettled(stream)
  expect(acknowledged.size).toBeGreaterThan(0)
  expect(acknowledged.size).toBeLessThan(wishes.length)

  const second = await Hospital.start(env, [], first.dataDirectory)
  try {
    for (const wish of wishes.filter(({ key }) => acknowledged.has(key))) {
      expect(idOf(await send(second, wish))).toBe(acknowledged.get(wish.key))
    }
    for (const [, id] of acknowledged) {
      const again = await second.graphql(token, 'query ($id: ID!) { appointment(id: $id) { status } }', {
        id,
      })
      expect(again.data).toEqual({ appointment: { status: 'SCHEDULED' } })
    }
  } finally {
    await second.stop()
    await database.drop()
  }
}, 120_000)
