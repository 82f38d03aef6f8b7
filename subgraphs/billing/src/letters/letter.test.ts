import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { billing } from '../schema.ts'
import { eur, pays, receptionist } from '../payments/payment.factory.ts'
import { planReminders, remindByItself } from './remind.service.ts'
import { aDraft, aVisit, askPeer } from '../testing.ts'

let hospital: TestSubgraph
let email: string | null = 'eleni@example.test'
const administrator = asRole('ADMIN')

beforeAll(async () => {
  hospital = await TestSubgraph.open(billing, async (type, ids, selection) => {
    const answers = await askPeer(type, ids, selection)
    return type === 'Owner' ? answers.map((answer) => ({ ...answer, email })) : answers
  })
})
afterAll(() => hospital.close())

const shown = 'id dueOn letters { kind sentTo sentBy { id } due } dispute { reason }'

const says = (mutation: string, variables: object, { viewer = receptionist, key = newId() } = {}) =>
  hospital.graphql(viewer, mutation, variables as never, { idempotencyKey: key })

const send = (id: string, options = {}) =>
  says(`mutation ($id: ID!) { sendInvoice(input: { id: $id }) { ${shown} } }`, { id }, options)
const remind = (id: string, options = {}) =>
  says(`mutation ($id: ID!) { sendReminder(input: { id: $id }) { ${shown} } }`, { id }, options)
const dispute = (id: string, reason = 'Agreed otherwise') =>
  says(
    `mutation ($id: ID!, $reason: String!) { disputeInvoice(input: { id: $id, reason: $reason }) { ${shown} } }`,
    { id, reason },
  )
const settle = (id: string) => says(`mutation ($id: ID!) { settleDispute(id: $id) { ${shown} } }`, { id })
const setTerms = (locationId: string, days: number, viewer = administrator, automaticReminders?: boolean) =>
  says(
    `mutation ($input: SetPaymentTermsInput!) { setPaymentTerms(input: $input) { days automaticReminders } }`,
    { input: { locationId, days, automaticReminders } },
    { viewer },
  )
const finalise = async (id: string) => {
  const { errors } = await says(
    'mutation ($id: ID!) { finaliseInvoice(id: $id, basedOnVersion: 1) { id } }',
    { id },
  )
  expect(errors).toEqual([])
}

async function aFinalised() {
  const draft = await aDraft(hospital)
  await finalise(draft.id)
  return draft
}

const overdue = async (locationId: string) => {
  const { data } = await hospital.graphql(
    receptionist,
    'query ($id: ID) { overdueInvoices(locationId: $id) { nodes { id } } }',
    { id: locationId },
  )
  return (data['overdueInvoices'] as { nodes: Array<{ id: string }> }).nodes.map(({ id }) => id)
}

/** The e-mails about invoices of an owner’s household, as notifications hear of them. */
const mailed = async (number?: string) =>
  (await hospital.emitted())
    .filter(({ task }) => task === 'notifications:document.mailed')
    .map(
      ({ payload }) =>
        payload as {
          to: string
          template: string
          values: Record<string, string>
          attachment: { fileName: string; base64: string }
        },
    )
    .filter(({ values }) => !number || values['number'] === number)

const numberOf = async (id: string) =>
  (await hospital.admin`select number from billing.invoices where id = ${id}`)[0]!['number'] as string

test('a finalised invoice is sent once for one key with its stored PDF; again it says so, and both are on record', async () => {
  const { id } = await aFinalised()
  const key = newId()
  for (const answer of [await send(id, { key }), await send(id, { key })]) {
    expect(answer.errors).toEqual([])
    expect(answer.data['sendInvoice']).toMatchObject({
      letters: [{ kind: 'INVOICE', sentTo: email, sentBy: { id: receptionist.userId }, due: eur(7800) }],
    })
  }
  await send(id)
  const number = await numberOf(id)
  const [stored] = await hospital.admin`select body from billing.documents where id = ${id}`
  const mails = await mailed(number)
  expect(mails).toMatchObject([
    {
      template: 'invoice',
      to: email,
      values: { number, due: 'EUR 78.00', dueOn: '2026-03-30', again: '' },
      attachment: { fileName: `${number}.pdf`, base64: (stored!['body'] as Buffer).toString('base64') },
    },
    { template: 'invoice', values: { again: 'yes' } },
  ])
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    'invoice.draft',
    'invoice.finalise',
    'invoice.send',
    'invoice.send',
  ])
})

