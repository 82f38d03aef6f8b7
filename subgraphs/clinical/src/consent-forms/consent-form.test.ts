import { createHash } from 'node:crypto'
import type { AskPeer } from '@vetgraph/kit/context'
import { inspected, withTools } from '@vetgraph/kit/documents/testing-pdf'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { pets, PetStatus } from '../pets/pet.table.ts'
import { appointmentRefs } from '../refs/appointment-ref.table.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVet } from '../vaccinations/vaccination.factory.ts'
import { aConsentFormTemplate, aSignature } from './consent-form.factory.ts'
import { consentFormDocuments, consentForms } from './consent-form.table.ts'
import { ConsentFormCategory } from './consent-form-template.table.ts'

let hospital: TestSubgraph
let vet: ReturnType<typeof asRole>
let locationId: string

const askIdentity: AskPeer = async (type, ids) =>
  ids.map((id) =>
    type === 'Location' && id === locationId
      ? {
          id,
          name: 'Harbour Street',
          address: '12 Harbour Street, Dublin',
          phone: null,
          timeZone: 'Europe/Dublin',
          hospitalName: 'Seaside Veterinary Hospital',
          hospitalLogo: null,
        }
      : null,
  )

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, askIdentity)
  vet = asRole('VET', { userId: await aVet(hospital) })
  locationId = await aPlace(hospital)
})
afterAll(() => hospital.close())

interface Form {
  id: string
  version: number
  wording: string
  pdfUrl: string
  sha256: string
}

const shown = `id version status title wording procedure notes asksResuscitation resuscitate signedAt signedBy
  witness { id } endedAt endReason pdfUrl sha256`

const verbs = {
  saveConsentFormTemplate: ['SaveConsentFormTemplateInput', 'id version name wording active variables'],
  prepareConsentForm: ['PrepareConsentFormInput', shown],
  signConsentForm: ['SignConsentFormInput', shown],
  declineConsentForm: ['DeclineConsentFormInput', shown],
  withdrawConsentForm: ['WithdrawConsentFormInput', shown],
} as const

