import { transact } from '@vetgraph/kit/database/db'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../medical-records/medical-record.factory.ts'
import { listMedicalRecords } from '../medical-records/medical-record.service.ts'
import { MedicalRecordStatus } from '../medical-records/medical-record.table.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const admin = asRole('ADMIN')
const shown = 'id version diagnoses { text code }'
const add = `mutation ($input: AddDiagnosisInput!) { addDiagnosis(input: $input) { ${shown} } }`
const remove = `mutation ($input: RemoveDiagnosisInput!) { removeDiagnosis(input: $input) { ${shown} } }`
const importCodes = `mutation ($input: ImportDiagnosisCodesInput!) { importDiagnosisCodes(input: $input) {
  added renamed retired problems { line message } } }`

const imported = (csv: string, dryRun = false, viewer = admin) =>
  hospital.graphql(viewer, importCodes, { input: { csv, dryRun } })

const aDraft = (overrides: object = {}) =>
  aRecord(hospital, {
    status: MedicalRecordStatus.DRAFT,
    releasedAt: null,
    releasedBy: null,
    authorId: vet.userId,
    ...overrides,
  })

const codesFor = async (search: string) =>
  (
    await hospital.graphql(vet, 'query ($s: String!) { diagnosisCodes(search: $s) { code name } }', {
      s: search,
    })
  ).data['diagnosisCodes']

test('a list of codes is tried, imported, found by words, and replaced; what is missing then is retired', async () => {
  const list = 'OE1,Otitis externa\n"GA2";"Gastritis, acute"\n\nCRU\tCruciate rupture'
  const outcome = { added: 3, renamed: 0, retired: 0, problems: [] }
  expect(await imported(list, true)).toMatchObject({ data: { importDiagnosisCodes: outcome }, errors: [] })
  expect(await codesFor('otitis')).toEqual([])
  expect((await imported(list)).data['importDiagnosisCodes']).toEqual(outcome)
  expect(await codesFor('ACUTE')).toEqual([{ code: 'GA2', name: 'Gastritis, acute' }])
  expect(await codesFor('CRU')).toEqual([{ code: 'CRU', name: 'Cruciate rupture' }])
  expect(await codesFor('%')).toEqual([])
  const next = 'OE1,Ear canal inflammation\nGA2,"Gastritis, acute"'
  expect((await imported(next)).data['importDiagnosisCodes']).toEqual({
    added: 0,
    renamed: 1,
    retired: 1,
    problems: [],
  })
  expect(await codesFor('cruciate')).toEqual([])
})

