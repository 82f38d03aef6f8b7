import { systemViewer } from '@vetgraph/kit/context'
import type { LoggedFacts } from './audit-log.service.ts'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { aUser } from '../users/user.factory.ts'
import { anEntry } from './audit-entry.factory.ts'
import { keepEntry } from './audit-log.service.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterEach(() => hospital.close())

const admin = asRole('ADMIN')

async function kept(overrides: Partial<LoggedFacts> = {}) {
  const entry = anEntry(overrides)
  await keepEntry(hospital.context(), entry)
  return entry
}

interface Listed {
  nodes: Array<Record<string, unknown>>
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

async function log(
  filter: object = {},
  { fields = 'id', viewer = admin, after = null as string | null, first = 10 } = {},
) {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query($filter: AuditLogFilter!, $after: String, $first: Int!) { auditLog(first: $first, after: $after, filter: $filter) {
      nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
    { filter, after, first },
  )
  expect(errors).toEqual([])
  return data['auditLog'] as Listed
}

const ids = ({ nodes }: Listed) => nodes.map(({ id }) => id)

test('the log answers latest first and page by page, however late an entry arrived', async () => {
  const [second, third, first] = [
    await kept({ at: '2026-03-16T07:20:00.000Z' }),
    await kept({ at: '2026-03-16T07:10:00.000Z' }),
    await kept({ at: '2026-03-16T07:30:00.000Z' }),
  ]
  const page = await log({}, { first: 2 })
  expect(ids(page)).toEqual([first.id, second.id])
  const rest = await log({}, { first: 2, after: page.pageInfo.endCursor })
  expect(ids(rest)).toEqual([third.id])
  expect(rest.pageInfo.hasNextPage).toBe(false)
})

test('every filter narrows the log, together and alone; the end of a time is not in it', async () => {
  const wanted = await kept({
    at: '2026-03-16T07:20:00.000Z',
    action: 'invoice.draft',
    entity: 'Invoice',
    subgraph: 'billing',
  })
  await kept({ at: '2026-03-16T07:10:00.000Z' })
  const { actorId, entity, entityId, action, subgraph } = wanted
  const from = '2026-03-16T07:20:00.000Z'
  const filters = [{ actorId }, { entity }, { entityId }, { action }, { subgraph }, { from }]
  for (const filter of [...filters, Object.assign({}, ...filters) as object]) {
    expect(ids(await log(filter))).toEqual([wanted.id])
  }
  expect(ids(await log({ actorId, to: from }))).toEqual([])
  expect(ids(await log({ actorId: 'nobody' }))).toEqual([])
})

test('an entry says who did it: a user, an API client, the system, or nobody signed in', async () => {
  const person = await aUser(hospital)
  const { data } = await hospital.graphql(
    asRole('ADMIN', { userId: person.id }),
    `mutation { createApiClient(input: { name: "Lab", description: "Results.", permissions: ["pet:read"] }) { client { id } } }`,
  )
  const { id } = (data['createApiClient'] as { client: { id: string } }).client
  const actors = [person.id, id, systemViewer.userId, null]
  for (const [index, actorId] of actors.entries())
    await kept({ actorId, at: `2026-03-16T07:0${9 - index}:00.000Z` })
  const { nodes } = await log({}, { fields: 'actor { id } client { name } automatic' })
  expect(nodes).toEqual([
    { actor: { id: person.id }, client: null, automatic: false },
    { actor: null, client: { name: 'Lab' }, automatic: false },
    { actor: null, client: null, automatic: true },
    { actor: null, client: null, automatic: false },
  ])
})

test('what changed is said field by field, also within what a thing consists of', async () => {
  await kept({
    before: {
      name: 'Bella',
      chips: ['1'],
      address: { city: 'Cork', street: 'Quay' },
      notes: null,
      version: 1,
    },
    after: {
      name: 'Bella',
      chips: ['1', '2'],
      address: { city: 'Dublin', street: 'Quay' },
      notes: 'shy',
      version: 1,
    },
  })
  const { nodes } = await log({}, { fields: 'changes { field before after } before after' })
  expect(nodes).toMatchObject([
    {
      changes: [
        { field: 'address.city', before: 'Cork', after: 'Dublin' },
        { field: 'chips', before: ['1'], after: ['1', '2'] },
        { field: 'notes', before: null, after: 'shy' },
      ],
      before: { address: { street: 'Quay' } },
      after: { notes: 'shy' },
    },
  ])
})

test('things that were made or removed show all that they were', async () => {
  await kept({ before: null, after: { name: 'Luna', address: { city: 'Cork' } } })
  const { nodes } = await log({}, { fields: 'changes { field before after }' })
  expect(nodes).toEqual([
    {
      changes: [
        { field: 'address.city', before: null, after: 'Cork' },
        { field: 'name', before: null, after: 'Luna' },
      ],
    },
  ])
})

test('users who read their own activity see the actions, and not the entities’ data', async () => {
  const me = await aUser(hospital)
  await kept({ actorId: me.id })
  const { data, errors } = await hospital.graphql(
    asRole('VET', { userId: me.id }),
    'query($id: ID!) { user(id: $id) { activity { nodes { action before after changes { field } client { id } } } } }',
    { id: me.id },
  )
  expect(errors).toEqual([])
  expect(data['user']).toMatchObject({
    activity: { nodes: [{ action: 'pet.update', before: null, after: null, changes: [], client: null }] },
  })
  expect(await hospital.audited('*')).toEqual([])
})

test('reading the log stands in it once in ten minutes for the same part of it; so does reading what somebody did (C1)', async () => {
  const [colleague, others] = [await aUser(hospital), asRole('ADMIN')]
  const read = { action: 'audit-log.read', actorId: admin.userId }
  await log({ entity: 'Pet' })
  await log({ entity: 'Pet' })
  await log({ entity: 'Pet' }, { after: (await log({ entity: 'Pet' })).pageInfo.endCursor })
  expect(await hospital.audited('*')).toMatchObject([{ ...read, after: { entity: 'Pet' } }])
  await log({ entity: 'Owner', actorId: null })
  await log({ entity: 'Pet' }, { viewer: others })
  await hospital.graphql(admin, 'query($id: ID!) { user(id: $id) { activity { totalCount } } }', {
    id: colleague.id,
  })
  hospital.setNow('2026-03-16T08:11:00.000Z')
  await log({ entity: 'Pet' })
  expect(await hospital.audited('*')).toMatchObject([
    { ...read, after: { entity: 'Pet' } },
    { ...read, after: { entity: 'Owner' } },
    { ...read, actorId: others.userId },
    { ...read, after: { actorId: colleague.id } },
    { ...read, after: { entity: 'Pet' } },
  ])
})

test('nobody without audit:read sees the log', async () => {
  for (const role of ['VET', 'RECEPTIONIST', 'OWNER'] as const) {
    const { errors } = await hospital.graphql(asRole(role), '{ auditLog { nodes { id } } }')
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', extensions: { permission: 'audit:read' } }])
  }
  expect(await hospital.audited('*')).toEqual([])
})

test('the filter values are those that occur in the log, each once', async () => {
  const entityId = newId()
  for (const action of ['pet.update', 'pet.create', 'pet.update']) await kept({ action, entityId })
  await kept({ action: 'owner.create', entity: 'Owner' })
  const { data } = await hospital.graphql(admin, '{ auditTerms { actions entities } }')
  expect(data['auditTerms']).toEqual({
    actions: ['owner.create', 'pet.create', 'pet.update'],
    entities: ['Owner', 'Pet'],
  })
})
