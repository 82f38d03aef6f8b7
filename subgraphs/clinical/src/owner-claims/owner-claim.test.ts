import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOwner } from '../owners/owner.factory.ts'
import { archiveOwner } from '../households/household.service.ts'
import { owners } from '../owners/owner.table.ts'
import { clinical } from '../schema.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(clinical)
})
afterAll(() => hospital.close())

interface Person {
  email: string
  firstName: string
  lastName: string
  phone: string | null
}

const anAddress = () => `${newId()}@example.test`

/** Names that are nobody else's. */
const aPerson = (overrides: Partial<Person> = {}): Person => ({
  email: anAddress(),
  firstName: 'Niamh',
  lastName: newId(),
  phone: null,
  ...overrides,
})

async function verified(person: Person) {
  const userId = newId()
  await hospital.deliver('owner-account.verified', { userId, ...person })
  return userId
}

const claimedBy = async (userId: string) =>
  (await hospital.emitted())
    .filter(({ task, payload }) => task === 'identity:household.claimed' && payload['userId'] === userId)
    .map(({ payload }) => payload['ownerId'])

interface Claim {
  id: string
  email: string
  candidates: Array<{ id: string }>
}

const open = async () => {
  const { data, errors } = await hospital.graphql(
    asRole('RECEPTIONIST'),
    '{ ownerClaims { id email firstName lastName phone createdAt owner { id } candidates { id name } } }',
  )
  expect(errors).toEqual([])
  return data['ownerClaims'] as Claim[]
}
test('AU7: of one household that signs up several times at once one client is made, and reception decides of the others', async () => {
  const lastName = newId()
  const household = [1, 2, 3, 4].map(() => aPerson({ lastName }))
  await Promise.all(household.map(verified))
  expect(await hospital.context().db.$count(owners, eq(owners.lastName, lastName))).toBe(1)
  const waiting = (await open()).filter(({ email }) => household.some((person) => person.email === email))
  expect(waiting).toHaveLength(3)
})

const openOf = async ({ email }: Person) => (await open()).find((claim) => claim.email === email)

const decide = (input: object, viewer = asRole('RECEPTIONIST')) =>
  hospital.graphql(
    viewer,
    'mutation ($input: DecideOwnerClaimInput!) { decideOwnerClaim(input: $input) { id owner { id name email } } }',
    { input },
  )

test('AU7: the one client whose address was proved is claimed at once, however it is written', async () => {
  const person = aPerson()
  const owner = await anOwner(hospital, {
    firstName: 'N.',
    lastName: 'K.',
    email: person.email.toUpperCase(),
  })
  const userId = await verified(person)
  expect(await claimedBy(userId)).toEqual([owner.id])
  expect(await openOf(person)).toBeUndefined()
  expect((await hospital.audited(owner.id)).map(({ action }) => action)).toContain('owner.claim')
})

test('AU7: nobody is like the person: a new client', async () => {
  const person = aPerson({ phone: '+353 1 555 0101' })
  const [ownerId] = await claimedBy(await verified(person))
  const { data } = await hospital.graphql(
    asRole('RECEPTIONIST'),
    'query ($id: ID!) { owner(id: $id) { firstName lastName email phone } }',
    { id: ownerId },
  )
  expect(data).toEqual({ owner: person })
})

test.each([
  ['the same telephone, dialled from abroad', { phone: '+353 86 765 4321' }, { phone: '(086) 765-4321' }],
  ['the same name in other letters', { lastName: 'Ó Briain-Ruadh' }, { lastName: 'o briain-ruadh' }],
])('AU7: somebody with %s is flagged, and nothing is doubled', async (_what, asTyped, onFile) => {
  const before = await hospital.context().db.$count(owners)
  const owner = await anOwner(hospital, { firstName: 'Niamh', lastName: newId(), ...onFile })
  const person = aPerson(asTyped)
  const userId = await verified(person)
  expect(await claimedBy(userId)).toEqual([])
  expect((await openOf(person))?.candidates.map(({ id }) => id)).toEqual([owner.id])
  expect(await hospital.context().db.$count(owners)).toBe(before + 1)
})

test('AU7: an address that folds to a client’s and may be another mailbox is flagged', async () => {
  const owner = await anOwner(hospital, { lastName: newId(), email: 'ada@market.test' })
  // The sign for kelvin, which PostgreSQL and JavaScript both fold to k.
  const person = aPerson({ email: 'ada@mar\u212aet.test' })
  expect(await claimedBy(await verified(person))).toEqual([])
  expect(await openOf(person)).toMatchObject({ candidates: [{ id: owner.id }] })
})

