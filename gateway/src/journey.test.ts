import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { root } from './start/config.ts'
import { type Answer, Hospital } from './testing/hospital.ts'

interface Slot {
  startsAt: string
  vet: { id: string }
}

interface Change {
  data: {
    appointmentChanged: {
      kind: string
      appointment: {
        id: string
        status: string
        pet: { name: string; owner: { name: string } }
        vet: { name: string }
        invoice: { total: { amount: number; currency: string } } | null
      }
    }
  }
}

const live = /* GraphQL */ `
  subscription ($filter: AppointmentChangeFilter) {
    appointmentChanged(filter: $filter) {
      kind
      appointment {
        id
        status
        pet {
          name
          owner {
            name
          }
        }
        vet {
          name
        }
        invoice {
          total
        }
      }
    }
  }
`

const book = /* GraphQL */ `
  mutation ($input: BookAppointmentInput!) {
    bookAppointment(input: $input) {
      id
      status
      startsAt
      pet {
        name
        owner {
          name
        }
      }
      vet {
        name
      }
      type {
        name
        price(locationId: "LOCATION")
      }
    }
  }
`

describe.each([
  ['in one process', []],
  ['distributed', ['--distributed']],
])('a receptionist’s morning, %s', (_topology, flags) => {
  let hospital: Hospital
  let database: Awaited<ReturnType<typeof cloneDatabase>>
  let reception: string
  let vet: string
  let vetId: string
  let locationId: string
  let checkUpId: string
  let petId: string

  beforeAll(async () => {
    database = await cloneDatabase()
    const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: database.secret, RATE_LIMIT_MAIL_ADDRESS: '1' }
    hospital = await Hospital.start(env, flags)
    ;[reception, vet] = await Promise.all([hospital.signIn('RECEPTIONIST'), hospital.signIn('VET')])
    const { data } = await hospital.graphql(
      vet,
      `{ me { id roles { location { id } } }
         appointmentTypes { id category }
         locations { id name }
         pets(first: 1, filter: { status: ACTIVE }) { nodes { id } } }`,
    )
    const facts = data as {
      me: { id: string }
      appointmentTypes: Array<{ id: string; category: string }>
      locations: Array<{ id: string; name: string }>
      pets: { nodes: Array<{ id: string }> }
    }
    vetId = facts.me.id
    locationId = facts.locations.find(({ name }) => name === 'Harbour Street')!.id
    checkUpId = facts.appointmentTypes.find(({ category }) => category === 'CHECKUP')!.id
    petId = facts.pets.nodes[0]!.id
  }, 120_000)
  afterAll(async () => {
    await hospital?.stop()
    await database?.drop()
  })

  /** Free times of the demo vet, some days ahead so that bookings of one test do not meet another's. */
  async function freeSlots(daysAhead: number): Promise<Slot[]> {
    const date = new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10)
    const { data, errors } = await hospital.graphql(
      reception,
      'query ($input: AvailableSlotsInput!) { availableSlots(input: $input) { startsAt vet { id } } }',
      { input: { locationId, typeId: checkUpId, date, days: 7, vetId } },
    )
    expect(errors).toEqual([])
    return (data as { availableSlots: Slot[] }).availableSlots
  }

  const bookAt = (startsAt: string, headers: Record<string, string> = {}): Promise<Answer> =>
    hospital.graphql(
      reception,
      book.replace('LOCATION', locationId),
      { input: { petId, vetId, locationId, typeId: checkUpId, startsAt, reason: 'Limping' } },
      headers,
    )

  test('a visit is booked, seen live by others, worked through and invoiced', async () => {
    const [changes, bell] = await Promise.all([
      hospital.listen(vet, live, { filter: { vetId } }),
      hospital.listen(vet, 'subscription { notificationReceived { notification { title } unreadCount } }'),
    ])
    const [slot] = await freeSlots(1)
    const { data, errors } = await bookAt(slot!.startsAt)
    expect(errors).toEqual([])
    const visit = (
      data as { bookAppointment: { id: string; pet: { name: string; owner: { name: string } } } }
    ).bookAppointment
    expect(visit).toMatchObject({
      status: 'SCHEDULED',
      startsAt: slot!.startsAt,
      type: { price: { amount: 7378, currency: 'EUR' } },
    })

    const of = (status: string) => (event: Change) =>
      event.data.appointmentChanged.appointment.id === visit.id &&
      event.data.appointmentChanged.appointment.status === status
    const booked = await changes.until(of('SCHEDULED'))
    expect(booked.data.appointmentChanged).toMatchObject({
      kind: 'BOOKED',
      appointment: { pet: visit.pet, vet: { name: 'Aoife Byrne' }, invoice: null },
    })
    const told = await bell.until<{
      data: { notificationReceived: { notification: { title: string } | null; unreadCount: number } }
    }>(({ data }) => data.notificationReceived.notification?.title.includes(visit.pet.name) ?? false)
    expect(told.data.notificationReceived.unreadCount).toBeGreaterThan(0)

    const early = 'id: $id, otherDayReason: "The owner came early"'
    const steps = { confirm: 'id: $id', checkIn: early, start: early, complete: early }
    for (const [verb, args] of Object.entries(steps)) {
      const step = await hospital.graphql(
        vet,
        `mutation ($id: ID!) { ${verb}Appointment(${args}) { status } }`,
        { id: visit.id },
      )
      expect(step.errors).toEqual([])
    }
    const invoiced = await changes.until<Change>(
      (event) => of('READY')(event) && event.data.appointmentChanged.appointment.invoice !== null,
    )
    // 65.00 net with Irish tax of 13.5 %.
    expect(invoiced.data.appointmentChanged.appointment.invoice).toEqual({
      total: { amount: 7378, currency: 'EUR' },
    })
  }, 60_000)

  test('a vet hears live what a query tells them of themselves, and a colleague does not', async () => {
    const seen = 'id vet { name email phone hasPin }'
    const own = { name: 'Aoife Byrne', email: 'vet@demo.vet', hasPin: false }
    const follow = `subscription { appointmentChanged { appointment { ${seen} } } }`
    const [mine, others] = await Promise.all([
      hospital.listen(vet, follow),
      hospital.listen(reception, follow),
    ])
    const [slot] = await freeSlots(23)
    const { data } = await bookAt(slot!.startsAt)
    const { id } = (data as { bookAppointment: { id: string } }).bookAppointment
    type Heard = { data: { appointmentChanged: { appointment: { id: string } } } }
    const isThis = (event: Heard) => event.data.appointmentChanged.appointment.id === id
    const asked = await hospital.graphql(vet, `query ($id: ID!) { appointment(id: $id) { ${seen} } }`, { id })
    expect(asked.data).toMatchObject({ appointment: { vet: own } })
    const heard = await mine.until(isThis)
    expect(heard.data.appointmentChanged).toEqual(asked.data)
    const byOthers = await others.until(isThis)
    expect(byOthers.data.appointmentChanged.appointment).toEqual({
      id,
      vet: { name: own.name, email: null, phone: null, hasPin: null },
    })
  }, 60_000)

  test('AP1: 50 parallel bookings of one slot leave one visit and 49 CONFLICTs with alternatives', async () => {
    const slot = (await freeSlots(9))[0]!
    const answers = await Promise.all(Array.from({ length: 50 }, () => bookAt(slot.startsAt)))
    const refused = answers.flatMap(({ errors }) => errors)
    expect(refused).toHaveLength(49)
    for (const { extensions } of refused) {
      expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'startsAt' })
      expect(extensions['alternatives']).not.toHaveLength(0)
      expect(JSON.stringify(extensions)).not.toMatch(/scheduling|stacktrace|serviceName/)
    }
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  }, 60_000)

  test('a repetition under one Idempotency-Key books nothing twice', async () => {
    const slot = (await freeSlots(16))[0]!
    const headers = { 'idempotency-key': randomUUID() }
    const [first, second] = [await bookAt(slot.startsAt, headers), await bookAt(slot.startsAt, headers)]
    expect(second.errors).toEqual([])
    expect(second.data).toEqual(first.data)
  })

  test('over WebSocket the key is the operation’s own', async () => {
    const slots = await freeSlots(30)
    const [slot, other] = [slots[0], slots.at(-1)]
    const bookBySocket = async (startsAt: string, idempotencyKey: string) => {
      const input = { petId, vetId, locationId, typeId: checkUpId, startsAt, reason: 'Limping' }
      const query = book.replace('LOCATION', locationId)
      return (await hospital.listen(reception, query, { input }, { idempotencyKey })).until<Answer>(
        () => true,
      )
    }
    const [key, another] = [randomUUID(), randomUUID()]
    const first = await bookBySocket(slot!.startsAt, key)
    expect(first.data).toMatchObject({ bookAppointment: { status: 'SCHEDULED' } })
    expect(await bookBySocket(slot!.startsAt, key)).toEqual(first)
    expect((await bookBySocket(other!.startsAt, key)).errors[0]?.extensions['code']).toBe('CONFLICT')
    expect((await bookBySocket(other!.startsAt, another)).errors).toBeUndefined()
  })

  test('a pet created a millisecond ago can be booked', async () => {
    const owner = await hospital.graphql(
      reception,
      'mutation ($input: CreateOwnerInput!) { createOwner(input: $input) { id } }',
      { input: { firstName: 'Niamh', lastName: 'Power', phone: '+353 1 555 0199' } },
    )
    expect(owner.errors).toEqual([])
    const ownerId = (owner.data as { createOwner: { id: string } }).createOwner.id
    const pet = await hospital.graphql(
      reception,
      'mutation ($input: CreatePetInput!) { createPet(input: $input) { id } }',
      { input: { ownerId, name: 'Fresh', speciesId: 'dog' } },
    )
    expect(pet.errors).toEqual([])
    const slot = (await freeSlots(16)).at(-1)!
    const { errors } = await hospital.graphql(
      reception,
      'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { id pet { name } } }',
      {
        input: {
          petId: (pet.data as { createPet: { id: string } }).createPet.id,
          vetId,
          locationId,
          typeId: checkUpId,
          startsAt: slot.startsAt,
        },
      },
    )
    expect(errors).toEqual([])
  })

  test('the README’s examples answer what the README says', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const examples = [...readme.matchAll(/```graphql\n([^`]*)```\n\n```json\n([^`]*)```/g)]
    expect(examples).toHaveLength(3)
    for (const [, query, answer] of examples) {
      const { data, errors } = await hospital.graphql(reception, query!)
      expect(errors).toEqual([])
      expect({ data }).toEqual(JSON.parse(answer!))
    }
  })

  test('AU5: what could answer too much is refused with its cost, by POST, GET and WebSocket', async () => {
    const visits = (below: string) => `appointments(first: 100) { nodes { ${below} } }`
    const query = `{ pets(first: 100) { nodes { ${visits(`pet { ${visits('id')} }`)} } } }`
    const refusal = { code: 'QUERY_TOO_EXPENSIVE', cost: expect.any(Number) as number, limit: 50_000 }
    const posted = await hospital.graphql(vet, query)
    expect(posted).toMatchObject({ status: 400, data: {}, errors: [{ extensions: refusal }] })
    expect(posted.errors[0]?.extensions['cost']).toBeGreaterThan(1_000_000)
    const got = await fetch(`${hospital.ready.http}?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${vet}`, 'apollo-require-preflight': 'true' },
    })
    expect(got.status).toBe(400)
    expect(await got.json()).toMatchObject({ errors: [{ extensions: refusal }] })
    const heard = await hospital.listen(vet, query)
    await expect(heard.until(() => true)).rejects.toThrow('QUERY_TOO_EXPENSIVE')
  })

  test('mail is asked for only so often from one address, by whatever name of the operation', async () => {
    const ask = (alias: string) =>
      hospital.graphql(null, `mutation { ${alias}: requestPasswordReset(email: "else@demo.vet") }`)
    expect((await ask('one')).errors).toEqual([])
    expect(await ask('two')).toMatchObject({
      status: 429,
      errors: [{ extensions: { code: 'TOO_MANY_REQUESTS', policy: 'mail-address' } }],
    })
  })

  test('AU4: an owner’s token reaches no other household', async () => {
    const owner = await hospital.signIn('OWNER')
    const { data, errors } = await hospital.graphql(
      owner,
      'query ($petId: ID!) { pet(id: $petId) { name } pets { nodes { id owner { id } } } appointments(first: 100) { nodes { pet { owner { id } } } } }',
      { petId },
    )
    expect(errors).toEqual([])
    const seen = data as {
      pet: unknown
      pets: { nodes: Array<{ owner: { id: string } | null }> }
      appointments: { nodes: Array<{ pet: { owner: { id: string } | null } }> }
    }
    const all = [...seen.pets.nodes, ...seen.appointments.nodes.map(({ pet }) => pet)]
    // Of a pet that somebody shares with them, an owner does not see whose it is (P5).
    const households = new Set(all.flatMap(({ owner }) => owner?.id ?? []))
    expect(households.size).toBe(1)
  })
})