test('a list with a mistake is named line by line and changes nothing; who may not, imports none', async () => {
  const before = await codesFor('gastritis')
  const { data } = await imported('XX1,Something\nno separator\nXX1,Twice')
  expect(data['importDiagnosisCodes']).toMatchObject({ problems: [{ line: 2 }, { line: 3 }] })
  expect(await codesFor('something')).toEqual([])
  expect(await codesFor('gastritis')).toEqual(before)
  expect((await imported('', false)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'csv' }])
  expect((await imported('A,B', true, vet)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('diagnoses are added to a draft by code or in words, each once, and taken off; its texts keep their version', async () => {
  await imported('OE1,Otitis externa')
  const { id, version } = await aDraft()
  const added = async (input: object) =>
    (await hospital.graphql(vet, add, { input: { recordId: id, ...input } })).data['addDiagnosis']
  await added({ code: 'OE1' })
  await added({ text: 'Malassezia' })
  const diagnoses = [
    { text: 'Otitis externa', code: 'OE1' },
    { text: 'Malassezia', code: null },
  ]
  expect(await added({ text: ' malassezia ' })).toEqual({ id, version, diagnoses })
  expect(await hospital.audited(id)).toMatchObject([
    { action: 'medical-record.set-diagnoses', after: { diagnoses: diagnoses.slice(0, 1) } },
    { action: 'medical-record.set-diagnoses', after: { diagnoses } },
  ])
  const off = { input: { recordId: id, text: 'Malassezia' } }
  await hospital.graphql(vet, remove, off)
  const { data } = await hospital.graphql(vet, remove, off)
  expect(data['removeDiagnosis']).toMatchObject({ diagnoses: diagnoses.slice(0, 1) })
  for (const [input, refusal] of [
    [{ code: 'NONE' }, { code: 'BAD_USER_INPUT', field: 'code' }],
    [{}, { code: 'BAD_USER_INPUT', field: 'text' }],
  ] as const)
    expect((await hospital.graphql(vet, add, { input: { recordId: id, ...input } })).errors).toMatchObject([
      refusal,
    ])
})

test('twenty colleagues who add a diagnosis to one draft at once lose none', async () => {
  const { id } = await aDraft()
  await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      hospital.graphql(asRole('VET'), add, { input: { recordId: id, text: `Suspicion ${number}` } }),
    ),
  )
  const { data } = await hospital.graphql(vet, `query ($id: ID!) { medicalRecord(id: $id) { ${shown} } }`, {
    id,
  })
  expect((data['medicalRecord'] as { diagnoses: unknown[] }).diagnoses).toHaveLength(20)
})

test('the diagnoses of a signed record are frozen by the database, and it is released and retracted with them (MR1, MR2)', async () => {
  const record = await aRecord(hospital, { diagnoses: [{ text: 'Otitis externa', code: 'OE1' }] })
  expect(
    (await hospital.graphql(vet, add, { input: { recordId: record.id, text: 'More' } })).errors,
  ).toMatchObject([{ code: 'CONFLICT', field: 'recordId' }])
  const { db } = hospital.context(vet)
  await expect(
    db.execute(sql`update clinical.medical_records set diagnoses = '[]' where id = ${record.id}`),
  ).rejects.toMatchObject({ cause: { constraint_name: 'medical_records_only_drafts_change' } })
  const release =
    'mutation ($input: ReleaseMedicalRecordInput!) { releaseMedicalRecord(input: $input) { id } }'
  for (const released of [false, true])
    expect((await hospital.graphql(admin, release, { input: { id: record.id, released } })).errors).toEqual(
      [],
    )
})

test('MR12: records are found by a diagnosis or its code through an index, and not by what only looks like one', async () => {
  const { petId } = await aDraft({ diagnoses: [{ text: 'Chronic 100% renal_failure', code: 'RF9' }] })
  const found = async (diagnosis: string) =>
    (await listMedicalRecords(hospital.context(vet), { first: 25 }, { petId, diagnosis })).rows.length
  expect(await Promise.all(['RENAL', 'rf9', '100%', 'l_f'].map(found))).toEqual([1, 1, 1, 1])
  expect(await Promise.all(['text', 'code', 'null', '1%0', 'renal-failure'].map(found))).toEqual([
    0, 0, 0, 0, 0,
  ])
  await hospital.admin`
    insert into clinical.medical_records (id, pet_id, author_id, saved_by, status, subjective, objective, assessment,
      plan, diagnoses, occurred_at, created_at, updated_at, version)
    select uuidv7(), ${petId}, ${vet.userId}, ${vet.userId}, 'DRAFT', 'x', '', '', '',
      jsonb_build_array(jsonb_build_object('text', 'Finding ' || number, 'code', null)), at, at, at, 1
    from generate_series(1, 20000) number,
      lateral (select '2020-01-01'::timestamptz + number * interval '1 hour' as at) time`
  await hospital.admin`vacuum analyze clinical.medical_records`
  const scans = await transact(hospital.context(vet), async (ctx) => {
    const { rows } = await listMedicalRecords(ctx, { first: 25 }, { diagnosis: 'finding 12345' })
    expect(rows).toHaveLength(1)
    const [after] = await ctx.db.execute(
      sql`select pg_stat_get_xact_numscans('clinical.medical_records'::regclass)::int as scans`,
    )
    return after
  })
  expect(scans).toEqual({ scans: 0 })
})