test('a draft, an owner without an e-mail address and people without the right send nothing', async () => {
  const draft = await aDraft(hospital)
  expect((await send(draft.id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  const { id } = await aFinalised()
  email = null
  const refused = await send(id)
  email = 'eleni@example.test'
  expect(refused.errors).toMatchObject([
    { code: 'CONFLICT', field: 'id', extensions: { rule: 'owner_without_email' } },
  ])
  expect((await send(id, { viewer: asRole('VET') })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await send(newId())).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'id' }])
  expect(await mailed(await numberOf(id))).toEqual([])
})

test('B11: an overdue invoice is reminded of in three steps a week apart, each once, and no more once it is paid', async () => {
  const { id, visit } = await aFinalised()
  expect((await remind(id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  hospital.setNow('2026-04-01T09:00:00.000Z')
  const answers = await Promise.all(Array.from({ length: 6 }, () => remind(id)))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  hospital.setNow('2026-04-08T09:00:00.000Z')
  expect((await remind(id)).errors).toEqual([])
  expect((await remind(id)).errors).toMatchObject([{ code: 'CONFLICT' }])
  hospital.setNow('2026-04-16T09:00:00.000Z')
  const last = await remind(id)
  expect(last.data['sendReminder']).toMatchObject({
    letters: [
      { kind: 'FIRST_REMINDER' },
      { kind: 'SECOND_REMINDER' },
      { kind: 'FINAL_REMINDER', due: eur(7800) },
    ],
  })
  expect((await mailed(await numberOf(id))).map(({ values }) => values['step'])).toEqual([
    'Reminder',
    'Second reminder',
    'Final reminder',
  ])
  const other = await aFinalised()
  hospital.setNow('2026-05-16T09:00:00.000Z')
  expect((await remind(id)).errors).toMatchObject([{ code: 'CONFLICT' }])
  const { ownerId, locationId } = other.visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect((await remind(other.id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  hospital.setNow('2026-03-16T09:30:00.000Z')
  const owner = await hospital.graphql(
    asRole('OWNER', { ownerId: visit.ownerId }),
    `query ($id: ID!) { invoice(id: $id) { ${shown} } }`,
    { id },
  )
  expect(owner.data['invoice']).toMatchObject({ letters: [], dispute: null })
})

test('B11: a disputed invoice is neither overdue nor reminded of until the dispute is settled', async () => {
  const { id, visit } = await aFinalised()
  expect((await dispute(id, 'The vet said it was included')).data['disputeInvoice']).toMatchObject({
    dispute: { reason: 'The vet said it was included' },
  })
  expect((await dispute(id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  hospital.setNow('2026-04-16T09:00:00.000Z')
  expect(await overdue(visit.locationId)).toEqual([])
  expect((await remind(id)).errors).toMatchObject([{ code: 'CONFLICT', field: 'id' }])
  for (const answer of [await settle(id), await settle(id)])
    expect(answer.data['settleDispute']).toMatchObject({ dispute: null })
  expect(await overdue(visit.locationId)).toEqual([id])
  hospital.setNow('2026-03-16T09:30:00.000Z')
  expect((await dispute((await aDraft(hospital)).id)).errors).toMatchObject([
    { code: 'CONFLICT', field: 'id' },
  ])
})

test('B11: payment terms are a setting of the location, and an invoice keeps those of its day', async () => {
  const visit = await aVisit(hospital)
  const { id: before } = await aDraft(hospital, { locationId: visit.locationId, typeId: visit.typeId })
  await finalise(before)
  expect((await setTerms(visit.locationId, 366)).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'days' },
  ])
  expect((await setTerms(newId(), 3)).errors).toMatchObject([{ code: 'NOT_FOUND', field: 'locationId' }])
  expect((await setTerms(visit.locationId, 3, receptionist)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await setTerms(visit.locationId, 30)).data).toEqual({
    setPaymentTerms: { days: 30, automaticReminders: false },
  })
  const { id: after } = await aDraft(hospital, { locationId: visit.locationId, typeId: visit.typeId })
  await finalise(after)
  const { data } = await hospital.graphql(
    receptionist,
    `query ($before: ID!, $after: ID!, $at: ID!) {
      before: invoice(id: $before) { dueOn } after: invoice(id: $after) { dueOn } paymentTerms(locationId: $at) { days } }`,
    { before, after, at: visit.locationId },
  )
  expect(data).toEqual({
    before: { dueOn: '2026-03-30' },
    after: { dueOn: '2026-04-15' },
    paymentTerms: { days: 30 },
  })
})

/** The daily work, with what it plans done twice, as after a crash. */
async function daily(day: string) {
  hospital.setNow(`${day}T06:00:00.000Z`)
  await planReminders(hospital.context())
  const planned = await hospital.admin`
    delete from graphile_worker._private_jobs using graphile_worker._private_tasks t
    where t.id = task_id and t.identifier = 'billing:remind' returning payload`
  for (const { payload } of [...planned, ...planned])
    await remindByItself(hospital.context(), payload as { id: string })
  return planned.map(({ payload }) => (payload as { id: string }).id)
}

test('B11: where the terms say so, overdue invoices are reminded of every day by themselves, each step once, disputed ones never', async () => {
  const elsewhere = await aFinalised()
  const first = await aFinalised()
  const of = { locationId: first.visit.locationId, typeId: first.visit.typeId }
  const [disputed, paid] = [await aDraft(hospital, of), await aDraft(hospital, of)]
  for (const { id } of [disputed, paid]) await finalise(id)
  await dispute(disputed.id)
  await setTerms(of.locationId, 14, administrator, true)

  expect(await daily('2026-03-30')).not.toContain(first.id)
  expect(await daily('2026-03-31')).toEqual(expect.arrayContaining([first.id, paid.id]))
  const { ownerId, locationId } = paid.visit
  await pays(hospital, 'recordPayment', { ownerId, locationId, method: 'CARD', amount: eur(7800) })
  expect(await daily('2026-04-06')).not.toContain(first.id)
  const later = [await daily('2026-04-07'), await daily('2026-04-14'), await daily('2026-04-30')]
  expect(later.map((ids) => ids.includes(first.id))).toEqual([true, true, false])
  const steps = async (id: string) => (await mailed(await numberOf(id))).map(({ values }) => values['step'])
  expect(await steps(first.id)).toEqual(['Reminder', 'Second reminder', 'Final reminder'])
  expect(await steps(paid.id)).toEqual(['Reminder'])
  expect([await steps(disputed.id), await steps(elsewhere.id)]).toEqual([[], []])
  const { data } = await hospital.graphql(
    receptionist,
    `query ($id: ID!) { invoice(id: $id) { letters { kind sentBy { id } } } }`,
    { id: paid.id },
  )
  expect(data['invoice']).toEqual({ letters: [{ kind: 'FIRST_REMINDER', sentBy: null }] })
  hospital.setNow('2026-03-16T09:30:00.000Z')
})

test('B11: a reminder that the hospital would send to an owner without an e-mail address is left out', async () => {
  const { id, visit } = await aFinalised()
  await setTerms(visit.locationId, 14, administrator, true)
  email = null
  expect(await daily('2026-04-02')).toContain(id)
  email = 'eleni@example.test'
  expect(await mailed(await numberOf(id))).toEqual([])
  hospital.setNow('2026-03-16T09:30:00.000Z')
})
