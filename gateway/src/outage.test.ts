import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { buildSchema, getNamedType, isNonNullType, isObjectType } from 'graphql'
import { connect } from '@vetgraph/kit/database/connect'
import { entityOwners } from '@vetgraph/kit/contracts/entity-owners.gen'
import { subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'
import { cloneDatabase } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { root } from './start/config.ts'
import { Apart } from './testing/apart.ts'
import type { Answer, Hospital } from './testing/hospital.ts'

test('what another subgraph has to fill may be null, so that its death costs nothing else', () => {
  const strict: string[] = []
  for (const name of subgraphNames) {
    const sdl = readFileSync(join(root, 'schema', `${name}.graphql`), 'utf8')
    const schema = buildSchema(sdl, { assumeValidSDL: true })
    const isForeign = (type: string) => entityOwners[type] !== undefined && entityOwners[type] !== name
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue
      for (const field of Object.values(type.getFields())) {
        const filledElsewhere = isForeign(getNamedType(field.type).name)
        // What is `@external` is the other's field, of which this part has a copy.
        const copied = field.astNode?.directives?.some(({ name }) => name.value === 'external')
        const added = isForeign(type.name) && field.name !== 'id' && !copied
        if ((filledElsewhere || added) && isNonNullType(field.type)) strict.push(`${type.name}.${field.name}`)
      }
    }
  }
  expect(strict).toEqual([])
})

interface Visit {
  id: string
  status: string
  startsAt: string
  pet: { name: string; owner: { name: string } } | null
  vet: { name: string } | null
}

interface Day {
  calendar: { appointments: Visit[] }
}

const day = /* GraphQL */ `
  query ($locationId: ID!, $date: Date!) {
    calendar(locationId: $locationId, date: $date) {
      appointments {
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
      }
    }
  }
`

const book = /* GraphQL */ `
  mutation ($input: BookAppointmentInput!) {
    bookAppointment(input: $input) {
      id
    }
  }
`

const create = 'mutation ($input: CreatePetInput!) { createPet(input: $input) { id } }'
const archive = 'mutation ($input: ArchivePetInput!) { archivePet(input: $input) { id } }'

