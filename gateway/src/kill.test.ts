import { randomUUID } from 'node:crypto'
import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { expect, inject, test } from 'vitest'
import { type Answer, Hospital } from './testing/hospital.ts'

test('a killed process loses no acknowledged booking and doubles none', async () => {
  const database = await cloneDatabase()
  const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: inject('postgres').secret }
  const first = await Hospital.start(env)
  const token = await first.signIn('RECEPTIONIST')
  const wishes = (await first.wishes(token)).slice(0, 200).map((input) => ({ key: randomUUID(), input }))
  const send = async (hospital: Hospital, { key, input }: (typeof wishes)[number]) =>
    hospital.graphql(
      token,
      'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
      { input },
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
