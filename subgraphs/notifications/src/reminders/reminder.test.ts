import type { Events } from '@vetgraph/kit/contracts/events'
import { openReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendMail } from '../mails/sending.service.ts'
import { openMailServer } from '../mails/testing-smtp.ts'
import { notifications } from '../schema.ts'
import { aLocation, aVisit, moved } from '../testing.ts'
import { planReminders } from './plan.service.ts'
import { sendReminders } from './send.service.ts'
import { sweepReminders } from './sweep.service.ts'

const admin = asRole('ADMIN')
const desk = asRole('RECEPTIONIST')
const ownerId = newId()

let hospital: TestSubgraph
let server: Awaited<ReturnType<typeof openMailServer>>
let locationId: string
/** What the other subgraphs answer at this moment. */
let peers: Map<string, Record<string, unknown>>
/** What happens once while they are asked. */
let meanwhile: (() => Promise<unknown>) | null = null

beforeEach(async () => {
  peers = new Map()
  server = await openMailServer()
  hospital = await TestSubgraph.open(
    notifications,
    async (_type, ids) => {
      const happens = meanwhile
      meanwhile = null
      await happens?.()
      return ids.map((id) => peers.get(id) ?? null)
    },
    { smtpUrl: server.url, publicUrl: 'https://vets.example' },
  )
  locationId = (await aLocation(hospital)).id
  peers.set(ownerId, { id: ownerId, name: 'Ada Byrne', email: 'ada@example.test', archivedAt: null })
  for (const purpose of ['APPOINTMENT_REMINDERS', 'HEALTH_REMINDERS']) await decide(purpose, true)
})
afterEach(() => hospital.close())

async function decide(purpose: string, granted: boolean) {
  const input = { ownerId, purpose, channel: 'EMAIL', granted, wordingVersion: 1 }
  const { errors } = await hospital.graphql(
    admin,
    'mutation ($input: DecideConsentInput!) { decideConsent(input: $input) { purpose } }',
    { input },
  )
  expect(errors).toEqual([])
}

async function aRule(overrides = {}) {
  const input = {
    ...{ name: 'Visits', kind: 'APPOINTMENT', steps: [-2], timeOfDay: '09:00', channel: 'EMAIL' },
    ...{ speciesIds: [], locationIds: [], active: true },
    ...overrides,
  }
  const { data, errors } = await hospital.graphql(
    admin,
    'mutation ($input: SaveReminderRuleInput!) { saveReminderRule(input: $input) { id version } }',
    { input },
  )
  const { id } = (data['saveReminderRule'] ?? {}) as { id: string }
  if (id) await planReminders(hospital.context(), { ruleId: id })
  return { id, input, errors }
}

function aPet(overrides = {}) {
  const id = newId()
  peers.set(id, { id, status: 'ACTIVE', owner: { id: ownerId }, species: { id: 'dog' }, ...overrides })
  return id
}

/** A visit on Friday, 20 March 2026 at 10:30 in Amsterdam; it is the Monday before. */
async function aBookedVisit(overrides: Partial<Events['appointment.booked']> = {}) {
  const petId = overrides.petId ?? aPet()
  const visit = await aVisit(hospital, {
    ...{
      petId,
      ownerId,
      locationId,
      startsAt: '2026-03-20T09:30:00.000Z',
      endsAt: '2026-03-20T10:00:00.000Z',
    },
    ...overrides,
  })
  peers.set(visit.id, { id: visit.id, status: 'SCHEDULED', startsAt: visit.startsAt })
  await hospital.deliver('appointment.booked', visit)
  return visit
}

async function aDose(overrides: Partial<Events['vaccination.due']> = {}) {
  const due: Events['vaccination.due'] = {
    ...{ id: newId(), protocolId: newId(), protocolName: 'Rabies', petId: aPet(), petName: 'Max', ownerId },
    ...{ speciesId: 'dog', locationId, dueOn: '2026-03-25', isOpen: true },
    ...overrides,
  }
  await hospital.deliver('vaccination.due', due)
  return due
}

