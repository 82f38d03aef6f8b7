import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph
const typeId = newId()
const types: AskPeer = async (_type, ids) => ids.map((id) => (id === typeId ? { id } : null))

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, types)
})
afterAll(() => hospital.close())

const admin = asRole('ADMIN')
const vet = asRole('VET')
const template = `mutation ($input: SaveRecordTemplateInput!) { saveRecordTemplate(input: $input) {
  id name version active subjective plan appointmentType { id } } }`
const block = `mutation ($input: SaveTextBlockInput!) { saveTextBlock(input: $input) { id name text version active } }`

test('a template is for one kind of visit, listed for whoever writes, retired and not deleted', async () => {
  const input = { name: 'Check-up', appointmentTypeId: typeId, subjective: 'Eats:\nDrinks:' }
  const request = { idempotencyKey: newId() }
  const first = await hospital.graphql(admin, template, { input }, request)
  expect(first.errors).toEqual([])
  const made = first.data['saveRecordTemplate'] as { id: string }
  expect(made).toMatchObject({ version: 1, active: true, plan: '', appointmentType: { id: typeId } })
  expect(await hospital.graphql(admin, template, { input }, request)).toEqual(first)
  const refused = async (input: object, viewer = admin) =>
    (await hospital.graphql(viewer, template, { input })).errors
  expect(await refused({ ...input, name: 'Other' })).toMatchObject([
    { code: 'CONFLICT', field: 'appointmentTypeId' },
  ])
  expect(await refused({ name: 'CHECK-UP' })).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
  expect(await refused({ name: 'Other', appointmentTypeId: newId() })).toMatchObject([
    { code: 'NOT_FOUND', field: 'appointmentTypeId' },
  ])
  expect(await refused({ ...input, id: made.id })).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'version' },
  ])
  expect(await refused({ ...input, id: made.id, version: 4 })).toMatchObject([
    { code: 'CONFLICT', field: 'version' },
  ])
  expect(await refused(input, vet)).toMatchObject([{ code: 'FORBIDDEN' }])
  const list = async (includeRetired: boolean) =>
    (await hospital.graphql(vet, `{ recordTemplates(includeRetired: ${includeRetired}) { id active } }`))
      .data['recordTemplates']
  expect(await list(false)).toEqual([{ id: made.id, active: true }])
  expect(await refused({ ...input, id: made.id, version: 1, active: false })).toEqual([])
  expect(await list(false)).toEqual([])
  expect(await list(true)).toEqual([{ id: made.id, active: false }])
  expect(await refused({ ...input, name: 'Check-up' })).toEqual([])
  expect((await hospital.audited(made.id)).map(({ action }) => action)).toEqual([
    'record-template.create',
    'record-template.update',
  ])
  expect((await hospital.graphql(asRole('RECEPTIONIST'), '{ recordTemplates { id } }')).errors).toMatchObject(
    [{ code: 'FORBIDDEN' }],
  )
  await expect(hospital.runtime.database.sql`delete from clinical.record_templates`).rejects.toThrow(
    'permission denied',
  )
})

test('a text block has a name that can be typed after a slash, and no other active one has it', async () => {
  const save = (input: object) => hospital.graphql(admin, block, { input })
  for (const name of ['Normal', 'two words', '-x', '/x']) {
    expect((await save({ name, text: 'x' })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'name' },
    ])
  }
  expect((await save({ name: 'normal', text: ' ' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'text' },
  ])
  const answers = await Promise.all([1, 2].map((n) => save({ name: 'normal', text: `Normal ${n}.` })))
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
  const made = answers.find(({ errors }) => errors.length === 0)!.data['saveTextBlock'] as { id: string }
  const changed = await save({ id: made.id, version: 1, name: 'normal-exam', text: 'All normal.' })
  expect(changed.data).toMatchObject({ saveTextBlock: { name: 'normal-exam', version: 2, active: true } })
  const { data } = await hospital.graphql(vet, '{ textBlocks { name text } }')
  expect(data).toEqual({ textBlocks: [{ name: 'normal-exam', text: 'All normal.' }] })
})
