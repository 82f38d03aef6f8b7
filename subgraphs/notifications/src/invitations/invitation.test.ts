import type { AppointmentFacts } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import ICAL from 'ical.js'
import PostalMime from 'postal-mime'
import { convertIcsCalendar } from 'ts-ics'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendMail } from '../mails/sending.service.ts'
import { openMailServer } from '../mails/testing-smtp.ts'
import { notifications } from '../schema.ts'
import { aLocation, aVisit, moved } from '../testing.ts'
import { sendInvitations, sweepInvitations } from './send.service.ts'

const ownerId = newId()

let hospital: TestSubgraph
let server: Awaited<ReturnType<typeof openMailServer>>
let locationId: string
/** What the other subgraphs answer at this moment. */
let peers: Map<string, Record<string, unknown>>

beforeEach(async () => {
  server = await openMailServer()
  peers = new Map([
    [ownerId, { id: ownerId, name: 'Ada Byrne', email: 'ada@example.test', archivedAt: null }],
  ])
  hospital = await TestSubgraph.open(
    notifications,
    async (_type, ids) => ids.map((id) => peers.get(id) ?? null),
    { smtpUrl: server.url, mailFrom: 'Harbour Vets <desk@vets.example>' },
  )
  locationId = (await aLocation(hospital)).id
})
afterEach(() => hospital.close())

/** A visit of Bella's on Tuesday, 17 March 2026 at 10:30 in Amsterdam; it is the day before. */
async function booked(overrides: Partial<AppointmentFacts> = {}) {
  const petId = overrides.petId ?? newId()
  peers.set(petId, { id: petId, status: 'ACTIVE', species: { id: 'dog' } })
  const visit = await aVisit(hospital, { petId, ownerId, locationId, ...overrides })
  await hospital.deliver('appointment.booked', visit)
  return visit
}

/** Sends what there is to tell, and reads what arrived as mail programs do. */
async function told() {
  const before = server.taken.length
  await sendInvitations(hospital.context(), { ownerId })
  const rows = await hospital.admin`select id from notifications.mails where status = 'QUEUED' order by id`
  for (const { id } of rows) await sendMail(hospital.context(), { id: id as string })
  return Promise.all(server.taken.slice(before).map(({ source }) => PostalMime.parse(source)))
}

type Mail = Awaited<ReturnType<typeof told>>[0]

const calendarsOf = ({ attachments }: Mail) =>
  attachments
    .filter(({ mimeType }) => mimeType === 'text/calendar')
    .map(({ content }) =>
      typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8'),
    )

