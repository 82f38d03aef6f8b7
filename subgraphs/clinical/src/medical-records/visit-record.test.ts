import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { transact } from '@vetgraph/kit/database/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aRecord } from './medical-record.factory.ts'
import { listMedicalRecords } from './medical-record.service.ts'
import { MedicalRecordStatus } from './medical-record.table.ts'

let hospital: TestSubgraph
let petId: string

/** Every visit is this pet's, in Dublin, this morning. */
const location = { id: newId(), timeZone: 'Europe/Dublin' }
const peers: AskPeer = async (type, ids) =>
  ids.map((id) =>
    type === 'Location'
      ? location
      : { id, pet: { id: petId }, location, startsAt: '2026-03-16T08:00:00.000Z' },
  )

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, peers)
  petId = (await aPet(hospital)).id
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const technician = asRole('TECHNICIAN')
const create = `mutation ($input: CreateMedicalRecordInput!) { createMedicalRecord(input: $input) {
  id version occurredAt createdAt backDated } }`
const update = `mutation ($input: UpdateMedicalRecordInput!) { updateMedicalRecord(input: $input) {
  id version plan occurredAt backDated savedBy { id } } }`

const begin = (viewer: typeof vet, input: object) =>
  hospital.graphql(viewer, create, { input: { petId, ...input } })

test('one author has one draft of a visit, of two begun at once too: the second is told which one there is', async () => {
  const appointmentId = newId()
  const answers = await Promise.all([
    begin(vet, { appointmentId, plan: 'one' }),
    begin(vet, { appointmentId, plan: 'two' }),
  ])
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([
    { code: 'CONFLICT', field: 'appointmentId' },
  ])
  const { errors } = await begin(vet, { appointmentId })
  const made = answers.find(({ errors }) => errors.length === 0)!.data['createMedicalRecord'] as {
    id: string
  }
  expect(errors).toMatchObject([{ code: 'CONFLICT', extensions: { recordId: made.id } }])
  expect((await begin(technician, { appointmentId })).errors).toEqual([])
  const found = await hospital.graphql(
    vet,
    `query ($filter: MedicalRecordFilter) { medicalRecords(filter: $filter) { nodes { id } } }`,
    { filter: { petId, appointmentId, authorId: vet.userId, status: 'DRAFT' } },
  )
  expect(found.data).toEqual({ medicalRecords: { nodes: [{ id: made.id }] } })
  const elsewhere = asRole('VET', {
    grants: [{ locationId: newId(), permissions: vet.grants[0]!.permissions }],
  })
  const list = `{ medicalRecords(filter: { appointmentId: "${appointmentId}" }) { nodes { id } } }`
  expect((await hospital.graphql(elsewhere, list)).data).toEqual({ medicalRecords: { nodes: [] } })
})

test.each([
  [
    'within the visit’s day where the visit is',
    { appointmentId: newId() },
    '2026-03-16T00:00:00.000Z',
    false,
  ],
  ['before the visit’s day', { appointmentId: newId() }, '2026-03-15T23:59:00.000Z', true],
  ['without a visit, within 24 hours', {}, '2026-03-15T08:00:00.000Z', false],
  ['without a visit, earlier', {}, '2026-03-15T07:59:00.000Z', true],
])('MR4: what happened %s is back-dated or not', async (_when, input, occurredAt, backDated) => {
  const { data, errors } = await begin(vet, { ...input, occurredAt })
  expect(errors).toEqual([])
  const record = data['createMedicalRecord'] as { id: string }
  expect(record).toMatchObject({ occurredAt, createdAt: hospital.now().toISOString(), backDated })
  expect((await hospital.audited(record.id))[0]).toMatchObject({ after: { backDated } })
  const refused = backDated
    ? [{ code: 'FORBIDDEN', extensions: { permission: 'medical-record:back-date' } }]
    : []
  expect((await begin(technician, { ...input, occurredAt })).errors).toMatchObject(refused)
  const later = await begin(vet, {})
  const { id } = later.data['createMedicalRecord'] as { id: string }
  const moved = await hospital.graphql(vet, update, {
    input: { id, version: 1, occurredAt: '2026-03-01T08:00:00Z' },
  })
  expect(moved.data).toMatchObject({ updateMedicalRecord: { backDated: true } })
})

