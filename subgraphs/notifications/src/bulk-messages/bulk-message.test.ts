import { openReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendMail } from '../mails/sending.service.ts'
import { openMailServer } from '../mails/testing-smtp.ts'
import { notifications } from '../schema.ts'
import { aLocation } from '../testing.ts'
import { deliverBulkMessage } from './deliver.service.ts'
import { sweepBulkMessages } from './sweep.service.ts'

const desk = asRole('RECEPTIONIST')

let hospital: TestSubgraph
let server: Awaited<ReturnType<typeof openMailServer>>
let locationId: string
/** What the other subgraphs answer at this moment. */
let peers: Map<string, Record<string, unknown>>
/** What happens once while they are asked. */
let meanwhile: (() => unknown) | null = null

beforeEach(async () => {
  peers = new Map()
  meanwhile = null
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
  hospital.setNow('2026-03-16T09:00:00Z')
  locationId = (await aLocation(hospital)).id
})
afterEach(() => hospital.close())

function anOwner(overrides = {}) {
  const id = newId()
  peers.set(id, { id, name: 'Ada Byrne', email: `${id}@example.test`, archivedAt: null, ...overrides })
  return id
}

function aPet(ownerId = anOwner(), overrides = {}) {
  const id = newId()
  peers.set(id, { id, name: 'Bella', status: 'ACTIVE', owner: { id: ownerId }, ...overrides })
  return id
}

const many = (count: number) => Array.from({ length: count }, () => aPet())

const inputOf = (petIds: readonly string[], overrides = {}) => ({
  ...{ purpose: 'SERVICE', locationId, petIds },
  ...{ subject: 'We are closed on Friday', body: 'Please call us about {{ pets }}.\n\nThank you.' },
  ...overrides,
})

const fields = 'id status recipients sent leftOut stopped failed finishedAt'

async function run(
  field: string,
  variables: Record<string, unknown>,
  viewer = desk,
  idempotencyKey?: string,
) {
  const documents: Record<string, string> = {
    sendBulkMessage: `mutation ($input: SendBulkMessageInput!) { sendBulkMessage(input: $input) { ${fields} } }`,
    stopBulkMessage: `mutation ($id: ID!) { stopBulkMessage(id: $id) { ${fields} } }`,
    bulkMessagePreview:
      'query ($input: BulkMessageInput!) { bulkMessagePreview(input: $input) { reached leftOut { reason count } needsConfirmation exampleName subject text } }',
    bulkMessage: `query ($id: ID!) { bulkMessage(id: $id) { ${fields} recipientList(first: 100) { nodes { status reason owner { id } } } } }`,
  }
  const request = idempotencyKey ? { idempotencyKey } : {}
  const { data, errors } = await hospital.graphql(viewer, documents[field]!, variables, request)
  return { answer: data[field] as { id: string } & Record<string, unknown>, errors }
}

const send = (petIds: readonly string[], overrides = {}, key?: string) =>
  run('sendBulkMessage', { input: inputOf(petIds, overrides) }, desk, key)

const deliver = (id: string) => deliverBulkMessage(hospital.context(), { id })

const shown = async (id: string) => (await run('bulkMessage', { id })).answer

const rows = async () => {
  const [counted] = await hospital.admin`
    select (select count(*)::int from notifications.bulk_messages) as messages,
      (select count(*)::int from notifications.bulk_message_recipients) as recipients,
      (select count(*)::int from notifications.mails) as mails`
  return counted
}

test('N7: the preview writes one real e-mail, counts each client once and says why others are left out', async () => {
  const ada = anOwner()
  const refusing = anOwner({ email: 'gone@example.test' })
  await hospital.admin`
    insert into notifications.mails (id, template, recipient, recipient_name, values, subject, body, wording_version,
      status, attempts, failure, created_at, attempt_at)
    values (${newId()}, 'reminder', 'gone@example.test', 'Gone', '{}', 'Hello', 'Hello', 0, 'FAILED', 1, 'no such mailbox',
      '2026-03-15T09:00:00Z', '2026-03-15T09:00:00Z')`
  const petIds = [
    ...[aPet(ada), aPet(ada, { name: 'Max' }), aPet(ada, { name: 'Old', status: 'DECEASED' })],
    aPet(anOwner(), { status: 'DECEASED' }),
    aPet(anOwner({ archivedAt: '2026-01-01T00:00:00Z' })),
    aPet(anOwner({ email: null })),
    aPet(refusing),
  ]
  const { answer, errors } = await run('bulkMessagePreview', { input: inputOf(petIds) })
  expect(errors).toEqual([])
  expect(answer).toMatchObject({ reached: 1, needsConfirmation: false, exampleName: 'Ada Byrne' })
  expect(answer['subject']).toBe('We are closed on Friday')
  expect(answer['text']).toContain('Dear Ada Byrne,\n\nPlease call us about Bella and Max.\n\nThank you.')
  expect(answer['leftOut']).toEqual(
    ['PATIENT_INACTIVE', 'OWNER_INACTIVE', 'NO_ADDRESS', 'ADDRESS_REFUSED'].map((reason) => ({
      reason,
      count: 1,
    })),
  )
  expect(await rows()).toMatchObject({ messages: 0, recipients: 0 })
})