test('AU7: several clients with the address are flagged', async () => {
  const person = aPerson()
  const both = [
    await anOwner(hospital, { email: person.email }),
    await anOwner(hospital, { email: person.email }),
  ]
  const userId = await verified(person)
  expect(await claimedBy(userId)).toEqual([])
  expect((await openOf(person))?.candidates.map(({ id }) => id).sort()).toEqual(
    both.map(({ id }) => id).sort(),
  )
})

test('AU7: a household that an account has claimed already is not given to another by itself', async () => {
  const person = aPerson()
  const owner = await anOwner(hospital, { email: person.email })
  expect(await claimedBy(await verified(person))).toEqual([owner.id])
  const second = await verified(person)
  expect(await claimedBy(second)).toEqual([])
  const claim = await openOf(person)
  expect((await decide({ id: claim!.id, ownerId: owner.id })).errors).toEqual([])
  expect(await claimedBy(second)).toEqual([owner.id])
})

test('an archived client is claimed by nobody', async () => {
  const person = aPerson()
  const { id } = await anOwner(hospital, { email: person.email })
  await archiveOwner(hospital.context(), { id, reason: 'moved away' })
  const [ownerId] = await claimedBy(await verified(person))
  expect(ownerId).not.toBe(id)
})

const flagged = async () => {
  const owner = await anOwner(hospital, { firstName: 'Niamh', lastName: newId() })
  const person = aPerson({ lastName: owner.lastName })
  const userId = await verified(person)
  return { owner, person, userId, claim: (await openOf(person))! }
}

test('reception decides once: of two at once one is told that it is decided', async () => {
  const { owner, userId, claim } = await flagged()
  const answers = await Promise.all([
    decide({ id: claim.id, ownerId: owner.id }),
    decide({ id: claim.id, createNew: true }),
  ])
  const [lost] = answers.filter(({ errors }) => errors.length > 0)
  expect(lost?.errors).toMatchObject([{ code: 'CONFLICT' }])
  expect(await claimedBy(userId)).toHaveLength(1)
  expect((await open()).map(({ id }) => id)).not.toContain(claim.id)
})

test('reception may say that it is somebody new', async () => {
  const { owner, person, userId, claim } = await flagged()
  const { data } = await decide({ id: claim.id, createNew: true })
  const { owner: made } = data['decideOwnerClaim'] as { owner: { id: string; email: string } }
  expect(made).toMatchObject({ email: person.email })
  expect(made.id).not.toBe(owner.id)
  expect(await claimedBy(userId)).toEqual([made.id])
})

test('AU7: the desk hears of a sign-up when it comes and when it is decided; clients hear nothing', async () => {
  const listen = (viewer: ReturnType<typeof asRole>) =>
    hospital.subscribe(viewer, 'subscription { ownerClaimChanged { claim { id lastName owner { id } } } }')
  expect((await listen(asRole('OWNER'))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  const { next } = await listen(asRole('RECEPTIONIST'))
  const { owner, person, claim } = await flagged()
  const told = { id: claim.id, lastName: person.lastName, owner: null }
  expect((await next!())?.data).toEqual({ ownerClaimChanged: { claim: told } })
  await decide({ id: claim.id, ownerId: owner.id })
  expect((await next!())?.data).toEqual({
    ownerClaimChanged: { claim: { ...told, owner: { id: owner.id } } },
  })
})

test('bad decisions are refused, and nothing is written', async () => {
  const { owner, userId, claim } = await flagged()
  for (const [input, code, field] of [
    [{ id: claim.id }, 'BAD_USER_INPUT', 'ownerId'],
    [{ id: claim.id, ownerId: owner.id, createNew: true }, 'BAD_USER_INPUT', 'ownerId'],
    [{ id: claim.id, ownerId: newId() }, 'NOT_FOUND', 'ownerId'],
    [{ id: newId(), createNew: true }, 'NOT_FOUND', 'id'],
  ] as const) {
    expect((await decide(input)).errors).toMatchObject([{ code, field }])
  }
  for (const role of ['OWNER', 'TECHNICIAN'] as const) {
    expect((await decide({ id: claim.id, createNew: true }, asRole(role))).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ])
    expect((await hospital.graphql(asRole(role), '{ ownerClaims { id } }')).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ])
  }
  expect(await claimedBy(userId)).toEqual([])
})
