import type { AskPeer } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aLine, aSignature, estimates, sendsEstimate } from '../estimates/estimate.factory.ts'
import { mailEstimate, sealEstimateLink } from '../estimates/mail.service.ts'
import { eur, receptionist } from '../payments/payment.factory.ts'
import { billing } from '../schema.ts'
import { aLocation, askPeer } from '../testing.ts'

let hospital: TestSubgraph
let at: string
let email: string | null
const ownerId = newId()

const clinical: AskPeer = async (type, ids, selection) =>
  type === 'Owner'
    ? ids.map((id) => ({ id, version: 1, name: 'Ada Byron', archivedAt: null, address: null, email }))
    : askPeer(type, ids, selection)

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, clinical)
  at = (await aLocation(hospital)).id
})
afterAll(() => hospital.close())
beforeEach(() => {
  hospital.setNow('2026-03-16T08:00:00Z')
  email = 'ada@example.test'
})

const text = { title: 'Dental treatment', validUntil: '2026-03-20' }

async function sent(items: unknown[] = [aLine(), aLine({ description: 'X-ray' })]) {
  const { estimate } = await estimates(hospital, 'createEstimate', {
    ...text,
    ownerId,
    locationId: at,
    items,
  })
  const answer = await sendsEstimate(hospital, estimate)
  expect(answer.errors).toEqual([])
  return answer.estimate
}

const versionsOf = (id: string) =>
  hospital.admin<Array<{ id: string; sent_to: string | null }>>`
    select id, sent_to from billing.estimate_versions where estimate_id = ${id} order by number desc`

const linkTo = async ({ id }: { id: string }) =>
  sealEstimateLink(hospital.context(), (await versionsOf(id))[0]!.id)

const shown = 'title hospital status high items { id petName description decision } signedBy'

interface Linked {
  status: string
  items: Array<{ id: string; decision: string }>
}

async function asks(mutation: string, variables: object) {
  const { data, errors } = await hospital.graphql(null, mutation, variables as never)
  return { linked: Object.values(data ?? {})[0] as Linked, refusal: errors[0]?.extensions }
}
const open = (token: string) =>
  asks(`mutation ($token: String!) { openLinkedEstimate(token: $token) { ${shown} } }`, { token })
const answer = (token: string, acceptedItemIds: string[], more = {}) =>
  asks(`mutation ($input: AnswerLinkedEstimateInput!) { answerLinkedEstimate(input: $input) { ${shown} } }`, {
    input: { token, acceptedItemIds, signedBy: 'Ada Byron', signature: aSignature(), ...more },
  })

const answersOf = async (id: string) =>
  (
    await hospital.graphql(
      receptionist,
      'query ($id: ID!) { estimate(id: $id) { status versions { sentTo answer { signedBy portal byLink } } } }',
      { id },
    )
  ).data['estimate']

/** The e-mails as notifications hear of them. */
const mailed = async () =>
  (await hospital.emitted())
    .filter(({ task }) => task === 'notifications:document.mailed')
    .map(({ payload }) => payload as Record<string, unknown> & { token: string })

test('B12: an estimate that is sent is mailed once with its PDF and a link that opens it; without an address it is not', async () => {
  const estimate = await sent()
  const [version] = await versionsOf(estimate.id)
  expect(version).toMatchObject({ sent_to: email })
  const planned = await hospital.admin`
    select payload from graphile_worker._private_jobs where payload::text like ${`%${version!.id}%`}`
  expect(planned).toHaveLength(1)
  await mailEstimate(hospital.context(), { id: version!.id })
  const [mail] = await mailed()
  expect(mail).toMatchObject({
    ...{ id: version!.id, template: 'estimate', to: email, name: 'Ada Byron' },
    values: { title: 'Dental treatment', total: 'EUR 24.00 – EUR 72.00', validUntil: '2026-03-20' },
    attachment: { fileName: 'estimate-version-1.pdf' },
  })
  expect((await open(mail!.token)).linked).toMatchObject({
    ...{ title: 'Dental treatment', status: 'SENT', high: eur(7200), signedBy: null },
    items: [
      { description: 'Extraction', decision: 'OPEN' },
      { description: 'X-ray', decision: 'OPEN' },
    ],
  })
  email = null
  const silent = await sent()
  expect(await answersOf(silent.id)).toMatchObject({ status: 'SENT', versions: [{ sentTo: null }] })
  const [unsent] = await versionsOf(silent.id)
  expect(
    await hospital.admin`select from graphile_worker._private_jobs where payload::text like ${`%${unsent!.id}%`}`,
  ).toHaveLength(0)
})