test('MR4: a record tells of nothing in the future', async () => {
  expect((await begin(vet, { occurredAt: '2026-03-16T08:06:00Z' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'occurredAt' },
  ])
})

test('MR3: of twenty editors on one draft nobody’s text is lost: each is saved, or shown beside what is there', async () => {
  const { id } = await aRecord(hospital, { status: MedicalRecordStatus.DRAFT, plan: '' })
  const editors = Array.from({ length: 20 }, () => asRole('VET'))
  const refusals: number[] = []
  /** What the web client does: whoever is refused adds the own text to what is there. */
  const write = async (editor: typeof vet) => {
    let [version, plan] = [1, editor.userId]
    for (let tries = 1; ; tries += 1) {
      const { errors } = await hospital.graphql(editor, update, { input: { id, version, plan } })
      if (errors.length === 0) return refusals.push(tries - 1)
      const { current, yours, ...rest } = errors[0]!.extensions as {
        current: { plan: string }
        yours: { plan: string }
        version: number
      }
      expect(yours.plan).toBe(plan)
      version = rest.version
      plan = `${current.plan}\n${editor.userId}`
    }
  }
  await Promise.all(editors.map(write))
  const { data } = await hospital.graphql(vet, `{ medicalRecord(id: "${id}") { plan version } }`)
  const { plan, version } = data['medicalRecord'] as { plan: string; version: number }
  expect(plan.split('\n').sort()).toEqual(editors.map(({ userId }) => userId).sort())
  expect(version).toBe(21)
  expect(refusals.length).toBe(20)
})

test('a page of a chart costs the same statements whether the patient has one record or two hundred', async () => {
  const chart = `query ($id: ID!) { pet(id: $id) { name species { name } weight { value } microchips { number }
    owner { name phone } medicalRecords(first: 10) { nodes { plan author { id } savedBy { id } addenda { text } }
    pageInfo { hasNextPage } } } }`
  const cost = async (records: number) => {
    const pet = await aPet(hospital)
    await hospital.admin`
      insert into clinical.medical_records (id, pet_id, author_id, saved_by, status, subjective, objective, assessment,
        plan, occurred_at, created_at, updated_at, version)
      select uuidv7(), ${pet.id}, ${vet.userId}, ${vet.userId}, 'DRAFT', 'x', '', '', '', at, at, at, 1
      from generate_series(1, ${records}::int) number,
        lateral (select '2026-01-01'::timestamptz + number * interval '1 hour' as at) time`
    const before = hospital.runtime.database.statements()
    const { errors } = await hospital.graphql(vet, chart, { id: pet.id })
    expect(errors).toEqual([])
    return hospital.runtime.database.statements() - before
  }
  await cost(1)
  const few = await cost(1)
  expect(await cost(200)).toBe(few)
  expect(few).toBeLessThanOrEqual(12)
})

test('MR12: a search through everybody’s records reads the table by indexes only', async () => {
  await hospital.admin`
    insert into clinical.medical_records (id, pet_id, author_id, saved_by, status, subjective, objective, assessment,
      plan, occurred_at, created_at, updated_at, version)
    select uuidv7(), ${petId}, ${vet.userId}, ${vet.userId}, 'DRAFT', 'Coughs ' || number, 'Clear', 'Bronchitis', 'Rest',
      at, at, at, 1
    from generate_series(1, 20000) number,
      lateral (select '2020-01-01'::timestamptz + number * interval '1 hour' as at) time`
  await hospital.admin`vacuum analyze clinical.medical_records`
  const scans = await transact(hospital.context(vet), async (ctx) => {
    const before = await ctx.db.execute(
      sql`select pg_stat_get_xact_numscans('clinical.medical_records'::regclass)::int as scans`,
    )
    for (const filter of [
      { search: 'coughs 12345' },
      { search: 'cough', authorId: vet.userId, from: new Date('2020-02-01'), before: new Date('2020-03-01') },
      { authorId: vet.userId, status: MedicalRecordStatus.DRAFT },
      { appointmentId: newId(), authorId: vet.userId, status: MedicalRecordStatus.DRAFT },
    ]) {
      await listMedicalRecords(ctx, { first: 25 }, filter)
    }
    const after = await ctx.db.execute(
      sql`select pg_stat_get_xact_numscans('clinical.medical_records'::regclass)::int as scans`,
    )
    return [before[0], after[0]]
  })
  expect(scans).toEqual([{ scans: 0 }, { scans: 0 }])
})
