import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aLocation } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'
import { aRoom } from './room.factory.ts'

const create = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id name active version } }'
const update = 'mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { name active version } }'
const list =
  'query ($locationId: ID!, $all: Boolean!) { rooms(locationId: $locationId, withRetired: $all) { name } }'

const admin = asRole('ADMIN')
let hospital: TestSubgraph
let locationId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  locationId = (await aLocation(hospital)).id
})

test('a new room is listed and audited', async () => {
  const { data } = await hospital.graphql(admin, create, { input: { locationId, name: ' Room 1 ' } })
  const room = data['createRoom'] as { id: string }
  expect(room).toMatchObject({ name: 'Room 1', active: true, version: 1 })
  expect(await hospital.audited(room.id)).toMatchObject([
    { action: 'room.create', after: { name: 'Room 1' } },
  ])
})

test('a location has a name once among its rooms, whatever its case', async () => {
  await aRoom(hospital, locationId)
  const { errors } = await hospital.graphql(admin, create, { input: { locationId, name: 'ROOM 1' } })
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'name' }])
})

test('a retired room is not offered any more and can be brought back', async () => {
  const { id } = await aRoom(hospital, locationId)
  const save = (version: number, active: boolean) =>
    hospital.graphql(admin, update, { input: { id, version, active } })
  const names = async (all: boolean) =>
    (await hospital.graphql(admin, list, { locationId, all })).data['rooms']
  expect((await save(1, false)).data['updateRoom']).toEqual({ name: 'Room 1', active: false, version: 2 })
  expect([await names(false), await names(true)]).toEqual([[], [{ name: 'Room 1' }]])
  expect((await save(1, true)).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { current: { active: false } } },
  ])
  expect((await save(2, true)).errors).toEqual([])
})

test('an empty name is refused, and so is whoever may not edit rooms', async () => {
  const { id } = await aRoom(hospital, locationId)
  const save = (viewer: typeof admin, name: string | null) =>
    hospital.graphql(viewer, update, { input: { id, version: 1, name } })
  expect((await save(admin, ' ')).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'name' }])
  expect((await save(admin, 'x'.repeat(201))).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'name' },
  ])
  expect((await save(asRole('VET'), 'Room 2')).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