const fields = 'id kind petName what dueOn step sendAt status reason delivery'

async function listed(field: 'plannedMessages' | 'messages') {
  const { data, errors } = await hospital.graphql(desk, `{ ${field} { nodes { ${fields} } } }`)
  expect(errors).toEqual([])
  return (data[field] as { nodes: Array<Record<string, unknown> & { id: string }> }).nodes
}

async function sendAt(instant: string) {
  hospital.setNow(instant)
  await sendReminders(hospital.context())
  const rows = await hospital.admin`select id from notifications.mails where status = 'QUEUED' order by id`
  for (const { id } of rows) await sendMail(hospital.context(), { id: id as string })
}

const decisions = async () => (await listed('messages')).map(({ status, reason }) => [status, reason])

test('N1: a household gets one e-mail a day for all its pets, once, however often and from how many machines it is sent', async () => {
  await aRule()
  await aRule({ name: 'Vaccinations', kind: 'VACCINATION', steps: [-7] })
  await aBookedVisit()
  await aDose()
  expect(await listed('plannedMessages')).toMatchObject([
    { petName: 'Bella', what: 'Check-up', step: -2, sendAt: '2026-03-18T08:00:00.000Z', status: 'PLANNED' },
    { petName: 'Max', what: 'Rabies', dueOn: '2026-03-25', step: -7, sendAt: '2026-03-18T08:00:00.000Z' },
  ])
  await sendAt('2026-03-18T07:59:00.000Z')
  expect(server.taken).toHaveLength(0)
  hospital.setNow('2026-03-18T08:00:00.000Z')
  await Promise.all(Array.from({ length: 10 }, () => sendReminders(hospital.context())))
  await planReminders(hospital.context())
  await sendAt('2026-03-18T08:05:00.000Z')
  expect(server.taken).toHaveLength(1)
  const source = server.taken[0]!.source.replaceAll('=\r\n', '')
  expect(source).toContain('Subject: Reminder for Bella and Max')
  expect(source).toContain('Bella: Check-up, Friday, 20 March 2026, 10:30')
  expect(source).toContain('Max: Rabies, Wednesday, 25 March 2026')
  expect(await listed('messages')).toMatchObject([
    { status: 'SENT', reason: null, delivery: 'SENT' },
    { status: 'SENT', reason: null, delivery: 'SENT' },
  ])
  expect(await listed('plannedMessages')).toEqual([])
})

test.each([
  [
    'a cancelled visit',
    'ENDED',
    (visit: string) => peers.set(visit, { id: visit, status: 'CANCELLED', startsAt: '2026-03-20T09:30:00Z' }),
  ],
  [
    'a visit that was moved a moment ago',
    'MOVED',
    (visit: string) => peers.set(visit, { id: visit, status: 'SCHEDULED', startsAt: '2026-03-21T09:30:00Z' }),
  ],
  [
    'a patient that died',
    'PATIENT_INACTIVE',
    (_: string, pet: string) => peers.set(pet, { id: pet, status: 'DECEASED', owner: { id: ownerId } }),
  ],
  [
    'a patient that has another owner',
    'PATIENT_INACTIVE',
    (_: string, pet: string) => peers.set(pet, { id: pet, status: 'ACTIVE', owner: { id: newId() } }),
  ],
  [
    'an archived client',
    'OWNER_INACTIVE',
    () =>
      peers.set(ownerId, {
        id: ownerId,
        name: 'Ada',
        email: 'a@example.test',
        archivedAt: '2026-03-17T00:00:00Z',
      }),
  ],
  [
    'a client without an address',
    'NO_ADDRESS',
    () => peers.set(ownerId, { id: ownerId, name: 'Ada', email: null, archivedAt: null }),
  ],
])(
  'N2: %s is checked again when it is to be sent: nothing is, and the message says why',
  async (_, reason, change) => {
    await aRule()
    const visit = await aBookedVisit()
    change(visit.id, visit.petId)
    await sendAt('2026-03-18T08:00:00.000Z')
    expect(server.taken).toEqual([])
    expect(await decisions()).toEqual([['NOT_SENT', reason]])
  },
)

