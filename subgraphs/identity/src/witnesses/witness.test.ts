import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLocation } from '../locations/location.factory.ts'
import { identity } from '../schema.ts'
import { anAccount, password } from '../sessions/session.factory.ts'

let hospital: TestSubgraph
let locationId: string

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
  locationId = (await aLocation(hospital)).id
})
afterAll(() => hospital.close())

const somebody = async (role: 'TECHNICIAN' | 'RECEPTIONIST' | 'VET', pin: string | null = '4711') => {
  const { id } = await anAccount(hospital, { roles: [{ role, locationId }] })
  const viewer = asRole(role, { userId: id })
  if (pin)
    await hospital.graphql(viewer, 'mutation ($input: SetMyPinInput!) { setMyPin(input: $input) { id } }', {
      input: { password, pin },
    })
  return viewer
}

const prove = (viewer: ReturnType<typeof asRole>, witnessId: string, secret: string, at = locationId) =>
  hospital.graphql(
    viewer,
    `mutation ($input: ProveWitnessInput!) { proveWitness(input: $input) {
      id witness { id } actor { id } location { id } } }`,
    { input: { witnessId, locationId: at, secret } },
  )

const readBy = async (viewer: ReturnType<typeof asRole>, id: string) => {
  const { data } = await hospital.graphql(
    viewer,
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on WitnessProof { witness { id } } } }`,
    { representations: [{ __typename: 'WitnessProof', id }] },
  )
  return (data['_entities'] as unknown[])[0]
}

test('I10: a colleague proves by PIN or password to witness, for two minutes and for one viewer', async () => {
  const [actor, witness] = [await somebody('TECHNICIAN'), await somebody('VET')]
  for (const secret of ['4711', password]) {
    const { data, errors } = await prove(actor, witness.userId, secret)
    expect(errors).toEqual([])
    const proof = data['proveWitness'] as { id: string }
    expect(proof).toMatchObject({
      witness: { id: witness.userId },
      actor: { id: actor.userId },
      location: { id: locationId },
    })
    expect(await readBy(actor, proof.id)).toEqual({ witness: { id: witness.userId } })
    expect(await readBy(asRole('VET'), proof.id)).toBeNull()
    expect(await readBy(actor, `${proof.id}x`)).toBeNull()
    const now = hospital.now()
    hospital.setNow(new Date(now.getTime() + 121_000).toISOString())
    expect(await readBy(actor, proof.id)).toBeNull()
    hospital.setNow(now.toISOString())
  }
})

test('I10: the witness is somebody else who may, there', async () => {
  const [actor, desk] = [await somebody('TECHNICIAN'), await somebody('RECEPTIONIST')]
  const elsewhere = await aLocation(hospital)
  const other = await somebody('VET')
  for (const [witnessId, at] of [
    [actor.userId, locationId],
    [desk.userId, locationId],
    [newId(), locationId],
    [other.userId, elsewhere.id],
  ] as const)
    expect((await prove(actor, witnessId, '4711', at)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'witnessId' },
    ])
  expect((await prove(asRole('OWNER'), other.userId, '4711')).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('I10: wrong secrets are audited and then refused, for the one who tried them alone', async () => {
  const [actor, witness] = [await somebody('TECHNICIAN'), await somebody('VET', '8093')]
  for (let time = 0; time < 3; time++)
    expect((await prove(actor, witness.userId, '1590')).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'secret' },
    ])
  expect((await prove(actor, witness.userId, '8093')).errors).toMatchObject([{ code: 'TOO_MANY_REQUESTS' }])
  expect((await hospital.audited(witness.userId)).map(({ action }) => action)).toContain('witness.failed')
  const colleague = await somebody('TECHNICIAN')
  expect((await prove(colleague, witness.userId, '8093')).errors).toEqual([])
})

test('witnesses at a location are all others who may', async () => {
  const { id } = await aLocation(hospital)
  const people = [
    await anAccount(hospital, { roles: [{ role: 'VET', locationId: id }] }),
    await anAccount(hospital, { roles: [{ role: 'TECHNICIAN' }] }),
  ]
  await anAccount(hospital, { roles: [{ role: 'RECEPTIONIST', locationId: id }] })
  const viewer = asRole('VET', { userId: people[0]!.id })
  const { data } = await hospital.graphql(viewer, 'query ($id: ID!) { witnesses(locationId: $id) { id } }', {
    id,
  })
  const ids = (data['witnesses'] as { id: string }[]).map((one) => one.id)
  expect(ids).toContain(people[1]!.id)
  expect(ids).not.toContain(viewer.userId)
})