/** An invitation as ical.js and a second parser read it, who must agree. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const [component, ...others] = calendar.getAllSubcomponents('vevent')
  const event = new ICAL.Event(component)
  const found = {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    status: component!.getFirstPropertyValue('status'),
    startsAt: event.startDate.toJSDate().toISOString(),
    endsAt: event.endDate.toJSDate().toISOString(),
  }
  const second = convertIcsCalendar(undefined, text)
  const [other] = second.events ?? []
  expect({
    method: second.method,
    uid: other?.uid,
    sequence: other?.sequence,
    status: other?.status,
    startsAt: other?.start.date.toISOString(),
    endsAt: other?.end?.date.toISOString(),
  }).toEqual(found)
  expect(others).toEqual([])
  return {
    ...found,
    summary: event.summary,
    place: event.location,
    zone: component!.getFirstProperty('dtstart')!.getFirstParameter('tzid'),
    zones: calendar.getAllSubcomponents('vtimezone').length,
    organizer: component!.getFirstPropertyValue('organizer'),
    guests: component!
      .getAllProperties('attendee')
      .map((guest) => String(guest.getFirstValue()).toLowerCase()),
  }
}

const invitationIn = (mail: Mail | undefined) => read(calendarsOf(mail!)[0]!)

test('AP16: the client is written an invitation to a booked visit, in the zone of the location and with nothing clinical', async () => {
  const visit = await booked({ startsAt: '2026-03-30T09:30:00.000Z', endsAt: '2026-03-30T10:00:00.000Z' })
  const [mail, ...others] = await told()
  expect(others).toEqual([])
  expect(mail).toMatchObject({ subject: 'Booked: Bella', to: [{ address: 'ada@example.test' }] })
  expect(mail!.text).toContain('Bella: Check-up, Monday, 30 March 2026, 11:30 at Vondelpark')
  expect(invitationIn(mail)).toEqual({
    ...{ method: 'REQUEST', uid: `${visit.id}@vetgraph`, sequence: 1, status: 'CONFIRMED' },
    ...{ startsAt: visit.startsAt, endsAt: visit.endsAt, zone: 'Europe/Amsterdam', zones: 1 },
    ...{ summary: 'Vondelpark: Bella', place: 'Vondelpark' },
    ...{ organizer: 'mailto:desk@vets.example', guests: ['mailto:ada@example.test'] },
  })
  expect(calendarsOf(mail!).join()).not.toContain('Check-up')
  const { source } = server.taken[0]!
  expect(source).toMatch(/multipart\/alternative[\s\S]*text\/calendar; charset=utf-8; method=REQUEST/)
})

test('AP16: a moved visit keeps its id while its sequence rises, and a cancelled one leaves the calendar', async () => {
  const visit = await booked()
  const [first] = await told()
  const later = moved(visit, { startsAt: '2026-03-18T09:30:00.000Z', endsAt: '2026-03-18T10:00:00.000Z' })
  await hospital.deliver('appointment.rescheduled', later)
  const [second] = await told()
  await hospital.deliver('appointment.cancelled', { ...later, version: 3, reason: 'The vet is ill' })
  const [third] = await told()
  await hospital.deliver('appointment.reinstated', { ...later, version: 4 })
  const [fourth] = await told()
  const mails = [first, second, third, fourth]
  expect(mails.map((mail) => mail?.subject)).toEqual([
    'Booked: Bella',
    'Moved: Bella',
    'Cancelled: Bella',
    'Booked: Bella',
  ])
  expect(mails.map(invitationIn).map(({ uid, method, sequence }) => [uid, method, sequence])).toEqual([
    [`${visit.id}@vetgraph`, 'REQUEST', 1],
    [`${visit.id}@vetgraph`, 'REQUEST', 2],
    [`${visit.id}@vetgraph`, 'CANCEL', 3],
    [`${visit.id}@vetgraph`, 'REQUEST', 4],
  ])
  expect(invitationIn(second).startsAt).toBe('2026-03-18T09:30:00.000Z')
  expect(third!.text).not.toContain('The vet is ill')
})

test('a household is written once about all its visits, with an invitation for each', async () => {
  const visits = [await booked(), await booked({ petName: 'Max' })]
  await Promise.all([1, 2, 3].map(() => sendInvitations(hospital.context(), { ownerId })))
  const [mail, ...others] = await told()
  expect(others).toEqual([])
  expect(mail!.subject).toBe('Booked: Bella and Max')
  expect(
    calendarsOf(mail!)
      .map((text) => read(text).uid)
      .sort(),
  ).toEqual(visits.map(({ id }) => `${id}@vetgraph`).sort())
})

test('what is undone before the client hears of it is not told, nor another room, nor what has begun', async () => {
  const visit = await booked()
  await hospital.deliver('appointment.cancelled', { ...visit, version: 2, reason: '' })
  expect(await told()).toEqual([])
  await hospital.deliver('appointment.reinstated', { ...visit, version: 3 })
  expect(await told()).toHaveLength(1)
  await hospital.deliver('appointment.rescheduled', moved(visit, { version: 4 }))
  expect(await told()).toEqual([])
  await booked({ startsAt: '2026-03-16T07:59:00.000Z', endsAt: '2026-03-16T08:30:00.000Z' })
  expect(await told()).toEqual([])
})

test('a visit that was booked before invitations were sent is told when it moves or is cancelled', async () => {
  const petId = newId()
  peers.set(petId, { id: petId, status: 'ACTIVE', species: { id: 'dog' } })
  const visit = await aVisit(hospital, { petId, ownerId, locationId, version: 7 })
  await hospital.deliver('appointment.rescheduled', moved(visit, { startsAt: '2026-03-17T11:00:00.000Z' }))
  expect((await told()).map(({ subject }) => subject)).toEqual(['Moved: Bella'])
  const other = await aVisit(hospital, { petId, ownerId, locationId, version: 7 })
  await hospital.deliver('appointment.cancelled', { ...other, reason: '' })
  expect((await told()).map(({ subject }) => subject)).toEqual(['Cancelled: Bella'])
})

test.each([
  ['a client without an address', () => peers.set(ownerId, { id: ownerId, name: 'Ada', email: null })],
  [
    'an archived client',
    () =>
      peers.set(ownerId, { id: ownerId, name: 'Ada', email: 'a@b.test', archivedAt: '2026-03-01T00:00:00Z' }),
  ],
  [
    'the owner of a patient that died',
    (petId: string) => peers.set(petId, { id: petId, status: 'DECEASED' }),
  ],
])('P2: %s is not written', async (_, change) => {
  const { petId } = await booked()
  change(petId)
  expect(await told()).toEqual([])
})

test('AP2: the answer to a request carries the invitation, and the visit is told once', async () => {
  const visit = await booked()
  const mail = {
    ...{ id: newId(), template: 'request-accepted' as const, to: 'ada@example.test', name: 'Ada Byrne' },
    values: { hospital: 'Vondelpark', pet: 'Bella', what: 'Check-up', when: 'tomorrow', vet: 'Daan Visser' },
  }
  await hospital.deliver('appointment-request.decided', { ...mail, appointmentId: visit.id })
  const mails = await told()
  expect(mails.map(({ subject }) => subject)).toEqual(['Bella is booked'])
  expect(invitationIn(mails[0])).toMatchObject({ method: 'REQUEST', uid: `${visit.id}@vetgraph` })
})

test('what a client was told is forgotten a month after the visit', async () => {
  await booked()
  hospital.setNow('2026-04-16T09:00:00.000Z')
  await sweepInvitations(hospital.context())
  expect(await hospital.admin`select from notifications.invitations`).toHaveLength(1)
  hospital.setNow('2026-04-16T09:31:00.000Z')
  await sweepInvitations(hospital.context())
  expect(await hospital.admin`select from notifications.invitations`).toHaveLength(0)
})
