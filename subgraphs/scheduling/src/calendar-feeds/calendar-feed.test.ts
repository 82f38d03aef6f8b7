import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aBooking, aDiary } from '../appointments/appointment.factory.ts'
import { scheduling } from '../schema.ts'

const create = 'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { id url } }'
const revoke = 'mutation ($id: ID!) { revokeCalendarFeed(id: $id) { id } }'
const list = 'query ($locationId: ID) { calendarFeeds(locationId: $locationId) { id url } }'
const file = 'query ($secret: String!) { calendarFile(secret: $secret) { fileName body } }'

const [admin, reception] = [asRole('ADMIN'), asRole('RECEPTIONIST')]
let hospital: TestSubgraph
let diary: Awaited<ReturnType<typeof aDiary>>
let vet: ReturnType<typeof asRole>

beforeAll(async () => {
  hospital = await TestSubgraph.open(scheduling)
})
afterAll(() => hospital.close())
beforeEach(async () => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  diary = await aDiary(hospital)
  vet = asRole('VET', { userId: diary.vet.id })
})

interface Feed {
  id: string
  url: string
}

async function make(viewer: typeof vet, locationId: string | null = null) {
  const { data, errors } = await hospital.graphql(viewer, create, { input: { locationId } })
  return { feed: data['createCalendarFeed'] as Feed, errors }
}

const secretOf = ({ url }: Feed) => /\/calendars\/([\w-]{43})\.ics$/.exec(url)![1]!

async function read(feed: Feed) {
  const { data, errors } = await hospital.graphql(null, file, { secret: secretOf(feed) })
  return { text: (data['calendarFile'] as { body: string } | undefined)?.body ?? '', errors }
}

/** The calendar as another program reads it. */
async function eventsOf(feed: Feed) {
  const calendar = new ICAL.Component(ICAL.parse((await read(feed)).text) as unknown[])
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone))
  zones.forEach((zone) => ICAL.TimezoneService.register(zone))
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      summary: event.summary,
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      zone: component.getFirstProperty('dtstart')!.getFirstParameter('tzid'),
      startsAt: event.startDate.toJSDate().toISOString(),
      local: event.startDate.toString(),
    }
  })
  return { events, zones: zones.map(({ tzid }) => tzid) }
}

const run = async (verb: string, input: object) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { id version } }`
  const { data, errors } = await hospital.graphql(reception, text, { input })
  expect(errors).toEqual([])
  return data[verb] as { id: string; version: number }
}

test('AP16: a vet’s address shows the visits in their location’s zone, with the name of the patient and nothing of the reason or notes', async () => {
  const visit = await run('bookAppointment', {
    ...aBooking(diary, { startsAt: '2026-04-16T09:00:00.000Z' }),
    ...{ reason: 'Limps; since Sunday', notes: 'Bites' },
  })
  const { feed } = await make(vet)
  const { events, zones } = await eventsOf(feed)
  expect(zones).toEqual(['Europe/Dublin'])
  expect(events).toEqual([
    {
      uid: `${visit.id}@vetgraph`,
      summary: `${diary.type.name}: Bella`,
      ...{ sequence: 1, status: 'CONFIRMED', zone: 'Europe/Dublin' },
      startsAt: '2026-04-16T09:00:00.000Z',
      local: '2026-04-16T10:00:00',
    },
  ])
  expect((await read(feed)).text).not.toMatch(/Limps|Bites/)
})

test('AP16: a moved visit keeps its id while its sequence rises, and a cancelled one says so', async () => {
  const { feed } = await make(admin, diary.location.id)
  const { id } = await run('bookAppointment', aBooking(diary))
  const [before] = (await eventsOf(feed)).events
  await run('rescheduleAppointment', { id, version: 1, startsAt: '2026-03-17T11:00:00.000Z' })
  const [moved] = (await eventsOf(feed)).events
  expect(moved).toMatchObject({ uid: before!.uid, startsAt: '2026-03-17T11:00:00.000Z' })
  expect(moved!.sequence).toBeGreaterThan(before!.sequence)
  await run('cancelAppointment', { id, reason: 'The client called.' })
  const [cancelled] = (await eventsOf(feed)).events
  expect(cancelled).toMatchObject({ uid: before!.uid, status: 'CANCELLED' })
  expect(cancelled!.sequence).toBeGreaterThan(moved!.sequence)
})

test('an address is told once and kept as a hash; there is one of each, and a revoked one opens nothing', async () => {
  const { feed } = await make(vet)
  expect((await make(vet)).errors).toMatchObject([
    { code: 'CONFLICT', extensions: { rule: 'one_feed_each' } },
  ])
  const { data } = await hospital.graphql(vet, list)
  expect(data['calendarFeeds']).toEqual([{ id: feed.id, url: null }])
  const [row] = await hospital.admin`select * from scheduling.calendar_feeds where id = ${feed.id}`
  expect(JSON.stringify(row)).not.toContain(secretOf(feed))
  expect((await hospital.graphql(vet, revoke, { id: feed.id })).errors).toEqual([])
  expect((await read(feed)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const again = await make(vet)
  expect([again.errors, (await read(again.feed)).errors]).toEqual([[], []])
  const actions = (await hospital.audited(feed.id)).map(({ action }) => action)
  expect(actions).toEqual(['calendar-feed.create', 'calendar-feed.revoke'])
})

test('nobody revokes another’s own address, and only who may makes one of a location', async () => {
  const { feed } = await make(vet)
  const other = asRole('VET', { userId: (await aDiary(hospital)).vet.id })
  expect((await hospital.graphql(other, revoke, { id: feed.id })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'id' },
  ])
  expect((await make(other, diary.location.id)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await make(reception)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await make(admin)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('the address of a vet who has left opens nothing', async () => {
  const { feed } = await make(vet)
  await hospital.admin`update scheduling.user_refs set active = false where id = ${diary.vet.id}`
  expect((await read(feed)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})
