import { builtInRoles } from '@vetgraph/kit/contracts/permissions'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aSignature } from '../consent-forms/consent-form.factory.ts'
import { anOwner } from '../owners/owner.factory.ts'
import { aPet } from '../pets/pet.factory.ts'
import { pets, PetStatus } from '../pets/pet.table.ts'
import { clinical } from '../schema.ts'
import { aPlace, aVet } from '../vaccinations/vaccination.factory.ts'
import { treatmentPlanLines, treatmentPlans, treatmentPlanSignatures } from './treatment-plan.table.ts'

let hospital: TestSubgraph
let vet: ReturnType<typeof asRole>
const receptionist = asRole('RECEPTIONIST')
let locationId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical, (_type, ids) =>
    Promise.resolve(ids.map((id) => services.find((service) => service.id === id) ?? null)),
  )
  vet = asRole('VET', { userId: await aVet(hospital) })
  locationId = await aPlace(hospital)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

interface Plan {
  id: string
  version: number
  lines: Array<{ id: string }>
}

const shown = `id version status title diagnosis offeredAt decidedAt signedBy witness { id } signature withdrawnReason
  followUpOn followedUpAt followedUpBy { id } followUpNote
  lines { id description service { id } lowQuantity highQuantity recommended decision declineReason }`

type Verb = 'create' | 'update' | 'offer' | 'decide' | 'withdraw' | 'followUp'

