import type { Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { sql } from 'drizzle-orm'
import { transact } from '@vetgraph/kit/database/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPet } from '../pets/pet.factory.ts'
import { clinical } from '../schema.ts'
import { aRecord } from './medical-record.factory.ts'
import { MedicalRecordStatus } from './medical-record.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

const vet = asRole('VET')
const admin = asRole('ADMIN')
const details = `id status version signedAt releasedAt retractedAt retractionReason lockedAutomatically
  signedBy { id } retractedBy { id } addenda { id number text author { id } }`
const verb = (name: string, type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${details} } }`

const call = (
  viewer: Viewer | null,
  name: string,
  input: Record<string, unknown>,
  key: string | null = null,
) => hospital.graphql(viewer, verb(name), { input }, { idempotencyKey: key })

async function done(viewer: Viewer, name: string, input: Record<string, unknown>, key: string | null = null) {
  const { data, errors } = await call(viewer, name, input, key)
  expect(errors).toEqual([])
  return data[name] as Record<string, unknown>
}

const draftOf = (author: Viewer, overrides: Parameters<typeof aRecord>[1] = {}) =>
  aRecord(hospital, { status: MedicalRecordStatus.DRAFT, authorId: author.userId, ...overrides })

const actionsOn = async (id: string) => (await hospital.audited(id)).map(({ action }) => action)

const shownTo = async (viewer: Viewer, id: string) =>
  (await hospital.graphql(viewer, `{ medicalRecord(id: "${id}") { status addenda { text } } }`)).data[
    'medicalRecord'
  ]

test('MR1: whoever signs a draft of one’s own signs what was read, once; it is not shown to the owner by that', async () => {
  const draft = await draftOf(vet)
  const key = newId()
  const stale = await call(vet, 'signMedicalRecord', { id: draft.id, version: 7 })
  expect(stale.errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { plan: draft.plan } } },
  ])
  const signed = await done(vet, 'signMedicalRecord', { id: draft.id, version: 1 }, key)
  expect(signed).toMatchObject({
    status: 'SIGNED',
    version: 2,
    signedBy: { id: vet.userId },
    lockedAutomatically: false,
    releasedAt: null,
  })
  expect(await done(vet, 'signMedicalRecord', { id: draft.id, version: 1 }, key)).toEqual(signed)
  expect((await call(vet, 'signMedicalRecord', { id: draft.id, version: 2 })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  expect(await actionsOn(draft.id)).toEqual(['medical-record.sign'])
})

test('MR1: an empty record is not signed, by no verb and by no statement', async () => {
  const nothing = { subjective: '', objective: '', assessment: '', plan: '' }
  const draft = await draftOf(vet, nothing)
  expect((await call(vet, 'signMedicalRecord', { id: draft.id, version: 1 })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'id' },
  ])
  await expect(
    hospital.runtime.database.sql`
      update clinical.medical_records set status = 'SIGNED', signed_at = now() where id = ${draft.id}`,
  ).rejects.toMatchObject({ constraint_name: 'medical_records_signed_text' })
})

test('a colleague’s draft is signed and retracted by those with the right for it only', async () => {
  const draft = await draftOf(vet)
  const other = asRole('VET')
  const refusal = [{ code: 'FORBIDDEN', extensions: { permission: 'medical-record:sign-others' } }]
  const sign = { id: draft.id, version: 1 }
  const retract = { id: draft.id, reason: 'Wrong patient' }
  expect((await call(other, 'signMedicalRecord', sign)).errors).toMatchObject(refusal)
  expect((await call(other, 'retractMedicalRecord', retract)).errors).toMatchObject(refusal)
  for (const name of ['signMedicalRecord', 'retractMedicalRecord', 'addAddendum', 'releaseMedicalRecord']) {
    const input = {
      signMedicalRecord: sign,
      retractMedicalRecord: retract,
      addAddendum: { id: draft.id, text: 'x' },
      releaseMedicalRecord: { id: draft.id, released: true },
    }[name]!
    expect((await call(asRole('RECEPTIONIST'), name, input)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await call(null, name, input)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  }
  expect(await done(admin, 'signMedicalRecord', sign)).toMatchObject({ signedBy: { id: admin.userId } })
})

test('MR1: drafts are locked after the hospital’s hours, found by an index, empty ones and younger ones are not', async () => {
  const hoursAgo = (hours: number) => new Date(hospital.now().getTime() - hours * 3_600_000)
  const due = await draftOf(vet, { createdAt: hoursAgo(25) })
  const young = await draftOf(vet, { createdAt: hoursAgo(23) })
  const nothing = { subjective: '', objective: '', assessment: '', plan: '' }
  const empty = await draftOf(vet, { createdAt: hoursAgo(25), ...nothing })
  const scanned = await transact(hospital.context(), async (ctx) => {
    await ctx.db.execute(sql`set local enable_seqscan = off`)
    await clinical.work['lock-overdue-drafts']!(ctx, {} as never)
    const [row] = await ctx.db.execute(
      sql`select pg_stat_get_xact_numscans('clinical.medical_records'::regclass)::int as scans`,
    )
    return row
  })
  expect(scanned).toEqual({ scans: 0 })
  expect(clinical.crons['lock-overdue-drafts']).toBeDefined()
  const shown = async (id: string) =>
    (await hospital.graphql(vet, `{ medicalRecord(id: "${id}") { ${details} } }`)).data['medicalRecord']
  expect(await shown(due.id)).toMatchObject({
    status: 'SIGNED',
    lockedAutomatically: true,
    signedBy: null,
    releasedAt: null,
    version: 2,
  })
  expect(await actionsOn(due.id)).toEqual(['medical-record.lock'])
  expect(await shown(young.id)).toMatchObject({ status: 'DRAFT' })
  expect(await shown(empty.id)).toMatchObject({ status: 'DRAFT' })

  const settings = { lockAfterHours: 12, version: 1 }
  const change =
    'mutation ($input: UpdateMedicalRecordSettingsInput!) { updateMedicalRecordSettings(input: $input) { lockAfterHours version } }'
  expect((await hospital.graphql(vet, change, { input: settings })).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  expect(
    (await hospital.graphql(admin, change, { input: { ...settings, lockAfterHours: 0 } })).errors,
  ).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'lockAfterHours' }])
  expect((await hospital.graphql(admin, change, { input: settings })).data).toEqual({
    updateMedicalRecordSettings: { lockAfterHours: 12, version: 2 },
  })
  expect((await hospital.graphql(admin, change, { input: settings })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version' },
  ])
  await clinical.work['lock-overdue-drafts']!(hospital.context(), {} as never)
  expect(await shown(young.id)).toMatchObject({ status: 'SIGNED', lockedAutomatically: true })
  expect((await call(vet, 'signMedicalRecord', { id: young.id, version: 1 })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
})

test('MR1: addenda stand in time order below a signed record; a draft, an addendum and what was retracted take none', async () => {
  const record = await aRecord(hospital, { authorId: vet.userId })
  const key = newId()
  const first = await done(vet, 'addAddendum', { id: record.id, text: 'Culture: E. coli.' }, key)
  expect(await done(vet, 'addAddendum', { id: record.id, text: 'Culture: E. coli.' }, key)).toEqual(first)
  const colleagues = Array.from({ length: 8 }, () => asRole('VET'))
  await Promise.all(
    colleagues.map((colleague) => done(colleague, 'addAddendum', { id: record.id, text: colleague.userId })),
  )
  const { data } = await hospital.graphql(vet, `{ medicalRecord(id: "${record.id}") { ${details} } }`)
  const { addenda } = data['medicalRecord'] as {
    addenda: Array<{ id: string; number: number; text: string; author: { id: string } }>
  }
  expect(addenda.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(addenda[0]).toMatchObject({ text: 'Culture: E. coli.', author: { id: vet.userId } })
  expect(new Set(addenda.slice(1).map(({ text }) => text))).toEqual(new Set(colleagues.map((c) => c.userId)))

  const draft = await draftOf(vet)
  const retracted = await aRecord(hospital, { status: MedicalRecordStatus.RETRACTED })
  for (const { id } of [draft, retracted]) {
    expect((await call(vet, 'addAddendum', { id, text: 'x' })).errors).toMatchObject([
      { code: 'CONFLICT', field: 'id' },
    ])
    await expect(
      hospital.runtime.database.sql`
        insert into clinical.addendums (id, record_id, number, author_id, text, created_at)
        values (${newId()}, ${id}, 1, ${vet.userId}, 'x', now())`,
    ).rejects.toMatchObject({ constraint_name: 'addendums_of_signed' })
  }
  expect((await call(vet, 'addAddendum', { id: addenda[0]!.id, text: 'x' })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'id' },
  ])
  expect((await call(vet, 'addAddendum', { id: record.id, text: '  ' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'text' },
  ])
  const { sql: statement } = hospital.runtime.database
  for (const change of [
    statement`update clinical.addendums set text = 'x'`,
    statement`delete from clinical.addendums`,
  ]) {
    await expect(change).rejects.toThrow('permission denied')
  }
})

test('MR2: a retracted record stays for staff with its reason, is gone for the owner, and never changes again', async () => {
  const pet = await aPet(hospital)
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const record = await aRecord(hospital, { petId: pet.id, authorId: vet.userId })
  expect(await shownTo(owner, record.id)).toMatchObject({ status: 'SIGNED' })
  expect((await call(vet, 'retractMedicalRecord', { id: record.id, reason: ' ' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'reason' },
  ])
  const key = newId()
  const retracted = await done(vet, 'retractMedicalRecord', { id: record.id, reason: 'Wrong patient' }, key)
  expect(retracted).toMatchObject({
    status: 'RETRACTED',
    retractionReason: 'Wrong patient',
    retractedBy: { id: vet.userId },
    releasedAt: null,
  })
  expect(await done(vet, 'retractMedicalRecord', { id: record.id, reason: 'Wrong patient' }, key)).toEqual(
    retracted,
  )
  expect(await shownTo(owner, record.id)).toBeNull()
  expect(await shownTo(vet, record.id)).toMatchObject({ status: 'RETRACTED' })
  const update = `mutation ($input: UpdateMedicalRecordInput!) { updateMedicalRecord(input: $input) { id } }`
  for (const answer of [
    await hospital.graphql(vet, update, { input: { id: record.id, version: 2, plan: 'x' } }),
    await call(vet, 'retractMedicalRecord', { id: record.id, reason: 'Again' }),
    await call(vet, 'releaseMedicalRecord', { id: record.id, released: true }),
    await call(vet, 'signMedicalRecord', { id: record.id, version: 2 }),
  ]) {
    expect(answer.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  }
  const { sql: statement } = hospital.runtime.database
  const frozen = { constraint_name: 'medical_records_only_drafts_change' }
  await expect(
    statement`update clinical.medical_records set retraction_reason = 'x' where id = ${record.id}`,
  ).rejects.toMatchObject(frozen)
  await expect(
    statement`update clinical.medical_records set status = 'DRAFT', retracted_at = null, retracted_by = null,
      retraction_reason = null, signed_at = null, signed_by = null where id = ${record.id}`,
  ).rejects.toMatchObject(frozen)
})

test('MR2: a draft of the wrong patient is retracted like a signed record', async () => {
  const draft = await draftOf(vet)
  expect(await done(vet, 'retractMedicalRecord', { id: draft.id, reason: 'Wrong patient' })).toMatchObject({
    status: 'RETRACTED',
    signedAt: null,
  })
})

test('MR1: of a signed record the database lets nothing change but its release and its retraction', async () => {
  const record = await aRecord(hospital)
  const { sql: statement } = hospital.runtime.database
  for (const change of ['subjective', 'objective', 'assessment', 'plan']) {
    await expect(
      statement`update clinical.medical_records set ${statement(change)} = 'x' where id = ${record.id}`,
    ).rejects.toMatchObject({ constraint_name: 'medical_records_only_drafts_change' })
  }
  await expect(
    statement`update clinical.medical_records set status = 'RETRACTED' where id = ${record.id}`,
  ).rejects.toMatchObject({ constraint_name: expect.stringMatching(/^medical_records_re/) as string })
})

test('P1: the owner sees a record and its addenda from its release to its withdrawal, each audited', async () => {
  const pet = await aPet(hospital)
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const draft = await draftOf(vet, { petId: pet.id })
  expect((await call(vet, 'releaseMedicalRecord', { id: draft.id, released: true })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
  await done(vet, 'signMedicalRecord', { id: draft.id, version: 1 })
  await done(vet, 'addAddendum', { id: draft.id, text: 'Better.' })
  expect(await shownTo(owner, draft.id)).toBeNull()
  const release = (released: boolean) => done(vet, 'releaseMedicalRecord', { id: draft.id, released })
  const first = await release(true)
  expect(await release(true)).toEqual(first)
  expect(await shownTo(owner, draft.id)).toEqual({ status: 'SIGNED', addenda: [{ text: 'Better.' }] })
  expect(
    (await call(asRole('TECHNICIAN'), 'releaseMedicalRecord', { id: draft.id, released: false })).errors,
  ).toMatchObject([{ code: 'FORBIDDEN' }])
  await release(false)
  expect(await shownTo(owner, draft.id)).toBeNull()
  expect(await actionsOn(draft.id)).toEqual([
    'medical-record.sign',
    'medical-record.add-addendum',
    'medical-record.release',
    'medical-record.withdraw',
  ])
})

const listen = `subscription ($filter: MedicalRecordChangeFilter!) { medicalRecordChanged(filter: $filter) {
  kind recordId record { status plan savedBy { id } } } }`

test('staff hear live of every change in a patient’s records and leave one audit entry; an owner of what is or was released', async () => {
  const pet = await aPet(hospital)
  const filter = { petId: pet.id }
  const staff = await hospital.subscribe(vet, listen, { filter })
  const owner = await hospital.subscribe(asRole('OWNER', { ownerId: pet.ownerId }), listen, { filter })
  const stranger = await hospital.subscribe(asRole('OWNER', { ownerId: newId() }), listen, { filter })
  expect(await actionsOn(pet.id)).toEqual(['pet.create', 'medical-record.read'])
  const create = `mutation ($input: CreateMedicalRecordInput!) { createMedicalRecord(input: $input) { id } }`
  const { data } = await hospital.graphql(vet, create, { input: { petId: pet.id, plan: 'Rest.' } })
  const { id } = data['createMedicalRecord'] as { id: string }
  const colleague = asRole('VET')
  const save = `mutation ($input: UpdateMedicalRecordInput!) { updateMedicalRecord(input: $input) { id } }`
  await hospital.graphql(colleague, save, { input: { id, version: 1, plan: 'Rest, water.' } })
  await done(vet, 'signMedicalRecord', { id, version: 2 })
  await done(vet, 'releaseMedicalRecord', { id, released: true })
  await done(vet, 'retractMedicalRecord', { id, reason: 'Wrong patient' })
  const next = async (stream: typeof staff) =>
    ((await stream.next!())?.data as { medicalRecordChanged: object }).medicalRecordChanged
  expect(await next(staff)).toMatchObject({ kind: 'BEGUN', recordId: id })
  expect(await next(staff)).toMatchObject({ kind: 'SAVED', record: { savedBy: { id: colleague.userId } } })
  expect(await next(staff)).toMatchObject({ kind: 'SIGNED' })
  expect(await next(staff)).toMatchObject({ kind: 'RELEASED' })
  expect(await next(staff)).toMatchObject({ kind: 'RETRACTED', record: { status: 'RETRACTED' } })
  // When it is hydrated the record is gone for the owner already.
  expect(await next(owner)).toMatchObject({ kind: 'RELEASED', recordId: id })
  expect(await next(owner)).toEqual({ kind: 'WITHDRAWN', recordId: id, record: null })

  const another = await aPet(hospital)
  const self = await hospital.subscribe(asRole('OWNER', { ownerId: another.ownerId }), listen, {
    filter: { petId: another.id },
  })
  const theirs = await aRecord(hospital, { petId: another.id, authorId: vet.userId })
  await done(vet, 'releaseMedicalRecord', { id: theirs.id, released: false })
  // The stranger would have heard before.
  expect(await Promise.race([stranger.next!(), self.next!()])).toMatchObject({
    data: { medicalRecordChanged: { recordId: theirs.id } },
  })
  expect((await hospital.subscribe(asRole('RECEPTIONIST'), listen, { filter })).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ])
})
