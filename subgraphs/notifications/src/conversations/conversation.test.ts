import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { addMinutes } from '@vetgraph/kit/time'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { notifications } from '../schema.ts'
import { aVet } from '../testing.ts'
import { conversationMessages, conversationNotes } from './conversation.table.ts'
import { sweepConversations } from './sweep.service.ts'
import { tellOfMessage } from './tell.service.ts'

type Viewer = ReturnType<typeof asRole>

const desk = asRole('RECEPTIONIST')
const vet = asRole('VET')
const clientOf = (ownerId: string) => asRole('OWNER', { ownerId })

let hospital: TestSubgraph
/** What the other subgraphs answer. */
const peers = new Map<string, Record<string, unknown>>()
let ownerId: string
let client: Viewer

function anOwner() {
  const id = newId()
  peers.set(id, { id, name: 'Ada Byrne', email: `${id}@clients.test`, archivedAt: null })
  return id
}

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications, async (_type, ids) =>
    ids.map((id) => peers.get(id) ?? null),
  )
})
afterAll(() => hospital.close())
beforeEach(() => {
  hospital.setNow('2026-03-16T08:00:00.000Z')
  ownerId = anOwner()
  client = clientOf(ownerId)
})

const later = (minutes: number) => hospital.setNow(addMinutes(hospital.now(), minutes).toISOString())

async function run<T>(viewer: Viewer, query: string, variables: object = {}, key?: string) {
  const { data, errors } = await hospital.graphql(
    viewer,
    query,
    variables as Record<string, unknown>,
    key ? { idempotencyKey: key } : {},
  )
  return { result: Object.values(data ?? {})[0] as T, refusal: errors[0]?.extensions }
}

const send = (viewer: Viewer, text: string, input: object = {}, key?: string) =>
  run<{ id: string; sender: string }>(
    viewer,
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { id sender text sentAt } }',
    { input: { text, ...input } },
    key,
  )

const toClient = (text: string, viewer = desk) => send(viewer, text, { ownerId })

interface Shown {
  id: string
  version: number
  unread: boolean
  ownerReadAt: string | null
  assignedTo: { id: string } | null
  messages: { totalCount: number; nodes: Array<{ sender: string; text: string; author: { id: string } }> }
  notes: { nodes: Array<{ text: string }> } | null
}

