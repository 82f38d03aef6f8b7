import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import sharp from 'sharp'
import { aLocation } from '../locations/location.factory.ts'
import { hospital as hospitals } from './hospital.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())

const update = (role: 'ADMIN' | 'VET', input: Record<string, unknown>) =>
  hospital.graphql(
    asRole(role),
    `mutation($input: UpdateSettingsInput!) {
      updateSettings(input: $input) { name phone email website logoUrl version }
    }`,
    { input },
  )

test('everybody signed in reads the hospital’s name; who holds hospital:write changes it, from the version they saw', async () => {
  const read = async () => (await hospital.graphql(asRole('OWNER'), '{ settings { name version } }')).data
  expect(await read()).toEqual({ settings: null })
  expect((await update('ADMIN', { version: 1, name: 'Nowhere' })).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  await hospital.context().db.insert(hospitals).values({ name: 'Harbour Vets', setUpAt: hospital.now() })
  expect((await update('VET', { version: 1, name: 'Mine' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await update('ADMIN', { version: 1, name: '' })).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'name' },
  ])
  expect((await update('ADMIN', { version: 1, name: ' Harbour Veterinary ' })).errors).toEqual([])
  expect(await read()).toEqual({ settings: { name: 'Harbour Veterinary', version: 2 } })
  expect((await update('ADMIN', { version: 1, name: 'Other' })).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { version: 2, current: { name: 'Harbour Veterinary' } } },
  ])
})

test.each(['Englisch', 'xx-XX-long-nonsense', 'e'])(
  '%s is no language in which a date is written',
  async (locale) => {
    const [row] = await hospital.context().db.select().from(hospitals)
    if (!row) await hospital.context().db.insert(hospitals).values({ name: 'Vets', setUpAt: hospital.now() })
    expect((await update('ADMIN', { version: row?.version ?? 1, locale })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'locale' },
    ])
  },
)

const current = async () => {
  const db = hospital.context().db
  const [row] = await db.select().from(hospitals)
  if (row) return row.version
  await db.insert(hospitals).values({ name: 'Vets', setUpAt: hospital.now() })
  return 1
}

test('telephone, e-mail and web site are kept as they are dialled and opened, and blanks are none', async () => {
  await aLocation(hospital)
  const filled = {
    phone: '01 555 0100',
    email: 'hello@harbour.example',
    website: 'https://harbour.example/',
  }
  const { data, errors } = await update('ADMIN', { version: await current(), ...filled })
  expect(errors).toEqual([])
  expect(data['updateSettings']).toMatchObject({ ...filled, phone: '+35315550100' })
  const emptied = await update('ADMIN', { version: await current(), phone: ' ', email: null, website: '' })
  expect(emptied.data['updateSettings']).toMatchObject({ phone: null, email: null, website: null })
  for (const website of ['harbour.example', 'javascript:alert(1)', 'data:text/html,x']) {
    const refused = await update('ADMIN', { version: await current(), website })
    expect(refused.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'website' }])
  }
})

test('a logo is made anew from its pixels, is audited without them, and a wrong one leaves all as it was (S2)', async () => {
  const picture = await sharp({ create: { width: 900, height: 300, channels: 4, background: '#0a7' } })
    .png()
    .toBuffer()
  const logo = { content: picture.toString('base64'), mediaType: 'PNG' }
  const before = await current()
  const { data, errors } = await update('ADMIN', { version: before, logo })
  expect(errors).toEqual([])
  const { logoUrl } = data['updateSettings'] as { logoUrl: string }
  const kept = await sharp(Buffer.from(logoUrl.slice(logoUrl.indexOf(',')), 'base64')).metadata()
  expect(kept).toMatchObject({ format: 'png', width: 600, height: 200 })
  const broken = picture.subarray(0, 60).toString('base64')
  const refused = await update('ADMIN', {
    version: before + 1,
    name: 'Other',
    logo: { content: broken, mediaType: 'PNG' },
  })
  expect(refused.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'logo' }])
  const removed = await update('ADMIN', { version: before + 1, logo: null })
  expect(removed.data['updateSettings']).toMatchObject({ logoUrl: null, version: before + 2 })
  const entries = (await hospital.audited('1')).slice(-2)
  expect(entries.map(({ after }) => after)).toMatchObject([{ logo: 'changed' }, { logo: 'removed' }])
})
