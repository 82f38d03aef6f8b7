import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { anEntry } from './audit-entry.factory.ts'
import type { LoggedFacts } from './audit-log.service.ts'
import { keepEntry } from './audit-log.service.ts'

let hospital: TestSubgraph
const here = newId()

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

const kept = (action: string, entity: string, overrides: Partial<LoggedFacts> = {}) =>
  keepEntry(hospital.context(), anEntry({ action, entity, ...overrides }))

async function recent(viewer: ReturnType<typeof asRole>, after: string | null = null, first = 10) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query ($first: Int!, $after: String) { recentActivities(first: $first, after: $after) {
      totalCount nodes { action pet { id } appointment { id } } pageInfo { hasNextPage endCursor } } }`,
    { first, after },
  )
  expect(errors).toEqual([])
  return data['recentActivities'] as {
    totalCount: number
    nodes: Array<{ action: string; pet: object | null; appointment: object | null }>
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

const actions = async (...[viewer]: Parameters<typeof recent>) =>
  (await recent(viewer)).nodes.map(({ action }) => action)

test('everybody on the staff is told what was done to things that they may see, where they may see them', async () => {
  const at = (minute: string) => ({ at: `2026-03-16T07:${minute}:00.000Z` })
  const petId = newId()
  await kept('pet.update', 'Pet', { ...at('10'), entityId: petId })
  await kept('appointment.book', 'Appointment', { ...at('20'), after: { locationId: here } })
  await kept('appointment.book', 'Appointment', { ...at('21'), after: { locationId: newId() } })
  await kept('appointment.cancel', 'Appointment', { ...at('22'), after: { reason: 'Ill' } })
  await kept('invoice.finalise', 'Invoice', { ...at('30'), after: { locationId: here } })
  await kept('medical-record.sign', 'MedicalRecord', at('40'))
  // Nobody is told who looked at what, who signed in, and what is long ago.
  await kept('medical-record.read', 'MedicalRecord', at('50'))
  await kept('owner.list', 'Owner', at('51'))
  await kept('session.login', 'Session', at('52'))
  await kept('pet.create', 'Pet', { at: '2026-03-09T07:00:00.000Z' })

  const seen = await recent(asRole('VET'))
  expect(seen.nodes.map(({ action }) => action)).toEqual([
    ...['medical-record.sign', 'invoice.finalise', 'appointment.cancel', 'appointment.book'],
    ...['appointment.book', 'pet.update'],
  ])
  expect(seen.nodes.at(-1)).toMatchObject({ pet: { id: petId }, appointment: null })
  expect(await actions(asRole('TECHNICIAN'))).not.toContain('invoice.finalise')
  const vet = asRole('VET')
  const grants = [{ locationId: here, permissions: vet.grants[0]!.permissions }]
  expect(await actions(asRole('VET', { grants }))).toEqual([
    ...['medical-record.sign', 'invoice.finalise', 'appointment.book', 'pet.update'],
  ])
  expect(await recent(asRole('OWNER', { ownerId: newId() }))).toMatchObject({ totalCount: 0, nodes: [] })
  expect(await recent(asRole('SCREEN'))).toMatchObject({ totalCount: 0, nodes: [] })

  const page = await recent(asRole('VET'), null, 4)
  expect(page).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } })
  const rest = await recent(asRole('VET'), page.pageInfo.endCursor, 4)
  expect(rest.nodes.map(({ action }) => action)).toEqual(['appointment.book', 'pet.update'])
})

test('what was done lately is one statement that reads seven days by an index, however long the log is', async () => {
  await recent(asRole('ADMIN'))
  const before = hospital.runtime.database.statements()
  await hospital.graphql(asRole('ADMIN'), '{ recentActivities { nodes { action } } }')
  expect(hospital.runtime.database.statements() - before).toBe(1)
  await hospital.admin.unsafe(`
    set session_replication_role = replica;
    insert into identity.audit_log (position, id, at, received_at, subgraph, action, entity, entity_id, request_id, ip, user_agent)
      select 1000 + n, uuidv7(), at, at, 'clinical', 'pet.update', 'Pet', 'x', '', '', ''
      from generate_series('2025-01-01'::timestamptz, '2026-03-16', interval '20 minutes') with ordinality of (at, n);
    set session_replication_role = origin;
    analyze identity.audit_log`)
  const plan = await hospital.admin.unsafe(`explain (format json)
    select * from identity.audit_log where at >= '2026-03-09' and action !~ '[.](read|list|search|export)'
      and (entity = 'Pet' or (entity = 'Invoice' and coalesce(after->>'locationId', before->>'locationId') in ('x')))
    order by at desc, id desc limit 26`)
  expect(JSON.stringify(plan)).toContain('audit_log_by_time')
})
