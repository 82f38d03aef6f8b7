import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { MedicalRecordStatus } from '../medical-records/medical-record.table.ts'
import { aPet, aWeight } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { listTimelineOf } from './timeline.service.ts'
import { TimelineConnection } from './timeline.types.ts'
import { aPlace, aVaccination, dogRabies } from '../vaccinations/vaccination.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, async (_type, ids) => ids.map(() => null))
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const ownerOf = ({ ownerId }: { ownerId: string }) => asRole('OWNER', { ownerId })
const ask = `query ($id: ID!, $first: Int! = 25, $after: String, $kinds: [TimelineKind!]) { pet(id: $id) {
  timeline(first: $first, after: $after, kinds: $kinds) { nodes { entityId kind at record { status }
    vaccination { kind } prescription { drug } weight { value } vitals { heartRate } alert { text }
    status { status reason deceasedOn } file { name } } pageInfo { hasNextPage endCursor } } } }`

interface Entry {
  entityId: string
  kind: string
  at: string
  [kind: string]: unknown
}

async function timeline(viewer: typeof vet, variables: Record<string, unknown>) {
  const { data, errors } = await hospital.graphql(viewer, ask, variables)
  expect(errors).toEqual([])
  return (data['pet'] as { timeline: unknown }).timeline as {
    nodes: Entry[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

async function count(viewer: typeof vet, id: string) {
  const total = 'query ($id: ID!) { pet(id: $id) { timeline { totalCount } } }'
  return (await hospital.graphql(viewer, total, { id })).data
}

const kindsOf = ({ nodes }: { nodes: Entry[] }) => nodes.map(({ kind }) => kind)

const aFile = (petId: string, released: boolean) => hospital.admin`
  insert into clinical.files (id, pet_id, state, kind, name, type, bytes, sha256, content_key, taken_at, uploaded_by,
    requested_at, received_at, attached_at, attached_by, released_at, released_by)
  values (${newId()}, ${petId}, 'ATTACHED', 'PHOTO', ${released ? 'shown.jpg' : 'kept.jpg'}, 'JPEG', 9, 'x', ${newId()},
    '2026-03-06T08:00:00Z', ${vet.userId}, now(), now(), now(), ${vet.userId},
    ${released ? '2026-03-06T09:00:00Z' : null}, ${released ? vet.userId : null})`

/** A chart with an entry of every kind and some that an owner does not see. */
async function aChart() {
  const pet = await aPet(hospital)
  await aRecord(hospital, { petId: pet.id, occurredAt: new Date('2026-03-01T08:00:00Z') })
  for (const status of [MedicalRecordStatus.DRAFT, MedicalRecordStatus.RETRACTED])
    await aRecord(hospital, {
      petId: pet.id,
      status,
      occurredAt: new Date('2026-03-02T08:00:00Z'),
      releasedAt: null,
      releasedBy: null,
    })
  await aVaccination(hospital, { petId: pet.id, givenOn: '2026-03-03' })
  for (const released of [true, false]) await aFile(pet.id, released)
  await aWeight(hospital, pet.id, 10_000, '2026-03-04T08:00:00Z')
  const run = async (document: string, input: object) =>
    expect((await hospital.graphql(vet, document, { input })).errors).toEqual([])
  await run('mutation ($input: RecordVitalsInput!) { recordVitals(input: $input) { id } }', {
    petId: pet.id,
    heartRate: 100,
    measuredAt: '2026-03-05T08:00:00Z',
  })
  await run('mutation ($input: DeclineVaccinationInput!) { declineVaccination(input: $input) { id } }', {
    petId: pet.id,
    locationId: await aPlace(hospital),
    protocolIds: [dogRabies],
    reason: 'Too ill',
  })
  for (const kind of ['ALLERGY', 'BEHAVIOUR'])
    await run('mutation ($input: AddPetAlertInput!) { addPetAlert(input: $input) { id } }', {
      petId: pet.id,
      kind,
      severity: 'SEVERE',
      text: kind,
    })
  await run('mutation ($input: RecordDeathInput!) { recordDeath(input: $input) { id } }', {
    id: pet.id,
    diedOn: '2026-03-16',
    reason: 'Old age',
  })
  return pet
}

test('everything about a patient stands in one order of time, in pages, or only some kinds of it', async () => {
  const pet = await aChart()
  const whole = await timeline(vet, { id: pet.id })
  expect(kindsOf(whole).toSorted()).toEqual(
    [
      'ALERT',
      'ALERT',
      'FILE',
      'FILE',
      'RECORD',
      'RECORD',
      'RECORD',
      'STATUS',
      'VACCINATION',
      'VACCINATION',
      'VITALS',
      'WEIGHT',
    ].toSorted(),
  )
  expect(await count(vet, pet.id)).toEqual({ pet: { timeline: { totalCount: 12 } } })
  expect(whole.nodes.map(({ at }) => at)).toEqual(
    whole.nodes
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  )
  expect(whole.nodes.find(({ kind }) => kind === 'STATUS')).toMatchObject({
    status: { status: 'DECEASED', reason: 'Old age', deceasedOn: '2026-03-16' },
    record: null,
  })
  const paged: Entry[] = []
  for (let after: string | null = null; ;) {
    const page = await timeline(vet, { id: pet.id, first: 2, after })
    paged.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) break
    after = page.pageInfo.endCursor
  }
  expect(paged).toEqual(whole.nodes)
  expect(kindsOf(await timeline(vet, { id: pet.id, kinds: ['WEIGHT', 'VITALS'] }))).toEqual([
    'VITALS',
    'WEIGHT',
  ])
  expect(kindsOf(await timeline(vet, { id: pet.id, kinds: [] }))).toEqual([])
})

test('an owner’s timeline has what is released and holds, without notes of staff (P1)', async () => {
  const pet = await aChart()
  const own = await timeline(ownerOf(pet), { id: pet.id })
  expect(kindsOf(own).toSorted()).toEqual(['ALERT', 'FILE', 'RECORD', 'STATUS', 'VACCINATION', 'WEIGHT'])
  expect(await count(ownerOf(pet), pet.id)).toEqual({ pet: { timeline: { totalCount: 6 } } })
  expect(own.nodes.find(({ kind }) => kind === 'FILE')).toMatchObject({ file: { name: 'shown.jpg' } })
  expect(own.nodes.find(({ kind }) => kind === 'ALERT')).toMatchObject({ alert: { text: 'ALLERGY' } })
  expect(own.nodes.find(({ kind }) => kind === 'STATUS')).toMatchObject({ status: { reason: null } })
  const { data } = await hospital.graphql(ownerOf({ ownerId: newId() }), ask, { id: pet.id })
  expect(data).toEqual({ pet: null })
})

test('the desk’s timeline has neither records nor vital signs', async () => {
  const pet = await aChart()
  const kinds = kindsOf(await timeline(asRole('RECEPTIONIST'), { id: pet.id }))
  expect(kinds).not.toContain('RECORD')
  expect(kinds).not.toContain('VITALS')
  expect(kinds).toContain('STATUS')
})

test('each change of a status is kept by the database, and nobody rewrites it (PT4)', async () => {
  const pet = await aChart()
  const undo = 'mutation ($input: PetStatusInput!) { undoDeath(input: $input) { id } }'
  expect((await hospital.graphql(vet, undo, { input: { id: pet.id } })).errors).toEqual([])
  const { nodes } = await timeline(vet, { id: pet.id, kinds: ['STATUS'] })
  expect(nodes.map(({ status }) => status).map((each) => (each as Entry)['status'])).toEqual([
    'ACTIVE',
    'DECEASED',
  ])
  const { db } = hospital.context(vet)
  for (const statement of [
    'delete from clinical.pet_status_changes',
    "update clinical.pet_status_changes set status = 'ACTIVE'",
    'insert into clinical.pet_status_changes select * from clinical.pet_status_changes limit 1',
  ])
    await expect(db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('a chart of 2,000 entries costs the statements of a short one, and its timeline reads indexes only', async () => {
  const pet = await aChart()
  const long = await aChart()
  const { admin } = hospital
  await admin`
    insert into clinical.medical_records (id, pet_id, author_id, saved_by, status, subjective, objective, assessment,
      plan, occurred_at, created_at, updated_at, version)
    select uuidv7(), ${long.id}, ${vet.userId}, ${vet.userId}, 'DRAFT', 'x', '', '', '', at, at, at, 1
    from generate_series(1, 2000) number,
      lateral (select '2016-01-01'::timestamptz + number * interval '1 day' as at) time`
  await admin`
    insert into clinical.weights (id, pet_id, grams, measured_at, entered_at, entered_by)
    select uuidv7(), ${long.id}, 10000, at, at, ${vet.userId} from generate_series(1, 2000) number,
      lateral (select '2016-01-01'::timestamptz + number * interval '1 day' as at) time`
  await admin`
    insert into clinical.vitals (id, pet_id, heart_rate, measured_at, entered_at, entered_by)
    select uuidv7(), ${long.id}, 100, at, at, ${vet.userId} from generate_series(1, 2000) number,
      lateral (select '2016-01-01'::timestamptz + number * interval '1 day' as at) time`
  await admin.unsafe('vacuum analyze clinical.medical_records, clinical.weights, clinical.vitals')
  const cost = async (id: string) => {
    const before = hospital.runtime.database.statements()
    await timeline(vet, { id })
    return hospital.runtime.database.statements() - before
  }
  const few = await cost(pet.id)
  expect(await cost(long.id)).toBeLessThanOrEqual(few)
  expect(few).toBeLessThanOrEqual(12)
  const [scans, fetched] = await transact(hospital.context(vet), async (ctx) => {
    const read = (counter: string) => sql.raw(`sum(${counter}(relid))::int`)
    const counters = async () => {
      const [row] = await ctx.db.execute<{ scans: number; fetched: number }>(
        sql`select ${read('pg_stat_get_xact_numscans')} as scans, ${read('pg_stat_get_xact_tuples_fetched')} as fetched
          from pg_stat_user_tables where relname in ('medical_records', 'weights', 'vitals', 'files')`,
      )
      return row!
    }
    const before = await counters()
    await listTimelineOf(ctx, long.id, { first: 25 }, null)
    const { endCursor } = new TimelineConnection(await listTimelineOf(ctx, long.id, { first: 25 }, null))
      .pageInfo
    await listTimelineOf(ctx, long.id, { first: 25, after: endCursor }, null)
    const after = await counters()
    return [after.scans - before.scans, after.fetched - before.fetched]
  })
  expect(scans).toBe(0)
  // Two pages of at most 26 of each of the three kinds, and what a page begins behind.
  expect(fetched).toBeLessThanOrEqual(3 * 3 * 27)
})

test('reading any part of a chart leaves one entry for the request, an owner’s reading none (C1)', async () => {
  const pet = await aChart()
  const opened = async () =>
    (await hospital.audited(pet.id)).filter(({ action }) => action === 'medical-record.read').length
  const before = await opened()
  const parts = ['prescriptions', 'vitals', 'vaccinations', 'timeline', 'medicalRecords']
  for (const [index, part] of parts.entries()) {
    const { errors } = await hospital.graphql(
      vet,
      `query ($id: ID!) { pet(id: $id) { ${part} { totalCount } } }`,
      { id: pet.id },
    )
    expect(errors).toEqual([])
    expect(await opened()).toBe(before + index + 1)
  }
  const everything = `query ($id: ID!) { pet(id: $id) { ${parts.map((part) => `${part} { totalCount }`).join(' ')} } }`
  await hospital.graphql(vet, everything, { id: pet.id })
  expect(await opened()).toBe(before + parts.length + 1)
  await hospital.graphql(ownerOf(pet), everything, { id: pet.id })
  expect(await opened()).toBe(before + parts.length + 1)
})
