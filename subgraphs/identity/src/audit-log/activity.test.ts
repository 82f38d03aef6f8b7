import type { Viewer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { aUser } from '../users/user.factory.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

const record = (actorId: string, action: string, at: string) =>
  hospital.deliver('audit.recorded', {
    id: newId(),
    at,
    action,
    entity: 'Pet',
    entityId: newId(),
    actorId,
    sessionId: newId(),
    requestId: 'request',
    ip: '192.0.2.1',
    userAgent: 'a browser',
    before: { secret: 'old' },
    after: { secret: 'new' },
  })

const page = async (viewer: Viewer, id: string, after: string | null = null) => {
  const { data, errors } = await hospital.graphql(
    viewer,
    `query($id: ID!, $after: String) { user(id: $id) {
      activity(first: 2, after: $after) { totalCount nodes { action entity at ip } pageInfo { hasNextPage endCursor } }
    } }`,
    { id, after },
  )
  expect(errors).toEqual([])
  return (data['user'] as { activity: unknown }).activity as {
    totalCount: number
    nodes: Array<{ action: string }>
    pageInfo: { hasNextPage: boolean; endCursor: string }
  } | null
}

test('everybody reads what they did, latest first and page by page; others’ only with audit:read', async () => {
  const [me, colleague] = [await aUser(hospital), await aUser(hospital)]
  const viewer = asRole('VET', { userId: me.id })
  await record(me.id, 'pet.create', '2026-03-16T07:00:00.000Z')
  await record(colleague.id, 'pet.archive', '2026-03-16T07:10:00.000Z')
  await record(me.id, 'pet.update', '2026-03-16T07:30:00.000Z')
  await record(me.id, 'pet.archive', '2026-03-16T07:20:00.000Z')
  const first = await page(viewer, me.id)
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
  const rest = await page(viewer, me.id, first!.pageInfo.endCursor)
  expect([...first!.nodes, ...rest!.nodes].map(({ action }) => action)).toEqual([
    'pet.update',
    'pet.archive',
    'pet.create',
  ])
  expect(rest).toMatchObject({
    nodes: [{ entity: 'Pet', at: '2026-03-16T07:00:00.000Z', ip: '192.0.2.1' }],
    pageInfo: { hasNextPage: false },
  })
  expect(await page(viewer, colleague.id)).toBeNull()
  expect(await page(asRole('OWNER'), colleague.id)).toBeNull()
  expect((await page(asRole('ADMIN'), colleague.id))?.nodes).toMatchObject([{ action: 'pet.archive' }])
})