const send = (name: keyof typeof verbs, input: object, viewer = vet, idempotencyKey = newId()) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ${verbs[name][0]}!) { ${name}(input: $input) { ${verbs[name][1]} } }`,
    { input },
    { idempotencyKey },
  )

async function done(name: keyof typeof verbs, input: object, viewer = vet) {
  const { data, errors } = await send(name, input, viewer)
  expect(errors).toEqual([])
  return data[name] as Form
}

async function prepared(overrides: { petId?: string; templateId?: string; appointmentId?: string } = {}) {
  const petId = overrides.petId ?? (await aPet(hospital)).id
  const templateId = overrides.templateId ?? (await aConsentFormTemplate(hospital)).id
  const input = { petId, templateId, locationId, procedure: 'Spay', notes: 'Clip the nails too.' }
  return done('prepareConsentForm', { ...input, ...overrides })
}

const signing = ({ id, version }: Form) => ({ id, version, signedBy: 'Ada Byrne', signature: aSignature() })

const listOf = async (petId: string, viewer = vet) => {
  const query = `query ($id: ID!) { pet(id: $id) { consentForms(first: 10) { nodes { ${shown} } } } }`
  const { data, errors } = await hospital.graphql(viewer, query, { id: petId })
  expect(errors).toEqual([])
  return (data['pet'] as { consentForms: { nodes: Form[] } }).consentForms.nodes
}

const file = 'query ($address: String!) { documentFile(address: $address) { fileName body } }'

const fetched = (url: string, viewer = vet) =>
  hospital.graphql(viewer, file, { address: url.slice(url.lastIndexOf('/') + 1) })

withTools('a form is prepared, signed before a witness and kept as PDF with its hash', async () => {
  const owner = await anOwner(hospital, { firstName: 'Ada', lastName: 'Byrne' })
  const pet = await aPet(hospital, { ownerId: owner.id, name: 'Žofie' })
  const template = await aConsentFormTemplate(hospital, { name: 'Neutering', asksResuscitation: true })
  const live = await hospital.subscribe(
    vet,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { consentForms(first: 1) { nodes { status } } } } }',
    { id: pet.id },
  )
  const form = await prepared({ petId: pet.id, templateId: template.id })
  expect((await live.next!())?.data).toEqual({
    petChanged: { pet: { consentForms: { nodes: [{ status: 'PREPARED' }] } } },
  })
  expect(form).toMatchObject({
    status: 'PREPARED',
    title: 'Neutering',
    wording: 'Ada Byrne agrees that Žofie has: Spay.\n\nThere are risks.',
    pdfUrl: null,
    sha256: null,
  })
  const key = newId()
  const input = { ...signing(form), resuscitate: true }
  const first = await send('signConsentForm', input, vet, key)
  expect(first.errors).toEqual([])
  const signed = first.data['signConsentForm'] as Form
  expect(signed).toMatchObject({
    status: 'SIGNED',
    version: 2,
    signedBy: 'Ada Byrne',
    witness: { id: vet.userId },
    resuscitate: true,
  })
  const again = await send('signConsentForm', input, vet, key)
  expect(again.data['signConsentForm']).toMatchObject({ id: form.id, version: 2 })
  const { data, errors } = await fetched(signed.pdfUrl)
  expect(errors).toEqual([])
  const pdf = Buffer.from((data['documentFile'] as { body: string }).body, 'base64')
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(signed.sha256)
  const { output, text } = inspected(pdf)
  expect(output).toContain('No syntax or stream encoding errors')
  for (const words of [
    'Seaside Veterinary Hospital',
    'Neutering',
    'Žofie, dog',
    'Ada Byrne agrees that Žofie has: Spay.',
    'is to be resuscitated',
    'Clip the nails too.',
    'Signed by Ada Byrne',
    'Witness: Dr Niamh Kelly',
    form.id,
  ])
    expect(text).toContain(words)
  expect((await hospital.audited(form.id)).map(({ action }) => action)).toEqual([
    'consent-form.create',
    'consent-form.sign',
    'consent-form.read-document',
  ])
})

test('a changed template changes no form that was prepared or signed', async () => {
  const template = await aConsentFormTemplate(hospital)
  const form = await prepared({ templateId: template.id })
  const signed = await done('signConsentForm', signing(form))
  const { id, name, category } = template
  await done('saveConsentFormTemplate', { id, version: 1, name, category, wording: 'New words.' })
  const { data } = await hospital.graphql(
    vet,
    'query ($id: ID!) { consentForm(id: $id) { wording sha256 } }',
    { id: form.id },
  )
  expect(data['consentForm']).toEqual({ wording: form.wording, sha256: signed.sha256 })
})

test('of ten who sign one form at once exactly one succeeds, and one PDF is kept', async () => {
  const form = await prepared()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      send('signConsentForm', { ...signing(form), signedBy: `Signer ${index}` }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  const refusals = answers.flatMap(({ errors }) => errors)
  expect(refusals).toHaveLength(9)
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'version' })
  const { db } = hospital.context()
  expect(await db.$count(consentFormDocuments, eq(consentFormDocuments.id, form.id))).toBe(1)
})

test('the database lets nobody change, sign again, revive or delete a signed form or its PDF', async () => {
  const form = await done('signConsentForm', signing(await prepared()))
  const { sql: database } = hospital.runtime.database
  const change = (values: object) =>
    hospital.context().db.update(consentForms).set(values).where(eq(consentForms.id, form.id))
  for (const values of [
    { wording: 'Other words' },
    { procedure: 'Amputation' },
    { signedBy: 'Somebody else' },
    { resuscitate: false },
    { status: sql`'PREPARED'`, signedAt: null, signedBy: null, witnessId: null },
  ])
    await expect(change(values)).rejects.toThrow()
  await expect(database`delete from clinical.consent_forms`).rejects.toThrow('permission denied')
  await expect(
    database`update clinical.consent_form_documents set body = '', sha256 = sha256('')`,
  ).rejects.toThrow('permission denied')
  await expect(
    database`insert into clinical.consent_form_documents values (${form.id}, 'x', 'y', now())`,
  ).rejects.toThrow('consent_form_documents_hash')
})

test('a form is declined or withdrawn for a reason, stays on the chart, and is never signed afterwards', async () => {
  const pet = await aPet(hospital)
  const [declined, withdrawn, open] = [
    await prepared({ petId: pet.id }),
    await prepared({ petId: pet.id }),
    await prepared({ petId: pet.id }),
  ]
  await done('declineConsentForm', { id: declined.id, version: 1, reason: 'Wants to think it over' })
  await done('signConsentForm', signing(withdrawn))
  const gone = { id: withdrawn.id, version: 2, reason: 'The operation is off' }
  await done('withdrawConsentForm', gone)
  expect((await listOf(pet.id)).map(({ id, ...form }) => [id, form])).toMatchObject([
    [open.id, { status: 'PREPARED' }],
    [withdrawn.id, { status: 'WITHDRAWN', signedBy: 'Ada Byrne', endReason: 'The operation is off' }],
    [declined.id, { status: 'DECLINED', endReason: 'Wants to think it over', pdfUrl: null }],
  ])
  for (const [form, version] of [
    [withdrawn, 3],
    [declined, 2],
  ] as const) {
    const { errors } = await send('signConsentForm', { ...signing(form), version })
    expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  }
  const twice = await send('withdrawConsentForm', { ...gone, version: 3 })
  expect(twice.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const actions = (await hospital.audited(withdrawn.id)).map(({ action }) => action)
  expect(actions).toEqual(['consent-form.create', 'consent-form.sign', 'consent-form.withdraw'])
})

test.each([
  ['id', async (form: Form) => (await done('signConsentForm', signing(form))) && { version: 2 }],
  ['id', () => ({ id: 'garbage' })],
  ['version', () => ({ version: 7 })],
  ['signedBy', () => ({ signedBy: '  ' })],
  ['signature', () => ({ signature: '' })],
  ['signature', () => ({ signature: 'data:image/png;base64,R0lGODlhAQABAAAAACw=' })],
  ['signature', () => ({ signature: `data:image/png;base64,${'A'.repeat(200_000)}` })],
  ['resuscitate', () => ({ resuscitate: true })],
])('a signature with a wrong %s is refused and nothing is written', async (field, wrong) => {
  const form = await prepared()
  const changes = await wrong(form)
  const before = await hospital.audited(form.id)
  const { errors } = await send('signConsentForm', { ...signing(form), ...changes })
  expect(errors.map((error) => error.field)).toEqual([field])
  expect(await hospital.audited(form.id)).toEqual(before)
})

test('a form that asks for resuscitation is not signed without an answer', async () => {
  const template = await aConsentFormTemplate(hospital, { asksResuscitation: true })
  const form = await prepared({ templateId: template.id })
  const { errors } = await send('signConsentForm', signing(form))
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'resuscitate' }])
})

test('of a patient that has died no treatment is agreed to, but what is done afterwards', async () => {
  const pet = await aPet(hospital)
  const waiting = await prepared({ petId: pet.id })
  const { db } = hospital.context()
  await db
    .update(pets)
    .set({ status: PetStatus.DECEASED, statusReason: 'Old age', deceasedOn: '2026-01-01' })
    .where(eq(pets.id, pet.id))
  const late = await send('signConsentForm', signing(waiting))
  expect(late.errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const { id: templateId } = await aConsentFormTemplate(hospital)
  const input = { petId: pet.id, templateId, locationId, procedure: 'Spay' }
  const refused = await send('prepareConsentForm', input)
  expect(refused.errors).toMatchObject([{ code: 'CONFLICT', field: 'petId' }])
  const after = await aConsentFormTemplate(hospital, { category: ConsentFormCategory.AFTER_DEATH })
  const form = await prepared({ petId: pet.id, templateId: after.id })
  await done('signConsentForm', signing(form))
})

test('a form that waits is not signed in the name of who no longer owns the patient', async () => {
  const [pet, { ownerId }] = [await aPet(hospital), await aPet(hospital)]
  const form = await prepared({ petId: pet.id })
  await hospital.context().db.update(pets).set({ ownerId }).where(eq(pets.id, pet.id))
  const { errors } = await send('signConsentForm', signing(form))
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  await done('withdrawConsentForm', { id: form.id, version: form.version, reason: 'Sold' })
})

test('a form is of this patient’s visit, of a template in use, and says what its words mention', async () => {
  const pet = await aPet(hospital)
  const { id: templateId, name, category, wording } = await aConsentFormTemplate(hospital)
  const visits = [newId(), newId()]
  await hospital
    .context()
    .db.insert(appointmentRefs)
    .values([
      { id: visits[0]!, petId: pet.id, locationId },
      { id: visits[1]!, petId: (await aPet(hospital)).id, locationId },
    ])
  const input = { petId: pet.id, templateId, locationId, procedure: 'Spay', appointmentId: visits[0] }
  const refused = async (wrong: object) => {
    const { errors } = await send('prepareConsentForm', { ...input, ...wrong })
    return errors.map(({ code, field }) => [code, field].join(' '))
  }
  expect(await refused({ appointmentId: visits[1] })).toEqual(['BAD_USER_INPUT appointmentId'])
  expect(await refused({ appointmentId: newId() })).toEqual(['BAD_USER_INPUT appointmentId'])
  expect(await refused({ petId: newId(), appointmentId: null })).toEqual(['NOT_FOUND petId'])
  expect(await refused({ templateId: newId() })).toEqual(['NOT_FOUND templateId'])
  expect(await refused({ locationId: newId() })).toEqual(['NOT_FOUND locationId'])
  expect(await refused({ procedure: null })).toEqual(['BAD_USER_INPUT procedure'])
  const form = await prepared({ petId: pet.id, templateId, appointmentId: visits[0]! })
  const ofVisit = async (viewer = vet) => {
    const query =
      'query ($visits: [_Any!]!) { _entities(representations: $visits) { ... on Appointment { consentForms { id status } } } }'
    const { data } = await hospital.graphql(viewer, query, {
      visits: [{ __typename: 'Appointment', id: visits[0] }],
    })
    return data['_entities']
  }
  expect(await ofVisit()).toEqual([{ consentForms: [{ id: form.id, status: 'PREPARED' }] }])
  expect(await ofVisit(asRole('OWNER', { ownerId: pet.ownerId }))).toEqual([{ consentForms: null }])
  const template = { id: templateId, version: 1, name, category, wording, active: false }
  await done('saveConsentFormTemplate', template)
  expect(await refused({})).toEqual(['BAD_USER_INPUT templateId'])
})

test('a template mentions only what there is, has a name of its own, and is retired instead of deleted', async () => {
  const input = { name: 'Dental', category: 'DENTAL', wording: '{{pet}} costs {{ estimate }}.' }
  const made = await done('saveConsentFormTemplate', input)
  expect(made).toMatchObject({ version: 1, active: true, variables: ['pet', 'estimate'] })
  const refused = async (wrong: object, viewer = vet) => {
    const { errors } = await send('saveConsentFormTemplate', { ...input, name: 'Teeth', ...wrong }, viewer)
    return errors.map(({ code, field }) => [code, field])
  }
  expect(await refused({ name: 'DENTAL' })).toEqual([['CONFLICT', 'name']])
  expect(await refused({ wording: 'Dear {{ cat }}' })).toEqual([['BAD_USER_INPUT', 'wording']])
  for (const wording of ['{{ pet', 'pet }}', '{{ {{ pet }}', '{{'.repeat(5_000)])
    expect(await refused({ wording })).toEqual([['BAD_USER_INPUT', 'wording']])
  expect(await refused({ wording: ' ' })).toEqual([['BAD_USER_INPUT', 'wording']])
  expect(await refused({ id: made.id })).toEqual([['BAD_USER_INPUT', 'version']])
  expect(await refused({ id: made.id, version: 3 })).toEqual([['CONFLICT', 'version']])
  expect(await refused({}, asRole('RECEPTIONIST'))).toEqual([['FORBIDDEN', undefined]])
  await done('saveConsentFormTemplate', { ...input, id: made.id, version: 1, active: false })
  const list = async (includeRetired: boolean) => {
    const query = `{ consentFormTemplates(includeRetired: ${includeRetired}) { id } }`
    const { data } = await hospital.graphql(asRole('RECEPTIONIST'), query)
    return (data['consentFormTemplates'] as Array<{ id: string }>).map(({ id }) => id)
  }
  expect(await list(false)).not.toContain(made.id)
  expect(await list(true)).toContain(made.id)
})

test('an owner sees what was signed in the own household only, and its PDF, and signs nothing here (AU4)', async () => {
  const pet = await aPet(hospital)
  const waiting = await prepared({ petId: pet.id })
  const form = await done('signConsentForm', signing(await prepared({ petId: pet.id })))
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  const [seen, ...more] = await listOf(pet.id, owner)
  expect(more).toEqual([])
  expect(seen).toMatchObject({ id: form.id, sha256: form.sha256 })
  expect((await fetched(seen!.pdfUrl, owner)).errors).toEqual([])
  expect((await fetched(form.pdfUrl, owner)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const find = async (id: string, viewer: typeof owner) =>
    (await hospital.graphql(viewer, 'query ($id: ID!) { consentForm(id: $id) { id } }', { id })).data[
      'consentForm'
    ]
  expect(await find(waiting.id, owner)).toBeNull()
  const stranger = asRole('OWNER', { ownerId: (await anOwner(hospital)).id })
  expect(await find(form.id, stranger)).toBeNull()
  expect((await send('signConsentForm', signing(waiting), owner)).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
  const other = await anOwner(hospital)
  await hospital.context().db.update(pets).set({ ownerId: other.id }).where(eq(pets.id, pet.id))
  expect(await listOf(pet.id, asRole('OWNER', { ownerId: other.id }))).toEqual([])
  expect(await find(form.id, owner)).toBeNull()
})