test('a hundred clients are written to within a minute, each once, from however many machines', async () => {
  const petIds = many(130)
  const { answer } = await send(petIds, { confirmedCount: 130 })
  expect(answer).toMatchObject({ status: 'SENDING', recipients: 130, sent: 0 })
  await Promise.all(Array.from({ length: 4 }, () => deliver(answer.id)))
  // One that comes after the others have written to their hundred waits for the next minute too.
  await deliver(answer.id)
  expect(await shown(answer.id)).toMatchObject({ status: 'SENDING', sent: 100, finishedAt: null })
  hospital.setNow('2026-03-16T09:01:00Z')
  await Promise.all(Array.from({ length: 4 }, () => deliver(answer.id)))
  expect(await shown(answer.id)).toMatchObject({ status: 'FINISHED', sent: 130, leftOut: 0 })
  expect(await rows()).toMatchObject({ recipients: 130, mails: 130 })
})

test('N2: everything is checked again when it is sent, and each client keeps the reason', async () => {
  const [ada, bob, cleo, dan] = [anOwner(), anOwner(), anOwner(), anOwner()]
  const died = aPet(bob)
  const { answer } = await send([aPet(ada), died, aPet(cleo), aPet(dan)])
  peers.set(died, { ...peers.get(died), status: 'DECEASED' })
  peers.set(cleo, { ...peers.get(cleo), email: null })
  peers.set(dan, { ...peers.get(dan), archivedAt: '2026-03-16T08:00:00Z' })
  await deliver(answer.id)
  const { recipientList, ...message } = await shown(answer.id)
  expect(message).toMatchObject({ status: 'FINISHED', sent: 1, leftOut: 3 })
  expect((recipientList as { nodes: unknown[] }).nodes).toEqual([
    { status: 'SENT', reason: null, owner: { id: ada } },
    { status: 'NOT_SENT', reason: 'PATIENT_INACTIVE', owner: { id: bob } },
    { status: 'NOT_SENT', reason: 'NO_ADDRESS', owner: { id: cleo } },
    { status: 'NOT_SENT', reason: 'OWNER_INACTIVE', owner: { id: dan } },
  ])
})

test('C4: news reach only who has agreed to them, and are stopped by one click of a mail program', async () => {
  const ada = anOwner({ email: 'ada@example.test' })
  const decision = { ownerId: ada, purpose: 'NEWS', channel: 'EMAIL', granted: true, wordingVersion: 1 }
  const decide = 'mutation ($input: DecideConsentInput!) { decideConsent(input: $input) { purpose } }'
  await hospital.graphql(desk, decide, { input: decision })
  const petIds = [aPet(ada), aPet()]
  const news = { purpose: 'NEWS', subject: 'Our new surgery', body: 'Come and see it.' }
  const { answer } = await send(petIds, news)
  await deliver(answer.id)
  expect(await shown(answer.id)).toMatchObject({ status: 'FINISHED', sent: 1, leftOut: 1 })
  const [mail] = await hospital.admin`select id, token from notifications.mails`
  await sendMail(hospital.context(), { id: mail!['id'] as string })
  const source = server.taken[0]!.source.replaceAll(/\r\n\s|=\r\n/g, '')
  expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const token = mail!['token'] as string
  expect(openReminderLink(hospital.context(), token)).toMatchObject({ ownerId: ada, isNews: true })
  await hospital.graphql(null, 'mutation ($token: String!) { withdrawReminders(token: $token) }', { token })
  const { errors } = await send(petIds, news)
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'petIds' }])
  expect((await send([aPet(ada)])).errors).toEqual([])
})