async function threadOf(viewer: Viewer, of = ownerId): Promise<Shown | null> {
  const { result } = await run<Array<{ conversation: Shown | null }>>(
    viewer,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Owner { conversation {
      id version unread ownerReadAt assignedTo { id } notes { nodes { text } }
      messages { totalCount nodes { sender text author { id } } } } } } }`,
    { of: [{ __typename: 'Owner', id: of }] },
  )
  return result?.[0]?.conversation ?? null
}

const markRead = (viewer: Viewer, messageId: string) =>
  run<{ unread: boolean }>(
    viewer,
    'mutation ($id: ID!) { markConversationRead(messageId: $id) { unread } }',
    { id: messageId },
  )

async function listed(filter: object, viewer = desk): Promise<string[]> {
  const { result } = await run<{ nodes: Array<{ id: string }> }>(
    viewer,
    'query ($filter: ConversationFilter) { conversations(first: 100, filter: $filter) { nodes { id } } }',
    { filter },
  )
  return result.nodes.map(({ id }) => id)
}

const assign = (id: string, userId: string | null, version: number, viewer = desk) =>
  run<Shown>(
    viewer,
    'mutation ($input: AssignConversationInput!) { assignConversation(input: $input) { version assignedTo { id } } }',
    { input: { id, userId, version } },
  )

const mailsOf = (owner = ownerId) =>
  hospital.admin`select subject, body from notifications.mails where recipient = ${`${owner}@clients.test`}`

test('an owner and the hospital write to each other in one conversation, and each side has its own unread mark', async () => {
  expect(await threadOf(client)).toBeNull()
  const asked = await send(client, 'Is Bella awake?')
  expect(asked.result).toMatchObject({ sender: 'OWNER' })
  expect(await threadOf(desk)).toMatchObject({ unread: true })
  expect(await threadOf(client)).toMatchObject({ unread: false })
  const answered = await toClient('She is, and she has eaten.', vet)
  expect(answered.result).toMatchObject({ sender: 'HOSPITAL' })
  expect((await markRead(desk, asked.result.id)).result).toEqual({ unread: false })
  expect(await threadOf(client)).toMatchObject({
    unread: true,
    messages: {
      totalCount: 2,
      nodes: [
        { sender: 'HOSPITAL', author: { id: vet.userId } },
        { sender: 'OWNER', text: 'Is Bella awake?' },
      ],
    },
  })
  await markRead(client, answered.result.id)
  expect(await threadOf(client)).toMatchObject({ unread: false, ownerReadAt: expect.any(String) })
})

test('what is read ends at the message that was seen: a later one stays unread', async () => {
  const { result: first } = await send(client, 'One')
  await send(client, 'Two')
  expect((await markRead(desk, first.id)).result).toEqual({ unread: true })
  const { id } = (await threadOf(desk))!
  expect(await listed({ unread: true })).toContain(id)
})

test('a message is sent once under one key, and both sides begin one conversation at the same moment', async () => {
  const key = newId()
  const sent = await Promise.all([
    ...[1, 2, 3].map(() => send(client, 'Hello', {}, key)),
    ...[1, 2, 3].map(() => toClient('Good morning')),
  ])
  expect(new Set(sent.slice(0, 3).map(({ result }) => result.id)).size).toBe(1)
  expect(await threadOf(desk)).toMatchObject({ messages: { totalCount: 4 } })
  const [row] = await hospital.admin`
    select count(*)::int from notifications.conversations where owner_id = ${ownerId}`
  expect(row).toEqual({ count: 1 })
})

test('AU4: an owner sees and hears the own conversation only, also as co-owner of the same pet', async () => {
  const { result } = await send(client, 'Secret of Ada')
  const stranger = clientOf(anOwner())
  const { id } = (await threadOf(client))!
  const seen = await run(stranger, 'query ($id: ID!) { conversation(id: $id) { id } }', { id })
  expect(seen.result).toBeNull()
  expect(await threadOf(stranger)).toBeNull()
  expect((await markRead(stranger, result.id)).refusal).toMatchObject({ code: 'NOT_FOUND' })
  expect((await markRead(stranger, newId())).refusal).toMatchObject({ code: 'NOT_FOUND' })
  expect((await send(stranger, 'As Ada', { ownerId })).refusal).toMatchObject({ code: 'FORBIDDEN' })
  for (const query of [
    'query ($id: ID!) { conversations { nodes { id } } conversation(id: $id) { id } }',
    'mutation ($id: ID!) { addConversationNote(input: { conversationId: $id, text: "x" }) { id } }',
    'mutation ($id: ID!) { assignConversation(input: { id: $id, version: 1 }) { id } }',
  ])
    expect((await run(client, query, { id })).refusal).toMatchObject({ code: 'FORBIDDEN' })
})

test('internal notes and assignments stay among staff: the owner neither reads nor hears of them', async () => {
  await send(client, 'She limps again')
  const { id, version } = (await threadOf(desk))!
  const listen = async (viewer: Viewer) => {
    const { next } = await hospital.subscribe(
      viewer,
      'subscription { messageReceived { message { text } conversation { assignedTo { id } notes { nodes { text } } } unreadCount } }',
    )
    return next!
  }
  const [atDesk, atHome] = await Promise.all([desk, client].map(listen))
  const input = { conversationId: id, text: 'Pays late' }
  await run(
    desk,
    'mutation ($input: AddConversationNoteInput!) { addConversationNote(input: $input) { id } }',
    { input },
  )
  await assign(id, desk.userId, version)
  await toClient('Come at ten')
  expect((await atDesk!())?.data).toMatchObject({
    messageReceived: { message: null, conversation: { notes: { nodes: [{ text: 'Pays late' }] } } },
  })
  await atDesk!()
  expect((await atDesk!())?.data).toMatchObject({ messageReceived: { message: { text: 'Come at ten' } } })
  expect((await atHome!())?.data).toEqual({
    messageReceived: {
      message: { text: 'Come at ten' },
      conversation: { assignedTo: null, notes: null },
      unreadCount: 1,
    },
  })
})

test('staff who are clients too write and read as clients, and find no notes about themselves', async () => {
  await toClient('Your results are here')
  const { id, version } = (await threadOf(desk))!
  const both = asRole('VET', {
    ownerId,
    grants: [...vet.grants, ...client.grants],
  })
  expect(await threadOf(both)).toMatchObject({ unread: true, notes: null })
  expect((await send(both, 'Thank you')).result).toMatchObject({ sender: 'OWNER' })
  expect(await listed({}, both)).not.toContain(id)
  expect((await assign(id, null, version, both)).refusal).toMatchObject({ code: 'NOT_FOUND' })
})

test('a conversation is taken by one of two at once, and given to nobody who may not answer', async () => {
  await send(client, 'Hello')
  const { id, version } = (await threadOf(desk))!
  const taken = await Promise.all([desk, vet].map((viewer) => assign(id, viewer.userId, version, viewer)))
  expect(taken.filter(({ refusal }) => !refusal)).toHaveLength(1)
  expect(taken.find(({ refusal }) => refusal)?.refusal).toMatchObject({ code: 'CONFLICT', field: 'version' })
  const [colleague, other] = [newId(), newId()]
  const holding = (permissions: string[]) => ({ active: true, roles: [{ role: { permissions } }] })
  peers.set(colleague, { id: colleague, ...holding(['conversation:write']) })
  peers.set(other, { id: other, ...holding(['own-household:read']) })
  for (const userId of [other, newId()])
    expect((await assign(id, userId, 2)).refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'userId' })
  const { result } = await assign(id, colleague, 2)
  expect(result).toMatchObject({ assignedTo: { id: colleague } })
  expect(await listed({ unassigned: true })).not.toContain(id)
  expect(await listed({ mine: true }, asRole('VET', { userId: colleague }))).toEqual([id])
})

test('N6: a client who has not read a message after five minutes gets one e-mail, which says nothing of it', async () => {
  const { result: first } = await toClient('The tumour is benign')
  later(4)
  const { result: second } = await toClient('Come on Friday')
  later(1)
  for (const { id } of [first, second, first]) await tellOfMessage(hospital.context(), { messageId: id })
  const mails = await mailsOf()
  expect(mails).toHaveLength(1)
  expect(JSON.stringify(mails)).not.toMatch(/tumour|Friday/)
})

test('N6: a client who has read a message meanwhile gets no e-mail', async () => {
  const { result } = await toClient('See you tomorrow')
  await markRead(client, result.id)
  later(5)
  await tellOfMessage(hospital.context(), { messageId: result.id })
  expect(await mailsOf()).toEqual([])
})

test('whoever answers a conversation is notified of what the client writes, without its text', async () => {
  const { id } = await aVet(hospital)
  const answering = asRole('VET', { userId: id })
  await send(client, 'Hello')
  const { version, id: conversationId } = (await threadOf(desk))!
  await assign(conversationId, id, version, answering)
  const { result } = await send(client, 'The wound is open')
  for (const messageId of [result.id, result.id]) await tellOfMessage(hospital.context(), { messageId })
  const { result: told } = await run<{ nodes: Array<{ title: string }> }>(
    answering,
    '{ notifications { nodes { title body link } } }',
  )
  expect(told.nodes).toEqual([
    {
      title: 'New message from Ada Byrne',
      body: expect.not.stringContaining('wound') as string,
      link: `/conversations?conversation=${conversationId}`,
    },
  ])
})

test('an owner sends at most 20 messages an hour of at most 2,000 characters, also all at once', async () => {
  expect((await send(client, 'x'.repeat(2001))).refusal).toMatchObject({ field: 'text' })
  expect((await send(client, ' \n ')).refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' })
  const sent = await Promise.all(Array.from({ length: 24 }, (_, each) => send(client, `Message ${each}`)))
  expect(sent.filter(({ refusal }) => !refusal)).toHaveLength(20)
  expect(sent.find(({ refusal }) => refusal)?.refusal).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  later(61)
  expect((await send(client, 'Later')).refusal).toBeUndefined()
})

test('nobody writes to a client who does not exist, and who writes to whom is said', async () => {
  expect((await send(desk, 'Hello', { ownerId: newId() })).refusal).toMatchObject({ code: 'NOT_FOUND' })
  expect((await send(desk, 'Hello')).refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'ownerId' })
})

test('C1: staff who read a conversation leave an entry, the owner leaves none; messages stand in the audit without text', async () => {
  await send(client, 'Quite private')
  const { id } = (await threadOf(client))!
  const before = await hospital.audited(id)
  expect(before.map(({ action }) => action)).toEqual(['conversation.send'])
  expect(JSON.stringify(before)).not.toContain('private')
  await threadOf(desk)
  expect((await hospital.audited(id)).map(({ action }) => action)).toContain('conversation.read')
})

test('messages and notes are deleted after two years, and then the conversation', async () => {
  await send(client, 'Old')
  hospital.setNow('2028-03-15T08:00:00.000Z')
  await sweepConversations(hospital.context())
  expect(await threadOf(client)).not.toBeNull()
  hospital.setNow('2028-03-17T08:00:00.000Z')
  await sweepConversations(hospital.context())
  expect(await threadOf(client)).toBeNull()
})

test('the database lets nobody rewrite a message or a note', async () => {
  await send(client, 'As it was')
  const { db } = hospital.context()
  const refused = expect.objectContaining({ cause: expect.objectContaining({ code: '42501' }) as object })
  await expect(db.update(conversationMessages).set({ text: 'Other' })).rejects.toEqual(refused)
  await expect(db.update(conversationNotes).set({ text: 'Other' })).rejects.toEqual(refused)
})
