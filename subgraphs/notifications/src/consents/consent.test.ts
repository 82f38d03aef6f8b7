import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { notifications } from '../schema.ts'
import { consentDecisions, consentWordings } from './consent.table.ts'

const household = newId()
const others = newId()
const owner = asRole('OWNER', { ownerId: household })
const reception = asRole('RECEPTIONIST')
const admin = asRole('ADMIN')

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(notifications, async (_type, ids) =>
    ids.map((id) => ([household, others].includes(id) ? { id } : null)),
  )
})
afterEach(() => hospital.close())

const decide = `mutation ($input: DecideConsentInput!) {
  decideConsent(input: $input) { purpose channel outdated decision { granted wordingVersion source recordedBy { id } } }
}`

const newsByMail = { ownerId: household, purpose: 'NEWS', channel: 'EMAIL', granted: true, wordingVersion: 1 }

const consents = (id: string) => `{
  _entities(representations: [{ __typename: "Owner", id: "${id}" }]) {
    ... on Owner {
      consents { purpose channel outdated wording { version } decision { granted } }
      consentDecisions(first: 10) { totalCount nodes { granted } }
    }
  }
}`

type Told = Array<{
  consents: Array<{
    purpose: string
    channel: string
    outdated: boolean
    decision: { granted: boolean } | null
  }>
  consentDecisions: { totalCount: number; nodes: Array<{ granted: boolean }> }
}>

const publish = `mutation ($input: PublishConsentWordingInput!) {
  publishConsentWording(input: $input) { version text }
}`

const words = { purpose: 'NEWS', text: 'The hospital may write to me about news and offers.', basedOn: 1 }

test('nobody has agreed to anything before being asked', async () => {
  const { data } = await hospital.graphql(owner, consents(household))
  const [told] = data['_entities'] as Told
  expect(told?.consents).toHaveLength(16)
  expect(told?.consents.filter(({ decision }) => decision)).toEqual([])
})

test('a client agrees per purpose and channel, takes it back, and every decision stays (C4)', async () => {
  const granted = await hospital.graphql(owner, decide, { input: newsByMail })
  expect(granted.data['decideConsent']).toEqual({
    purpose: 'NEWS',
    channel: 'EMAIL',
    outdated: false,
    decision: { granted: true, wordingVersion: 1, source: 'PORTAL', recordedBy: { id: owner.userId } },
  })
  await hospital.graphql(owner, decide, { input: newsByMail })
  const withdrawn = await hospital.graphql(reception, decide, { input: { ...newsByMail, granted: false } })
  expect(withdrawn.data['decideConsent']).toMatchObject({
    decision: { granted: false, source: 'FRONT_DESK', recordedBy: { id: reception.userId } },
  })
  const { data } = await hospital.graphql(owner, consents(household))
  const [told] = data['_entities'] as Told
  expect(told?.consents.filter(({ decision }) => decision)).toEqual([
    {
      purpose: 'NEWS',
      channel: 'EMAIL',
      outdated: false,
      wording: { version: 1 },
      decision: { granted: false },
    },
  ])
  expect(told?.consentDecisions).toEqual({ totalCount: 2, nodes: [{ granted: false }, { granted: true }] })
  expect((await hospital.audited(household)).map(({ action }) => action)).toEqual([
    'consent.grant',
    'consent.withdraw',
  ])
})

test('a decision taken twenty times at once is one, and everybody is answered it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => hospital.graphql(owner, decide, { input: newsByMail })),
  )
  expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => []))
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
  expect(await hospital.context().db.$count(consentDecisions)).toBe(1)
  expect(await hospital.audited(household)).toHaveLength(1)
  const [decision] = await hospital.context().db.select().from(consentDecisions)
  await expect(
    hospital
      .context()
      .db.insert(consentDecisions)
      .values({ ...decision!, id: newId(), granted: false }),
  ).rejects.toMatchObject({ cause: { constraint_name: 'consent_decisions_one_by_one' } })
})

test('new words make what was agreed before outdated, and nobody agrees to words that are gone (C4)', async () => {
  await hospital.graphql(owner, decide, { input: newsByMail })
  const published = await hospital.graphql(admin, publish, { input: words })
  expect(published.data).toEqual({ publishConsentWording: { version: 2, text: words.text } })
  const { data } = await hospital.graphql(owner, consents(household))
  expect((data['_entities'] as Told)[0]?.consents.filter(({ outdated }) => outdated)).toHaveLength(1)
  const stale = { ...newsByMail, channel: 'SMS' }
  const { errors } = await hospital.graphql(owner, decide, { input: stale })
  expect(errors).toMatchObject([
    { code: 'CONFLICT', field: 'wordingVersion', extensions: { current: { version: 2, text: words.text } } },
  ])
  const refusal = await hospital.graphql(owner, decide, { input: { ...stale, granted: false } })
  expect(refusal.errors).toEqual([])
  const older = await hospital.graphql(owner, '{ consentWordings { purpose version } }')
  expect(older.data['consentWordings']).toContainEqual({ purpose: 'NEWS', version: 1 })
})

test('of two who publish at once one is told', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => hospital.graphql(admin, publish, { input: words })))
  expect(answers.map(({ errors }) => errors[0]?.code ?? 'OK').sort()).toEqual(['CONFLICT', 'CONFLICT', 'OK'])
  const short = await hospital.graphql(admin, publish, { input: { ...words, text: 'No.', basedOn: 2 } })
  expect(short.errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'text' }])
  const forbidden = await hospital.graphql(reception, publish, { input: { ...words, basedOn: 2 } })
  expect(forbidden.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('another household’s consent is neither seen nor decided, and looks like none (AU4)', async () => {
  await hospital.graphql(reception, decide, { input: { ...newsByMail, ownerId: others } })
  const { data } = await hospital.graphql(owner, consents(others))
  const [told] = data['_entities'] as Told
  expect(told?.consents.filter(({ decision }) => decision)).toEqual([])
  expect(told?.consentDecisions.totalCount).toBe(0)
  const tried = await Promise.all(
    [others, newId(), 'nothing'].map((ownerId) =>
      hospital.graphql(owner, decide, { input: { ...newsByMail, ownerId } }),
    ),
  )
  for (const { errors } of tried) {
    expect(errors).toMatchObject([{ code: 'NOT_FOUND', field: 'ownerId', message: 'No such owner.' }])
  }
  const unknown = await hospital.graphql(reception, decide, { input: { ...newsByMail, ownerId: newId() } })
  expect(unknown.errors).toMatchObject([{ code: 'NOT_FOUND', field: 'ownerId' }])
  expect(await hospital.context().db.$count(consentDecisions)).toBe(1)
})

test('the database lets nobody rewrite what was decided or asked (C4)', async () => {
  await hospital.graphql(owner, decide, { input: newsByMail })
  const { db } = hospital.context()
  const refused = expect.objectContaining({ cause: expect.objectContaining({ code: '42501' }) as object })
  await expect(db.update(consentDecisions).set({ granted: false })).rejects.toEqual(refused)
  await expect(db.delete(consentDecisions)).rejects.toEqual(refused)
  await expect(db.update(consentWordings).set({ text: 'Yes to everything.' })).rejects.toEqual(refused)
})