test('what has not been sent is stopped while others are written to: nobody is both', async () => {
  const { answer } = await send(many(120), { confirmedCount: 120 })
  const { id } = answer
  // Somebody stops it after the first hundred were chosen, before they are written to.
  meanwhile = async () => {
    const { answer: stopped } = await run('stopBulkMessage', { id })
    expect(stopped).toMatchObject({ status: 'STOPPED', sent: 0, stopped: 120 })
  }
  await deliver(id)
  expect(await shown(id)).toMatchObject({ status: 'STOPPED', sent: 0, stopped: 120 })
  expect(await rows()).toMatchObject({ mails: 0 })

  const other = (await send(many(120), { confirmedCount: 120 })).answer.id
  await Promise.all([deliver(other), run('stopBulkMessage', { id: other }), deliver(other)])
  const { sent, stopped, status } = await shown(other)
  expect(status).toBe('STOPPED')
  expect((sent as number) + (stopped as number)).toBe(120)
  expect(await rows()).toMatchObject({ mails: sent })
  expect((await run('stopBulkMessage', { id: other })).errors).toEqual([])
})

test('what has ended cannot be stopped any more', async () => {
  const { answer } = await send([aPet()])
  await deliver(answer.id)
  const { errors } = await run('stopBulkMessage', { id: answer.id })
  expect(errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  expect((await run('stopBulkMessage', { id: newId() })).errors).toMatchObject([
    { code: 'NOT_FOUND', field: 'id' },
  ])
  expect(await shown(answer.id)).toMatchObject({ status: 'FINISHED', sent: 1, stopped: 0 })
})

test('a repetition with the same key sends nothing twice; from 25 clients on the number is confirmed', async () => {
  const petIds = many(25)
  const refused = await send(petIds, {}, 'one')
  expect(refused.errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'confirmedCount', extensions: { reached: 25 } },
  ])
  expect((await send(petIds, { confirmedCount: 24 })).errors).toMatchObject([{ field: 'confirmedCount' }])
  expect(await rows()).toMatchObject({ messages: 0, recipients: 0 })
  const sent = await Promise.all([1, 2, 3].map(() => send(petIds, { confirmedCount: 25 }, 'two')))
  expect(new Set(sent.map(({ answer }) => answer.id)).size).toBe(1)
  expect(await rows()).toMatchObject({ messages: 1, recipients: 25 })
  expect((await send(petIds.slice(1), {}, 'two')).errors).toMatchObject([
    { code: 'CONFLICT', field: 'Idempotency-Key' },
  ])
})

test.each([
  ['an unknown variable', { body: 'Dear {{ dog }}' }, 'BAD_USER_INPUT', 'body'],
  ['a loop', { body: '{% for i in (1..1000000000) %}x{% endfor %}' }, 'BAD_USER_INPUT', 'body'],
  ['markup', { body: '<script>alert(1)</script>' }, 'BAD_USER_INPUT', 'body'],
  ['an empty subject', { subject: ' ' }, 'BAD_USER_INPUT', 'subject'],
  [
    'a subject that becomes blank',
    { subject: '{% if name == "x" %}x{% endif %}' },
    'BAD_USER_INPUT',
    'subject',
  ],
  ['nobody', { petIds: [] }, 'BAD_USER_INPUT', 'petIds'],
  ['5,000 patients', { petIds: Array.from({ length: 5_000 }, newId) }, 'BAD_USER_INPUT', 'petIds'],
  ['an unknown patient', { petIds: [newId()] }, 'NOT_FOUND', 'petIds'],
  ['an unknown location', { locationId: newId() }, 'NOT_FOUND', 'locationId'],
])('%s is one error at its field, and nothing is written', async (_what, wrong, code, field) => {
  const input = inputOf([aPet()], wrong)
  for (const of of ['sendBulkMessage', 'bulkMessagePreview']) {
    const { errors } = await run(of, { input })
    expect(errors).toMatchObject([{ code, field }])
  }
  expect(await rows()).toMatchObject({ messages: 0, recipients: 0, mails: 0 })
})

test('only who may write to many does, and only where (AU6)', async () => {
  const input = inputOf([aPet()])
  for (const role of ['VET', 'OWNER'] as const)
    expect((await run('sendBulkMessage', { input }, asRole(role))).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ])
  const elsewhere = asRole('RECEPTIONIST', {
    grants: [{ locationId: newId(), permissions: desk.grants[0]!.permissions }],
  })
  expect((await run('sendBulkMessage', { input }, elsewhere)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  const { id } = (await send([aPet()])).answer
  expect((await run('bulkMessage', { id }, elsewhere)).answer).toBeNull()
  expect((await run('stopBulkMessage', { id }, elsewhere)).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('a bulk message and its recipients are forgotten after two years', async () => {
  const { answer } = await send([aPet()])
  await deliver(answer.id)
  hospital.setNow('2028-03-15T09:00:00Z')
  await sweepBulkMessages(hospital.context())
  expect(await rows()).toMatchObject({ messages: 1 })
  hospital.setNow('2028-03-17T09:00:00Z')
  await sweepBulkMessages(hospital.context())
  expect(await rows()).toMatchObject({ messages: 0, recipients: 0 })
})