const send = (verb: Verb, input: object, viewer = vet, idempotencyKey = newId()) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}TreatmentPlanInput!) {
      plan: ${verb}TreatmentPlan(input: $input) { ${shown} } }`,
    { input },
    { idempotencyKey },
  )

async function done(verb: Verb, input: object, viewer = vet) {
  const { data, errors } = await send(verb, input, viewer)
  expect(errors).toEqual([])
  return data['plan'] as Plan
}

const refusalsOf = async (verb: Verb, input: object, viewer = vet) =>
  (await send(verb, input, viewer)).errors.map(({ code, field }) => [code, field].join(' ').trim())

/** Entries of the price list, as billing answers them. */
const [serviceId, retiredId] = [newId(), newId()]
const services = [
  { id: serviceId, name: 'Scaling', active: true },
  { id: retiredId, name: 'Polishing', active: false },
]
const lines = [
  { description: 'Scaling', serviceId, lowQuantity: 1, highQuantity: 1 },
  { description: 'Extraction', lowQuantity: 0, highQuantity: 4.5, recommended: false },
]

const drafted = async (overrides: object = {}) =>
  done('create', {
    ...{ petId: (await aPet(hospital)).id, locationId, title: 'Teeth', diagnosis: 'Periodontitis', lines },
    ...overrides,
  })

async function offered(overrides: object = {}) {
  const { id, version } = await drafted(overrides)
  return done('offer', { id, version })
}

const decision = ({ id, version, lines: [first, second] }: Plan) => ({
  id,
  version,
  decisions: [
    { lineId: second!.id, accepted: false, reason: 'Not now' },
    { lineId: first!.id, accepted: true },
  ],
  signedBy: 'Ada Byrne',
  signature: aSignature(),
})

const listOf = async (petId: string, viewer = vet) => {
  const query = `query ($id: ID!) { pet(id: $id) { treatmentPlans(first: 10) { nodes { id status } } } }`
  const { data, errors } = await hospital.graphql(viewer, query, { id: petId })
  expect(errors).toEqual([])
  return (data['pet'] as { treatmentPlans: { nodes: object[] } }).treatmentPlans.nodes
}

const toldOf = async (planId: string) =>
  (await hospital.emitted())
    .filter(({ task, payload }) => task.includes('treatment-plan.decided') && payload['id'] === planId)
    .map(({ payload }) => payload)

test('MR11: a plan is written, offered, and accepted or declined line by line before a witness', async () => {
  const pet = await aPet(hospital, { name: 'Bella' })
  const live = await hospital.subscribe(
    vet,
    'subscription ($id: ID!) { petChanged(filter: { petId: $id }) { pet { treatmentPlans(first: 1) { nodes { status } } } } }',
    { id: pet.id },
  )
  const draft = await drafted({ petId: pet.id })
  expect((await live.next!())?.data).toEqual({
    petChanged: { pet: { treatmentPlans: { nodes: [{ status: 'DRAFT' }] } } },
  })
  const { id } = draft
  const changed = await done('update', { id, version: 1, title: 'Dental treatment', lines })
  expect(changed).toMatchObject({ version: 2, title: 'Dental treatment', diagnosis: null, status: 'DRAFT' })
  const plan = await done('offer', { id, version: 2 })
  expect(plan).toMatchObject({
    status: 'OFFERED',
    signature: null,
    lines: [
      {
        description: 'Scaling',
        service: { id: serviceId },
        lowQuantity: 1,
        highQuantity: 1,
        recommended: true,
        decision: 'OPEN',
      },
      { description: 'Extraction', service: null, lowQuantity: 0, highQuantity: 4.5, recommended: false },
    ],
  })
  const key = newId()
  const input = decision(plan)
  const first = await send('decide', input, receptionist, key)
  expect(first.errors).toEqual([])
  expect(first.data['plan']).toMatchObject({
    status: 'DECIDED',
    signedBy: 'Ada Byrne',
    witness: { id: receptionist.userId },
    signature: expect.stringContaining('data:image/png;base64,') as string,
    lines: [
      { decision: 'ACCEPTED', declineReason: null },
      { decision: 'DECLINED', declineReason: 'Not now' },
    ],
  })
  expect((await send('decide', input, receptionist, key)).data).toEqual(first.data)
  expect(await listOf(pet.id)).toEqual([{ id, status: 'DECIDED' }])
  expect((await hospital.audited(id)).map(({ action }) => action)).toEqual([
    'treatment-plan.create',
    'treatment-plan.update',
    'treatment-plan.offer',
    'treatment-plan.decide',
  ])
  expect(await toldOf(id)).toMatchObject([
    {
      title: 'Dental treatment',
      petId: pet.id,
      petName: 'Bella',
      ownerId: pet.ownerId,
      locationId,
      accepted: [{ description: 'Scaling', serviceId, lowQuantity: 1, quantity: 1 }],
    },
  ])
})

test('of ten who decide one plan at once exactly one succeeds', async () => {
  const plan = await offered()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      send('decide', { ...decision(plan), signedBy: `Signer ${index}` }),
    ),
  )
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  const refusals = answers.flatMap(({ errors }) => errors)
  expect(refusals).toHaveLength(9)
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'version' })
  expect(await toldOf(plan.id)).toHaveLength(1)
})

test('the database lets nobody change what was offered, decide in part or twice, or delete a plan', async () => {
  const plan = await offered()
  const { db } = hospital.context()
  const change = (values: object) =>
    db.update(treatmentPlans).set(values).where(eq(treatmentPlans.id, plan.id))
  const ofPlan = eq(treatmentPlanLines.planId, plan.id)
  const changeLines = (values: object) => db.update(treatmentPlanLines).set(values).where(ofPlan)
  const decided = {
    status: sql`'DECIDED'`,
    decidedAt: hospital.now(),
    signedBy: 'Ada Byrne',
    witnessId: vet.userId,
  }
  for (const values of [
    { title: 'Other' },
    { diagnosis: 'Other' },
    { status: sql`'DRAFT'`, offeredAt: null },
  ])
    await expect(change(values)).rejects.toThrow()
  await expect(change(decided)).rejects.toThrow()
  await expect(changeLines({ highQuantity: 9000 })).rejects.toThrow()
  await expect(db.delete(treatmentPlanLines).where(ofPlan)).rejects.toThrow()
  const added = { id: newId(), planId: plan.id, position: 3, description: 'More', recommended: true }
  const line = { ...added, lowQuantity: 1, highQuantity: 1, decision: sql`'OPEN'` }
  await expect(db.insert(treatmentPlanLines).values(line as never)).rejects.toThrow()
  await done('decide', decision(plan))
  await expect(changeLines({ decision: sql`'ACCEPTED'`, declineReason: null })).rejects.toThrow()
  await expect(change({ signedBy: 'Somebody else' })).rejects.toThrow()
  await expect(db.delete(treatmentPlans)).rejects.toThrow()
  await expect(db.delete(treatmentPlanSignatures)).rejects.toThrow()
})

test.each<[string, (plan: Plan) => object]>([
  ['NOT_FOUND id', () => ({ id: newId() })],
  ['CONFLICT version', () => ({ version: 1 })],
  ['BAD_USER_INPUT decisions', () => ({ decisions: [] })],
  [
    'BAD_USER_INPUT decisions',
    ({ lines: [first] }) => ({
      decisions: [
        { lineId: first!.id, accepted: true },
        { lineId: first!.id, accepted: true },
      ],
    }),
  ],
  [
    'BAD_USER_INPUT decisions.1.reason',
    ({ lines: [first, second] }) => ({
      decisions: [
        { lineId: first!.id, accepted: true },
        { lineId: second!.id, accepted: false },
      ],
    }),
  ],
  ['BAD_USER_INPUT signedBy', () => ({ signedBy: ' ' })],
  ['BAD_USER_INPUT signature', () => ({ signature: '' })],
])('a decision with %s is refused and nothing is written', async (refusal, wrong) => {
  const plan = await offered()
  const before = await hospital.audited(plan.id)
  expect(await refusalsOf('decide', { ...decision(plan), ...wrong(plan) })).toEqual([refusal])
  expect(await hospital.audited(plan.id)).toEqual(before)
})

test('a plan goes one way: a draft is offered with lines, and what is decided or withdrawn is over', async () => {
  const empty = await drafted({ lines: [] })
  expect(await refusalsOf('offer', { id: empty.id, version: 1 })).toEqual(['BAD_USER_INPUT lines'])
  expect(await refusalsOf('decide', { ...decision(await drafted()) })).toEqual(['CONFLICT id'])
  const plan = await offered()
  const { id, version } = plan
  expect(await refusalsOf('update', { id, version, title: 'Other', lines })).toEqual(['CONFLICT id'])
  expect(await refusalsOf('offer', { id, version })).toEqual(['CONFLICT id'])
  const gone = await done('withdraw', { id, version, reason: 'Another plan is better' })
  expect(gone).toMatchObject({ status: 'WITHDRAWN', withdrawnReason: 'Another plan is better' })
  expect(await refusalsOf('decide', { ...decision(plan), version: gone.version })).toEqual(['CONFLICT id'])
  const over = { id, version: gone.version, reason: 'Twice' }
  expect(await refusalsOf('withdraw', over)).toEqual(['CONFLICT id'])
})

test.each([
  ['BAD_USER_INPUT lines.0.highQuantity', [{ description: 'Scaling', highQuantity: 0 }]],
  ['BAD_USER_INPUT lines.0.highQuantity', [{ description: 'Scaling', highQuantity: 0.0001 }]],
  ['BAD_USER_INPUT lines.0.lowQuantity', [{ description: 'Scaling', lowQuantity: 2, highQuantity: 1 }]],
  ['BAD_USER_INPUT lines.1.serviceId', [lines[0]!, { description: 'Polishing', serviceId: retiredId }]],
  ['NOT_FOUND lines.0.serviceId', [{ description: 'Polishing', serviceId: newId() }]],
  ['BAD_USER_INPUT lines', Array.from({ length: 51 }, () => ({ description: 'Scaling' }))],
])('a plan with %s is refused', async (refusal, wrong) => {
  const input = { petId: (await aPet(hospital)).id, locationId, title: 'Teeth', lines: wrong }
  expect(await refusalsOf('create', input)).toEqual([refusal])
})

const listed = async (filter: object, viewer = vet) => {
  const query = `query ($filter: TreatmentPlanFollowUpFilter) {
    treatmentPlansToFollowUp(first: 20, filter: $filter) { nodes { id followUpOn } } }`
  const { data, errors } = await hospital.graphql(viewer, query, { filter })
  expect(errors).toEqual([])
  return (data['treatmentPlansToFollowUp'] as { nodes: object[] }).nodes
}

test('MR11: what was declined is asked about again from the day that was chosen, once', async () => {
  const planner = asRole('VET', { userId: await aVet(hospital) })
  const pet = await aPet(hospital)
  const draft = await done('create', { petId: pet.id, locationId, title: 'Teeth', lines }, planner)
  const plan = await done('offer', { id: draft.id, version: 1 }, planner)
  const { id } = await done('decide', { ...decision(plan), followUpOn: '2026-03-30' })
  const mine = { vetId: planner.userId }
  expect(await listed({ ...mine, until: '2026-03-29' })).toEqual([])
  expect(await listed({ ...mine, until: '2026-03-30' })).toEqual([{ id, followUpOn: '2026-03-30' }])
  expect(await listed({ vetId: newId() })).toEqual([])
  expect(await listed(mine, asRole('OWNER', { ownerId: pet.ownerId }))).toEqual([])

  const asked = { id, version: 3, note: 'Wants it in May.' }
  expect(await refusalsOf('followUp', asked, asRole('TECHNICIAN'))).toEqual(['FORBIDDEN'])
  const answers = await Promise.all([1, 2, 3].map(() => send('followUp', asked, receptionist)))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(await listed(mine)).toEqual([])
  expect(await refusalsOf('followUp', { ...asked, version: 4 })).toEqual(['CONFLICT id'])
  const { data } = await hospital.graphql(
    vet,
    `query ($id: ID!) { plan: treatmentPlan(id: $id) { ${shown} } }`,
    { id },
  )
  expect(data['plan']).toMatchObject({
    status: 'DECIDED',
    followedUpBy: { id: receptionist.userId },
    followUpNote: 'Wants it in May.',
  })
  const { db } = hospital.context()
  const change = (values: object) => db.update(treatmentPlans).set(values).where(eq(treatmentPlans.id, id))
  await expect(change({ followUpNote: 'Something else' })).rejects.toThrow()
})

test.each([
  ['today', '2026-03-16', true],
  ['in three years', '2029-03-16', true],
  ['when nothing is declined', '2026-03-30', false],
])('nobody asks again %s', async (_when, followUpOn, isDeclined) => {
  const plan = await offered()
  const wanted = decision(plan)
  const all = plan.lines.map(({ id }) => ({ lineId: id, accepted: true }))
  const input = { ...wanted, followUpOn, ...(!isDeclined && { decisions: all }) }
  expect(await refusalsOf('decide', input)).toEqual(['BAD_USER_INPUT followUpOn'])
})

test('for a patient that has died nothing is planned or decided', async () => {
  const pet = await aPet(hospital)
  const plan = await offered({ petId: pet.id })
  await hospital
    .context()
    .db.update(pets)
    .set({ status: PetStatus.DECEASED, statusReason: 'Old age', deceasedOn: '2026-01-01' })
    .where(eq(pets.id, pet.id))
  expect(await refusalsOf('decide', decision(plan))).toEqual(['CONFLICT id'])
  const input = { petId: pet.id, locationId, title: 'Teeth', lines }
  expect(await refusalsOf('create', input)).toEqual(['CONFLICT petId'])
})

test('vets write plans, the desk has them decided, and no owner finds them (AU4)', async () => {
  const pet = await aPet(hospital)
  const plan = await offered({ petId: pet.id })
  const technician = asRole('TECHNICIAN')
  const elsewhere = asRole('VET', {
    grants: [{ locationId: newId(), permissions: new Set(builtInRoles.VET.permissions) }],
  })
  const input = { petId: pet.id, locationId, title: 'Teeth', lines }
  expect(await refusalsOf('create', input, receptionist)).toEqual(['FORBIDDEN'])
  expect(await refusalsOf('create', input, elsewhere)).toEqual(['FORBIDDEN'])
  expect(await refusalsOf('decide', decision(plan), technician)).toEqual(['FORBIDDEN'])
  expect(await refusalsOf('decide', decision(plan), elsewhere)).toEqual(['FORBIDDEN'])
  expect(await listOf(pet.id, technician)).toHaveLength(1)
  const find = async (viewer: typeof vet) =>
    (await hospital.graphql(viewer, 'query ($id: ID!) { treatmentPlan(id: $id) { id } }', { id: plan.id }))
      .data['treatmentPlan']
  expect(await find(technician)).toEqual({ id: plan.id })
  const owner = asRole('OWNER', { ownerId: pet.ownerId })
  expect(await listOf(pet.id, owner)).toEqual([])
  expect(await find(owner)).toBeNull()
  expect(await find(asRole('OWNER', { ownerId: (await anOwner(hospital)).id }))).toBeNull()
  expect(await refusalsOf('decide', decision(plan), owner)).toEqual(['FORBIDDEN'])
})