const internals =
  /clinical|scheduling|127\.0\.0\.1|localhost|ECONN|fetch|timeout|select |at \w+ \(|node_modules/i

const petless = ({ calendar }: Day): Day => ({
  calendar: { appointments: calendar.appointments.map((visit) => ({ ...visit, pet: null })) },
})

const says =
  (body: string | Buffer, type = 'application/json', status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  }

describe('with the clinical subgraph in trouble', () => {
  let hospital: Hospital
  let clinical: Apart
  let database: Awaited<ReturnType<typeof cloneDatabase>>
  let token: string
  let where: { locationId: string; date: string }
  let whole: Day

  const askDay = async (): Promise<{ data: Day; errors: Answer['errors'] }> => {
    const { data, errors } = await hospital.graphql(token, day, where)
    return { data: data as Day, errors }
  }

  beforeAll(async () => {
    database = await cloneDatabase()
    const secret = inject('postgres').secret
    const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: secret, METRICS_TOKEN: secret }
    const opened = await Apart.from('clinical', env)
    hospital = opened.hospital
    clinical = opened.apart
    token = await hospital.signIn('RECEPTIONIST')
    const { data } = await hospital.graphql(token, '{ locations { id } }')
    const locationId = (data as { locations: Array<{ id: string }> }).locations[0]!.id
    // The first day after tomorrow on which somebody comes: around midnight a walk-in of today may come tomorrow.
    for (let ahead = 2; !whole?.calendar.appointments.length; ahead++) {
      where = { locationId, date: new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10) }
      whole = (await askDay()).data
    }
  }, 120_000)
  afterAll(async () => {
    await clinical.kill()
    await hospital.stop()
    await database.drop()
  })

  test('the day board keeps its visits, a missing field has a typed reason, and everything recovers without a restart', async () => {
    expect(whole.calendar.appointments.map(({ pet }) => pet)).not.toContain(null)
    await clinical.kill()
    const { data, errors } = await askDay()
    expect(data).toEqual(petless(whole))
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE'])
    expect(errors[0]!.path).toEqual(['calendar', 'appointments'])
    expect(JSON.stringify(errors)).not.toMatch(internals)
    await clinical.start()
    expect(await askDay()).toEqual({ data: whole, errors: [] })
  })

  test('a booking for a patient whom only the dead part knows is refused and writes nothing', async () => {
    const sql = connect(database.url, { max: 1 })
    const written = async () =>
      (
        await sql`select (select count(*) from scheduling.appointments) as visits,
          (select count(*) from scheduling.audit_entries) as entries,
          (select count(*) from scheduling.idempotency_keys) as keys,
          (select count(*) from graphile_worker._private_jobs) as jobs`
      )[0]
    const { data } = await hospital.graphql(
      token,
      `query ($locationId: ID!) { appointmentTypes { id } vets(locationId: $locationId) { id } }`,
      where,
    )
    const { appointmentTypes, vets } = data as Record<'appointmentTypes' | 'vets', Array<{ id: string }>>
    await clinical.kill()
    const before = await written()
    const refused = await hospital.graphql(
      token,
      book,
      {
        input: {
          petId: randomUUID(),
          vetId: vets[0]!.id,
          locationId: where.locationId,
          typeId: appointmentTypes[0]!.id,
          startsAt: whole.calendar.appointments[0]!.startsAt,
        },
      },
      { 'idempotency-key': randomUUID() },
    )
    expect(refused.errors.map(({ extensions, path }) => [extensions['code'], path])).toEqual([
      ['UNAVAILABLE', ['bookAppointment']],
    ])
    expect(JSON.stringify(refused)).not.toMatch(internals)
    expect(await written()).toEqual(before)
    await sql.end()
  })

  test('patients that are archived while they are booked are not bookable any more once the events have come', async () => {
    await clinical.start()
    const sql = connect(database.url, { max: 1, onnotice: () => {} })
    onTestFinished(() => sql.end())
    // Events wait until all is done, so that a booking asks the owner of the patient; and an archival waits in its commit.
    await sql.unsafe(`
      create function public.deliver_later() returns trigger language plpgsql
        as 'begin new.run_at = now() + interval ''1 hour''; return new; end';
      create trigger deliver_later before insert on graphile_worker._private_jobs
        for each row execute function public.deliver_later();
      create function public.commit_on_command() returns trigger language plpgsql
        as 'begin perform pg_advisory_xact_lock_shared(11); return null; end';
      create constraint trigger commit_on_command after update on clinical.pets
        deferrable initially deferred for each row execute function public.commit_on_command()`)
    const { data } = await hospital.graphql(token, '{ owners(first: 1) { nodes { id } } }')
    const ownerId = (data as { owners: { nodes: Array<{ id: string }> } }).owners.nodes[0]!.id
    const free = (await hospital.wishes(token)).filter(({ startsAt }) => !startsAt.startsWith(where.date))
    const wishes = [...new Map(free.map((wish) => [wish.startsAt.slice(0, 10), wish])).values()]
    const bookedFor = (petId: string, time: number) =>
      hospital.graphql(token, book, { input: { ...wishes[time]!, petId } })
    const pets: string[] = []
    for (let n = 0; n < 5; n += 1) {
      const input = { ownerId, name: `Flash ${n}`, speciesId: 'dog' }
      const made = await hospital.graphql(token, create, { input })
      const { id } = (made.data as { createPet: { id: string } }).createPet
      await sql`select pg_advisory_lock(11)`
      const archived = hospital.graphql(token, archive, { input: { id, reason: 'Entered twice' } })
      await vi.waitFor(async () => {
        const waiting = await sql`
          select 1 from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`
        expect(waiting).toHaveLength(1)
      }, 10_000)
      expect((await bookedFor(id, n)).errors).toEqual([])
      await sql`select pg_advisory_unlock(11)`
      expect((await archived).errors).toEqual([])
      pets.push(id)
    }
    await sql.unsafe(`
      drop function public.deliver_later, public.commit_on_command cascade;
      update graphile_worker._private_jobs set run_at = now()`)
    await vi.waitFor(async () => {
      const waiting = await sql`
        select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'scheduling:pet.changed'`
      expect(waiting).toHaveLength(0)
    }, 30_000)
    const tries = await Promise.all(pets.map((id) => bookedFor(id, pets.length)))
    expect(tries.map(({ errors }) => errors[0]?.extensions['field'])).toEqual(pets.map(() => 'petId'))
  }, 60_000)

  test('a frozen subgraph is given up, and answers again when it continues', async () => {
    await clinical.start()
    clinical.freeze()
    const { data, errors } = await askDay().finally(() => clinical.thaw())
    expect(data).toEqual(petless(whole))
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE'])
    expect(await askDay()).toEqual({ data: whole, errors: [] })
  }, 60_000)

  test('a subgraph that stays frozen is soon not asked, so that nobody waits; it answers again when it continues', async () => {
    await clinical.start()
    const { data: known } = await hospital.graphql(token, '{ owners(first: 1) { nodes { id version } } }')
    const [owner] = (known as { owners: { nodes: Array<{ id: string; version: number }> } }).owners.nodes
    const rename = /* GraphQL */ `
      mutation ($input: UpdateOwnerInput!) {
        updateOwner(input: $input) {
          firstName
        }
      }
    `
    const leftAlone = async () => {
      const authorization = `Bearer ${inject('postgres').secret}`
      const metrics = await fetch(`${hospital.ready.web}/metrics`, { headers: { authorization } })
      return /subgraph_left_alone\{subgraph="clinical"\} (\d)/.exec(await metrics.text())?.[1]
    }
    expect(await leftAlone()).toBe('0')
    clinical.freeze()
    try {
      await Promise.all(Array.from({ length: 5 }, askDay))
      // Each of them would wait for its deadline, which is ten seconds, and a write would leave open what it did.
      for (let i = 0; i < 20; i += 1) {
        const { data, errors } = await askDay()
        expect(data).toEqual(petless(whole))
        expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE'])
      }
      expect(await leftAlone()).toBe('1')
      const { errors } = await hospital.graphql(token, rename, { input: { ...owner, firstName: 'Frozen' } })
      expect(errors).toMatchObject([
        { path: ['updateOwner'], extensions: { code: 'UNAVAILABLE', written: false } },
      ])
      expect(JSON.stringify(errors)).not.toMatch(internals)
    } finally {
      clinical.thaw()
    }
    await vi.waitFor(async () => expect(await askDay()).toEqual({ data: whole, errors: [] }), 10_000)
    expect(await leftAlone()).toBe('0')
    const renamed = await hospital.graphql(token, rename, { input: { ...owner, firstName: 'Thawed' } })
    expect(renamed.data).toEqual({ updateOwner: { firstName: 'Thawed' } })
    await vi.waitFor(() =>
      expect(hospital.output.join('')).toMatch(
        /"clinical".*is not asked(.|\n)*"clinical".*is asked as before/,
      ),
    )
  }, 60_000)

  test.each([
    ['HTML', says('<h1>Bad gateway</h1>', 'text/html', 502)],
    ['HTML that calls itself fine', says('<h1>Welcome</h1>')],
    ['half of its JSON', says('{"data":{"_entities":[')],
    ['a list instead of an answer', says('[]')],
    ['nothing', says('')],
    ['50 MB of blanks', says(Buffer.alloc(50_000_000, ' '))],
    ['the way elsewhere', says('', 'text/plain', 307)],
    ['too few entities', says('{"data":{"_entities":[]}}')],
    ['words for entities', says('{"data":{"_entities":"yes"}}')],
  ])('one that answers %s costs its own fields only', async (_what, answer) => {
    await clinical.kill()
    const { data, errors } = await clinical.replacedBy(answer, askDay)
    expect(data).toEqual(petless(whole))
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE'])
    expect(JSON.stringify(errors)).not.toMatch(internals)
  })
})