test('B12: whoever has the link answers line by line with a signature, once however often it is clicked, and the desk sees it', async () => {
  const estimate = await sent()
  const [extraction] = estimate.items
  const token = await linkTo(estimate)
  const desk = await hospital.subscribe(receptionist, 'subscription { estimateChanged { id status } }')
  const answers = await Promise.all(Array.from({ length: 5 }, () => answer(token, [extraction!.id])))
  for (const { linked } of answers)
    expect(linked).toMatchObject({
      status: 'ACCEPTED',
      items: [{ decision: 'ACCEPTED' }, { decision: 'DECLINED' }],
      signedBy: 'Ada Byron',
    })
  expect(await desk.next!()).toEqual({
    data: { estimateChanged: { id: estimate.id, status: 'ACCEPTED' } },
  })
  expect(await answersOf(estimate.id)).toEqual({
    status: 'ACCEPTED',
    versions: [{ sentTo: email, answer: { signedBy: 'Ada Byron', portal: false, byLink: true } }],
  })
  const entries = (await hospital.audited(estimate.id)).map(({ action, actorId }) => [action, actorId])
  expect(entries.slice(-2)).toEqual([
    ['estimate.answer', null],
    ['estimate.accept', null],
  ])
  expect((await answer(token, [])).refusal).toMatchObject({ code: 'CONFLICT', status: 'ACCEPTED' })
})

test('B12: of an answer by the link and one at the desk at the same time one counts', async () => {
  const estimate = await sent()
  const { id, version } = estimate
  const token = await linkTo(estimate)
  const atDesk = { id, version, acceptedItemIds: [], signedBy: 'Ada Byron', signature: aSignature() }
  const [byLink, { errors }] = await Promise.all([
    answer(token, [estimate.items[0]!.id]),
    estimates(hospital, 'acceptEstimate', atDesk),
  ])
  expect([byLink.refusal?.['code'], errors[0]?.code].filter(Boolean)).toEqual(['CONFLICT'])
})

test('B12: a link ends with the last day of its estimate, by the calendar of the location', async () => {
  const estimate = await sent()
  const token = await linkTo(estimate)
  hospital.setNow('2026-03-20T22:30:00Z')
  expect((await open(token)).linked).toMatchObject({ status: 'SENT' })
  hospital.setNow('2026-03-21T00:30:00Z')
  const expired = { code: 'CONFLICT', field: 'token', status: 'EXPIRED' }
  expect((await open(token)).refusal).toMatchObject(expired)
  expect((await answer(token, [])).refusal).toMatchObject(expired)
})

test('B12: a link ends with the next version, which has its own', async () => {
  const first = await sent()
  const old = await linkTo(first)
  const { estimate } = await estimates(hospital, 'updateEstimate', {
    ...{ ...text, id: first.id, version: first.version },
    items: [aLine({ quantity: 5 })],
  })
  const changed = { code: 'CONFLICT', field: 'token', rule: 'estimate_changed' }
  expect((await open(old)).refusal).toMatchObject(changed)
  const second = (await sendsEstimate(hospital, estimate)).estimate
  expect((await answer(old, [first.items[0]!.id])).refusal).toMatchObject(changed)
  expect((await open(await linkTo(second))).linked).toMatchObject({ status: 'SENT', high: eur(6000) })
})

test('B12: a link opens its own estimate only, and takes no line of another', async () => {
  const [estimate, other] = [await sent(), await sent()]
  const token = await linkTo(estimate)
  expect((await answer(token, [other.items[0]!.id])).refusal).toMatchObject({
    ...{ code: 'NOT_FOUND', field: 'acceptedItemIds' },
  })
  expect((await answer(token, [], { signature: 'data:image/png;base64,AAAA' })).refusal).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', field: 'signature' },
  })
  const [version] = await versionsOf(estimate.id)
  const ofAnotherKind = hospital.context().linkSealer.seal(version!.id, 'reminder')
  const ofNothing = sealEstimateLink(hospital.context(), newId())
  for (const bad of ['', 'x', version!.id, `${token.slice(0, -2)}AA`, ofAnotherKind, ofNothing])
    for (const { refusal } of [await open(bad), await answer(bad, [])])
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: 'token' })
  expect(await answersOf(estimate.id)).toMatchObject({ status: 'SENT', versions: [{ answer: null }] })
})
