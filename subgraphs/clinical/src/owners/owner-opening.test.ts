import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clinical } from '../schema.ts'
import { anOwner } from './owner.factory.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterEach(() => hospital.close())

const reception = asRole('RECEPTIONIST')

test('C1: staff who open a client leave an entry; whoever reads only the name, or oneself, leaves none', async () => {
  const owner = await anOwner(hospital)
  const open = (fields: string, viewer = reception) =>
    hospital.graphql(viewer, `query($id: ID!) { owner(id: $id) { ${fields} } }`, { id: owner.id })
  await open('id name archivedAt')
  await open('id phone', asRole('OWNER', { ownerId: owner.id }))
  const reads = async () => (await hospital.audited(owner.id)).filter(({ action }) => action === 'owner.read')
  expect(await reads()).toEqual([])
  for (const fields of ['email', 'phone', 'notes', 'address { city }']) await open(fields)
  expect(await reads()).toMatchObject(Array.from({ length: 4 }, () => ({ actorId: reception.userId })))
  expect((await hospital.emitted()).at(-1)).toMatchObject({
    task: 'identity:audit.recorded',
    payload: { action: 'owner.read', entity: 'Owner', entityId: owner.id },
  })
})

test('C1: contact details read page by page leave an entry a page with whom it showed; search as you type does not', async () => {
  const [first, second] = [
    await anOwner(hospital, { firstName: 'Ada', lastName: 'Aalto' }),
    await anOwner(hospital, { firstName: 'Bo', lastName: 'Berg' }),
  ]
  const list = async (filter: object, after: string | null = null, fields = 'id email') => {
    const { data, errors } = await hospital.graphql(
      reception,
      `query($filter: OwnerFilter, $after: String) { owners(first: 1, after: $after, filter: $filter) {
        nodes { ${fields} } pageInfo { endCursor } } }`,
      { filter, after },
    )
    expect(errors).toEqual([])
    return (data['owners'] as { pageInfo: { endCursor: string } }).pageInfo.endCursor
  }
  await list({}, null, 'id name')
  const found = await list({ search: 'a' })
  expect(await hospital.audited('*')).toEqual([])
  await list({}, await list({}))
  await list({ search: 'a' }, found)
  expect(await hospital.audited('*')).toMatchObject([
    { action: 'owner.list', actorId: reception.userId, after: { shown: [first.id] } },
    { action: 'owner.list', after: { shown: [second.id] } },
    { action: 'owner.list', after: { filter: { search: 'a' }, shown: [] } },
  ])
})
