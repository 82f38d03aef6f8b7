import type { Viewer } from '@vetgraph/kit/context'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { aUser } from '../users/user.factory.ts'
import type { UserRow } from '../users/user.table.ts'
import { photos } from './photo.table.ts'

let hospital: TestSubgraph
let me: UserRow
let viewer: Viewer

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

beforeEach(async () => {
  await hospital.admin`truncate identity.user_roles, identity.users cascade`
  me = await aUser(hospital, { roles: [{ role: 'VET' }] })
  viewer = asRole('VET', { userId: me.id })
})

/** One grey pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='
const filled = (bytes: number) =>
  Buffer.concat([Buffer.from(png, 'base64'), Buffer.alloc(bytes)])
    .subarray(0, bytes)
    .toString('base64')

const set = (content: string, mediaType = 'PNG') =>
  hospital.graphql(viewer, 'mutation($input: PhotoInput!) { setMyPhoto(input: $input) { id photoUrl } }', {
    input: { content, mediaType },
  })

const portrait = async (of: Viewer) =>
  (await hospital.graphql(of, 'query($id: ID!) { user(id: $id) { photoUrl } }', { id: me.id })).data['user']

test('a portrait replaces the one before, shows to colleagues and to pet owners, and can be taken away', async () => {
  expect(await portrait(asRole('OWNER'))).toEqual({ photoUrl: null })
  expect((await set(filled(100))).errors).toEqual([])
  const photoUrl = `data:image/png;base64,${png}`
  expect(await set(png)).toEqual({ data: { setMyPhoto: { id: me.id, photoUrl } }, errors: [] })
  for (const other of [asRole('RECEPTIONIST'), asRole('OWNER')]) {
    expect(await portrait(other)).toEqual({ photoUrl })
  }
  const removal = 'mutation { removeMyPhoto { photoUrl } }'
  expect((await hospital.graphql(viewer, removal)).data).toEqual({ removeMyPhoto: { photoUrl: null } })
  expect((await hospital.graphql(viewer, removal)).errors).toEqual([])
  const audited = await hospital.audited(me.id)
  expect(audited.map(({ action }) => action)).toEqual([
    'user.set-photo',
    'user.set-photo',
    'user.remove-photo',
  ])
  expect(JSON.stringify(audited)).not.toContain(png)
})

test('a picture must be what it is said to be, small, and a picture', async () => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const refused = [
    set(script.toString('base64')),
    set(png, 'JPEG'),
    set('not base64!'),
    set(''),
    set(filled(65_537)),
    set('A'.repeat(200_000)),
  ]
  for (const { errors } of await Promise.all(refused)) {
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'content' }])
  }
  expect(await hospital.context().db.$count(photos)).toBe(0)
  expect((await set(filled(65_536))).errors).toEqual([])
})

/** A picture that ends behind its header. */
const pngOf = (width: number, height: number) => {
  const header = Buffer.from(png, 'base64')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header.toString('base64')
}

const webpOf = (width: number, height: number) => {
  const bytes = Buffer.alloc(48 * 1024)
  bytes.write('RIFF')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WEBPVP8X', 8)
  bytes.writeUInt32LE(10, 16)
  bytes.writeUIntLE(width - 1, 24, 3)
  bytes.writeUIntLE(height - 1, 27, 3)
  return bytes.toString('base64')
}

const jpegOf = (width: number, height: number) => {
  const frame = Buffer.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0,
  ])
  frame.writeUInt16BE(height, 13)
  frame.writeUInt16BE(width, 15)
  return Buffer.concat([frame, Buffer.alloc(1000)]).toString('base64')
}

test.each([
  ['PNG', pngOf],
  ['WEBP', webpOf],
  ['JPEG', jpegOf],
])('a %s of a few bytes that stands for millions of pixels is refused by its header', async (type, of) => {
  expect((await set(of(2048, 2048), type)).errors).toEqual([])
  for (const picture of [of(20_000, 20_000), of(2049, 2048)]) {
    expect((await set(picture, type)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'content', message: 'At most 2,048 × 2,048 pixels.' },
    ])
  }
})

test('the portraits of a list are one statement', async () => {
  const counted = async () => {
    const before = hospital.runtime.database.statements()
    const { errors } = await hospital.graphql(asRole('ADMIN'), '{ users(first: 100) { nodes { photoUrl } } }')
    expect(errors).toEqual([])
    return hospital.runtime.database.statements() - before
  }
  const few = await counted()
  for (let n = 0; n < 20; n++) await aUser(hospital)
  expect(await counted()).toBe(few)
})