test('without identity, signed-in users see the day board with the vets’ names', async () => {
  const database = await cloneDatabase()
  const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: inject('postgres').secret }
  const { hospital, apart: identity } = await Apart.from('identity', env)
  try {
    const token = await hospital.signIn('RECEPTIONIST')
    const { data } = await hospital.graphql(token, '{ locations { id } }')
    const locationId = (data as { locations: Array<{ id: string }> }).locations[0]!.id
    const ask = () =>
      hospital.graphql(
        token,
        `query ($locationId: ID!, $filter: AppointmentFilter!) {
          vets(locationId: $locationId) { name }
          appointments(filter: $filter, first: 5) { nodes { vet { name title } pet { name } } } }`,
        { locationId, filter: { locationId } },
      )
    const whole = (await ask()).data as {
      vets: object[]
      appointments: { nodes: Array<{ vet: { name: string; title: string }; pet: object }> }
    }
    await identity.kill()
    const { data: left, errors } = await ask()
    const { vets, appointments } = whole
    const nodes = appointments.nodes.map(({ vet, pet }) => ({ vet: { ...vet, title: null }, pet }))
    expect(nodes[0]).toMatchObject({ vet: { name: expect.stringMatching(/\w+ \w+/) as string } })
    expect(left).toEqual({ vets, appointments: { nodes } })
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE'])
  } finally {
    await identity.kill()
    await hospital.stop()
    await database.drop()
  }
}, 120_000)
