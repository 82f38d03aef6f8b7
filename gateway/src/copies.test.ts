import type { AskPeer } from '@vetgraph/kit/context'
import type { EventName, Events } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import type { SubgraphName } from '@vetgraph/kit/contracts/subgraph-names'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loadDefinitions } from './definitions.ts'

const visit = {
  actorId: newId(),
  petId: newId(),
  petName: 'Bella',
  ownerId: newId(),
  vetId: newId(),
  locationId: newId(),
  typeId: newId(),
  typeName: 'Check-up',
  startsAt: '2026-03-16T09:00:00.000Z',
  endsAt: '2026-03-16T09:30:00.000Z',
}

interface Kind {
  event: EventName
  facts: object
}

/** The table of each kind of copy, and an event that feeds it. */
const kinds: Readonly<Record<string, Kind>> = {
  location_refs: {
    event: 'location.changed',
    facts: {
      name: 'Harbour Street',
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
      openingHours: [],
      taxRate: 0,
      active: true,
    },
  },
  user_refs: {
    event: 'user.changed',
    facts: { name: 'Aoife Byrne', isVet: true, active: true, ownerId: null },
  },
  owner_refs: { event: 'owner.changed', facts: { name: 'Ada Quill', active: true } },
  pet_refs: {
    event: 'pet.changed',
    facts: { ownerId: newId(), name: 'Bella', speciesId: 'dog', active: true },
  },
  credit_refs: { event: 'credit.changed', facts: { stopped: true, reason: 'Two invoices are overdue' } },
  appointment_refs: { event: 'appointment.booked', facts: visit },
}

/** Copies of what no event tells: their owner is asked each time, and the subgraph’s own tests try the order of answers. */
const asked = ['prescription_refs']

/** Every order in which three versions can arrive. */
const orders = [
  [1, 2, 3],
  [1, 3, 2],
  [2, 1, 3],
  [2, 3, 1],
  [3, 1, 2],
  [3, 2, 1],
]

const definitions = await loadDefinitions()

const open = async (name: SubgraphName, answer: AskPeer) => {
  const hospital = await TestSubgraph.open(
    definitions.find((each) => each.name === name)!,
    answer,
  )
  onTestFinished(() => hospital.close())
  return hospital
}

/** What a visit is told with: where it is, and of which species the patient is. */
const whereabouts: AskPeer = async (_type, ids) =>
  ids.map((id) => ({ id, version: 1, species: { id: 'dog' }, ...kinds['location_refs']!.facts }))

test.each(['scheduling', 'billing', 'inventory', 'notifications'] as const)(
  'no copy that %s keeps is replaced by an older version, in whatever order events arrive',
  async (name) => {
    const hospital = await open(name, whereabouts)
    const tables = await hospital.admin`
      select table_name from information_schema.tables where table_schema = ${name} and table_name like '%\\_refs'`
    expect(tables.length).toBeGreaterThan(0)
    const told = tables.map((row) => row['table_name'] as string).filter((table) => !asked.includes(table))
    for (const table of told) {
      const { event, facts } = kinds[table]!
      for (const order of orders) {
        const id = newId()
        for (const version of order) {
          await hospital.deliver(event, { ...facts, id, version } as Events[typeof event])
        }
        const [kept] = await hospital.admin`
          select version from ${hospital.admin(name)}.${hospital.admin(table)} where id = ${id}`
        expect(kept, `${table} after ${order.join()}`).toEqual({ version: 3 })
      }
    }
  },
)

test('an answer read before a change does not replace the event of that change', async () => {
  const pet = { id: newId(), version: 1, name: 'Bella' }
  const hospital = await open('scheduling', async (...question) => {
    if (question[0] !== 'Pet') return whereabouts(...question)
    const changed = { ...pet, version: 2, active: false, ownerId: newId(), coOwnerIds: [], speciesId: 'dog' }
    await hospital.deliver('pet.changed', changed)
    return [{ ...pet, status: 'ACTIVE', owner: { id: newId() }, coOwners: [], species: { id: 'dog' } }]
  })
  const { vetId, locationId, typeId, startsAt } = visit
  await hospital.graphql(
    asRole('RECEPTIONIST'),
    'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id } }',
    { input: { petId: pet.id, vetId, locationId, typeId, startsAt } },
  )
  // The booking may be refused for its other parties before this answer has come.
  await vi.waitFor(async () => {
    const [kept] = await hospital.admin`select active, version from scheduling.pet_refs where id = ${pet.id}`
    expect(kept).toEqual({ active: false, version: 2 })
  })
})