test('C4: the link of a reminder opens its visits, and withdraws the consent with one click of a mail program', async () => {
  await aRule()
  const visit = await aBookedVisit()
  await sendAt('2026-03-18T08:00:00.000Z')
  const source = server.taken[0]!.source.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  const token = /https:\/\/vets\.example\/reminder#([\w-]+)/.exec(source)![1]!
  expect(openReminderLink(hospital.context(), token)).toEqual({ ownerId, appointmentIds: [visit.id] })
  expect(source.replaceAll('\r\n ', ' ')).toMatch(
    `List-Unsubscribe: <https://vets.example/unsubscribe/${token}>`,
  )
  expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const withdraw = (of: string) =>
    hospital.graphql(null, 'mutation ($token: String!) { withdrawReminders(token: $token) }', { token: of })
  const answers = await Promise.all(Array.from({ length: 5 }, () => withdraw(token)))
  for (const { data } of answers) expect(data).toEqual({ withdrawReminders: true })
  expect((await withdraw('forged')).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'token' }])
  const decided = await hospital.admin`
    select purpose, granted, source from notifications.consent_decisions
    where owner_id = ${ownerId} and version = 2 order by purpose`
  expect(decided).toMatchObject([
    { purpose: 'APPOINTMENT_REMINDERS', granted: false, source: 'LINK' },
    { purpose: 'HEALTH_REMINDERS', granted: false, source: 'LINK' },
  ])
  await aBookedVisit({ startsAt: '2026-03-24T09:30:00.000Z', endsAt: '2026-03-24T10:00:00.000Z' })
  await planReminders(hospital.context())
  await sendAt('2026-03-22T09:00:00.000Z')
  expect(await decisions()).toContainEqual(['NOT_SENT', 'NO_CONSENT'])
})

test('N1: two rules that say the same of one visit remind of it once', async () => {
  await aRule()
  await aRule({ name: 'The same again', timeOfDay: '15:00' })
  await aBookedVisit()
  await planReminders(hospital.context())
  expect(await listed('plannedMessages')).toHaveLength(1)
})

test('N2: what is planned while a message is decided waits, and is decided by what is known then', async () => {
  await aRule()
  await aBookedVisit()
  await aRule({ name: 'Same day', timeOfDay: '15:00' })
  meanwhile = () => aBookedVisit({ startsAt: '2026-03-20T15:30:00.000Z', endsAt: '2026-03-20T16:00:00.000Z' })
  await sendAt('2026-03-18T08:00:00.000Z')
  expect(await decisions()).toEqual([['SENT', null]])
  expect(await listed('plannedMessages')).toMatchObject([{ sendAt: '2026-03-18T14:00:00.000Z' }])
})

test('what was decided two years ago is forgotten, what is planned stays', async () => {
  await aRule()
  await aBookedVisit()
  await sendAt('2026-03-18T08:00:00.000Z')
  await aBookedVisit({ startsAt: '2026-03-25T09:30:00.000Z', endsAt: '2026-03-25T10:00:00.000Z' })
  hospital.setNow('2028-03-17T08:00:00.000Z')
  await sweepReminders(hospital.context())
  expect(await listed('messages')).toHaveLength(1)
  hospital.setNow('2028-03-19T08:00:00.000Z')
  await sweepReminders(hospital.context())
  expect(await listed('messages')).toEqual([])
  expect(await listed('plannedMessages')).toHaveLength(1)
})

test('C4: who took the consent back is not reminded', async () => {
  await aRule()
  await aBookedVisit()
  await decide('APPOINTMENT_REMINDERS', false)
  await sendAt('2026-03-18T08:00:00.000Z')
  expect(await decisions()).toEqual([['NOT_SENT', 'NO_CONSENT']])
})

test('N2: a dose is not reminded of when the patient has a visit booked', async () => {
  await aRule({ kind: 'VACCINATION', steps: [-7] })
  const { petId } = await aDose()
  await aBookedVisit({ petId })
  await sendAt('2026-03-18T08:00:00.000Z')
  expect(await decisions()).toEqual([['NOT_SENT', 'ALREADY_BOOKED']])
})

test('N4: a visit that was booked inside the window is not reminded of, nor anything of the past', async () => {
  await aRule()
  await aBookedVisit({ startsAt: '2026-03-17T09:30:00.000Z' })
  expect(await listed('plannedMessages')).toEqual([])
  expect(await decisions()).toEqual([['NOT_SENT', 'BOOKED_INSIDE_WINDOW']])
  await aBookedVisit()
  await sendAt('2026-03-20T12:00:00.000Z')
  expect(await decisions()).toEqual([
    ['NOT_SENT', 'TOO_LATE'],
    ['NOT_SENT', 'BOOKED_INSIDE_WINDOW'],
  ])
  expect(server.taken).toEqual([])
})

test('a visit that is moved is reminded of at its new time, a cancelled one not, and a reinstated one again', async () => {
  await aRule()
  const visit = await aBookedVisit()
  const later = moved(visit, { startsAt: '2026-03-23T09:30:00.000Z', endsAt: '2026-03-23T10:00:00.000Z' })
  await hospital.deliver('appointment.rescheduled', later)
  expect(await listed('plannedMessages')).toMatchObject([
    { dueOn: '2026-03-23', sendAt: '2026-03-21T08:00:00.000Z' },
  ])
  const { previousVetId: _vet, previousStartsAt: _at, ...facts } = later
  await hospital.deliver('appointment.cancelled', { ...facts, version: 3, reason: 'ill' })
  expect(await listed('plannedMessages')).toEqual([])
  await hospital.deliver('appointment.reinstated', { ...facts, version: 4 })
  expect(await listed('plannedMessages')).toMatchObject([{ dueOn: '2026-03-23' }])
})

test('N3: a dose that is given ends the reminders of its protocol, and its reversal plans them again', async () => {
  await aRule({ kind: 'VACCINATION', steps: [-7, 0, 30] })
  const due = await aDose()
  expect((await listed('plannedMessages')).map(({ step }) => step)).toEqual([-7, 0])
  await hospital.deliver('vaccination.due', { ...due, dueOn: '2027-03-16' })
  expect(await listed('plannedMessages')).toEqual([])
  await hospital.deliver('vaccination.due', due)
  expect((await listed('plannedMessages')).map(({ step }) => step)).toEqual([-7, 0])
})

test('P2: a death stops all messages about the pet at once, and plans them again when it was recorded in error', async () => {
  await aRule()
  const { petId } = await aBookedVisit()
  const pet = {
    id: petId,
    version: 2,
    ownerId,
    coOwnerIds: [],
    name: 'Bella',
    speciesId: 'dog',
    active: false,
  }
  await hospital.deliver('pet.changed', pet)
  expect(await listed('plannedMessages')).toEqual([])
  expect(await decisions()).toEqual([['NOT_SENT', 'PATIENT_INACTIVE']])
  await hospital.deliver('pet.changed', { ...pet, version: 3, active: true })
  expect(await listed('plannedMessages')).toHaveLength(1)
})

test('N5: nothing goes out at night in the zone of the location, and 09:00 stays 09:00 over a change of the clock', async () => {
  await aRule({ timeOfDay: '19:30' })
  await aRule({ name: 'Morning', steps: [-1] })
  await aBookedVisit({ startsAt: '2026-03-30T08:30:00.000Z' })
  // Summer time begins on 29 March.
  expect((await listed('plannedMessages')).map((message) => message['sendAt'])).toEqual([
    '2026-03-28T18:30:00.000Z',
    '2026-03-29T07:00:00.000Z',
  ])
  // The machines were off until 21:00.
  await sendAt('2026-03-28T20:00:00.000Z')
  expect(server.taken).toEqual([])
  expect((await listed('plannedMessages'))[0]).toMatchObject({ sendAt: '2026-03-29T06:00:00.000Z' })
  await sendAt('2026-03-29T06:00:00.000Z')
  expect(server.taken).toHaveLength(1)
})

test('N7: a planned message is stopped for good, and each message names its rule, its data and what decided', async () => {
  const { id: ruleId, input } = await aRule()
  await aBookedVisit()
  const [{ id }] = (await listed('plannedMessages')) as [{ id: string }]
  const stop = 'mutation ($id: ID!) { stopMessage(id: $id) { status } }'
  expect((await hospital.graphql(asRole('VET'), stop, { id })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await hospital.graphql(desk, stop, { id })).data).toEqual({ stopMessage: { status: 'STOPPED' } })
  expect(await hospital.audited(id)).toMatchObject([{ action: 'message.stop', actorId: desk.userId }])
  await aRule({ ...input, id: ruleId, version: 1, name: 'Visits again' })
  expect(await listed('plannedMessages')).toEqual([])
  const { data } = await hospital.graphql(
    desk,
    'query ($id: ID!) { messageExplanation(id: $id) { rule facts decision message { status } } }',
    { id },
  )
  expect(data['messageExplanation']).toEqual({
    rule: '“Visits again” reminds of it 2 days before at 09:00, in the time of the location.',
    facts: 'Bella: Check-up, due on 2026-03-20.',
    decision: 'Somebody stopped it by hand.',
    message: { status: 'STOPPED' },
  })
})

test('AU6: messages are seen and stopped by those who may at the location where they are due', async () => {
  await aRule()
  await aBookedVisit()
  const [message] = await listed('plannedMessages')
  const [{ permissions }] = desk.grants as [(typeof desk.grants)[number]]
  const at = (locationId: string) => asRole('RECEPTIONIST', { grants: [{ locationId, permissions }] })
  const seenBy = async (locationId: string) => {
    const query = `query ($id: ID!) { plannedMessages { nodes { id } } messageExplanation(id: $id) { rule } }`
    return (await hospital.graphql(at(locationId), query, { id: message!.id })).data
  }
  const stopBy = async (locationId: string) => {
    const verb = 'mutation ($id: ID!) { stopMessage(id: $id) { status } }'
    const { data, errors } = await hospital.graphql(at(locationId), verb, { id: message!.id })
    return errors[0]?.code ?? data['stopMessage']
  }
  expect(await seenBy(newId())).toEqual({ plannedMessages: { nodes: [] }, messageExplanation: null })
  expect(await stopBy(newId())).toBe('NOT_FOUND')
  expect(await seenBy(locationId)).toMatchObject({ plannedMessages: { nodes: [{ id: message!.id }] } })
  expect(await stopBy(locationId)).toEqual({ status: 'STOPPED' })
})

test('a rule is for some species and locations, is changed by version, and plans anew', async () => {
  const { id, input } = await aRule({ speciesIds: ['cat'] })
  await aBookedVisit()
  expect(await listed('plannedMessages')).toEqual([])
  await aRule({ ...input, id, version: 1, speciesIds: [], steps: [-3, -1] })
  expect((await listed('plannedMessages')).map(({ step }) => step)).toEqual([-3, -1])
  expect((await aRule({ ...input, id, version: 1 })).errors).toMatchObject([{ code: 'CONFLICT' }])
  await aRule({ ...input, id, version: 2, active: false })
  expect(await listed('plannedMessages')).toEqual([])
})

test.each([
  ['no days', { steps: [] }, 'steps'],
  ['days after a visit', { steps: [1] }, 'steps'],
  ['days beyond a year', { steps: [-400] }, 'steps'],
  ['a time at night', { timeOfDay: '22:00' }, 'timeOfDay'],
])('a rule with %s is refused in the field’s name', async (_, wrong, field) => {
  expect((await aRule(wrong)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', field }])
})
