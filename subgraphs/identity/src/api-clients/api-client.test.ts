import { systemRequest, systemViewer } from '@vetgraph/kit/context'
import { EndedSessions, endedSessionsOperation } from '@vetgraph/kit/access/ended-sessions'
import { newId } from '@vetgraph/kit/ids'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aLocation } from '../locations/location.factory.ts'
import { identity } from '../schema.ts'
import { publicKeys } from '../signing-keys/signing-key.service.ts'
import { aUser } from '../users/user.factory.ts'
import { apiClientSecrets } from './api-client.table.ts'

let hospital: TestSubgraph

beforeAll(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterAll(() => hospital.close())
beforeEach(() => hospital.setNow('2026-03-16T08:00:00.000Z'))

const asAdmin = async (overrides: Parameters<typeof asRole>[1] = {}) => {
  const { id } = await aUser(hospital, { roles: [{ role: 'ADMIN' }] })
  return asRole('ADMIN', { userId: id, ...overrides })
}

interface Made {
  client: { id: string; version: number }
  secret: string
}

const wanted = { name: 'Lab', description: 'Sends results.', permissions: ['pet:read', 'appointment:read'] }

async function create(input: object = {}, viewer?: ReturnType<typeof asRole>) {
  const { data, errors } = await hospital.graphql(
    viewer ?? (await asAdmin()),
    'mutation($input: CreateApiClientInput!) { createApiClient(input: $input) { client { id version } secret } }',
    { input: { ...wanted, ...input } },
  )
  return { made: data['createApiClient'] as Made, errors }
}

async function token(input: object) {
  const { data, errors } = await hospital.graphql(
    systemViewer,
    'mutation($input: ClientTokenInput!) { issueClientToken(input: $input) { accessToken expiresIn scope } }',
    { input },
  )
  return {
    given: data['issueClientToken'] as { accessToken: string; expiresIn: number; scope: string },
    errors,
  }
}

const shown = ({ client, secret }: Made) => ({ clientId: client.id, clientSecret: secret })

/** Verifies as a process does that hears which sessions have ended. */
async function verifier() {
  const ended = new EndedSessions()
  const stream = await hospital.runtime.subscribe(endedSessionsOperation, systemRequest('ended'))
  if (!(Symbol.asyncIterator in stream)) throw new Error('refused')
  const first = await stream.next()
  await stream.return?.()
  for (const id of (first.value as { data: { sessionsEnded: string[] } }).data.sessionsEnded) ended.add(id)
  return new TokenVerifier(() => publicKeys(hospital.context()), ended, hospital.now)
}

const verify = async (accessToken: string) => (await verifier()).verify(accessToken)
const ended = { code: 'UNAUTHENTICATED', message: 'The session has ended. Sign in again.' }

test('an API client gets a token with its permissions for its secret, valid for 15 minutes', async () => {
  const location = await aLocation(hospital)
  const { made, errors } = await create({ locationId: location.id })
  expect(errors).toEqual([])
  const { given } = await token(shown(made))
  expect(given).toMatchObject({ expiresIn: 900, scope: 'appointment:read pet:read' })
  const { viewer, expiresAt } = await verify(given.accessToken)
  expect(viewer).toEqual({
    kind: 'client',
    userId: made.client.id,
    sessionId: expect.any(String),
    ownerId: null,
    roles: [],
    grants: [{ locationId: location.id, permissions: new Set(['appointment:read', 'pet:read']) }],
  })
  expect(expiresAt).toEqual(new Date('2026-03-16T08:15:00.000Z'))
})

test('its secret is kept nowhere, and neither shown again nor audited', async () => {
  const { made } = await create()
  const { db } = hospital.context()
  const rows = JSON.stringify(await db.select().from(apiClientSecrets))
  const audited = await hospital.audited(made.client.id)
  expect(audited).toMatchObject([{ action: 'api-client.create', after: { name: 'Lab' } }])
  expect(rows + JSON.stringify([audited, await hospital.emitted()])).not.toContain(made.secret)
})

test('it may request fewer scopes than its permissions, and gets no token if it requests more', async () => {
  const { made } = await create()
  const { given } = await token({ ...shown(made), scope: 'pet:read' })
  expect(given.scope).toBe('pet:read')
  expect((await verify(given.accessToken)).viewer.grants[0]?.permissions).toEqual(new Set(['pet:read']))
  for (const scope of ['pet:read pet:write', 'owner:read', '', 'anything']) {
    const { errors } = await token({ ...shown(made), scope })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'scope' }])
  }
})

test('a wrong secret, another’s secret and a made-up client are refused alike; a wrong secret is audited', async () => {
  const [{ made }, { made: other }] = [await create(), await create()]
  const tries = [
    { clientId: made.client.id, clientSecret: 'guess' },
    { clientId: made.client.id, clientSecret: other.secret },
    { clientId: newId(), clientSecret: made.secret },
    { clientId: 'made-up', clientSecret: made.secret },
  ]
  for (const input of tries) {
    const { errors } = await token(input)
    expect(errors).toMatchObject([
      { code: 'UNAUTHENTICATED', message: 'There is no such client, or this is not its secret.' },
    ])
  }
  const refusals = (await hospital.audited(made.client.id)).filter(
    ({ action }) => action === 'api-client.refused',
  )
  expect(refusals).toHaveLength(2)
})

test('only the gateway can request tokens for API clients', async () => {
  const { made } = await create()
  const { errors } = await hospital.graphql(
    await asAdmin(),
    'mutation($input: ClientTokenInput!) { issueClientToken(input: $input) { accessToken } }',
    { input: shown(made) },
  )
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('nobody creates an API client with more permissions than their own, or with permissions for users only', async () => {
  const location = await aLocation(hospital)
  const local = await asAdmin({
    grants: [{ locationId: location.id, permissions: new Set(['api-client:write', 'pet:read']) }],
  })
  const forbidden = [{ permissions: ['owner:read'], locationId: location.id }, { permissions: ['pet:read'] }]
  for (const input of forbidden) {
    expect((await create(input, local)).errors).toMatchObject([{ code: 'FORBIDDEN', field: 'permissions' }])
  }
  expect((await create({ permissions: ['pet:read'], locationId: location.id }, local)).errors).toEqual([])
  for (const permissions of [
    ['own-household:read'],
    ['api-client:write'],
    ['workstation:write'],
    ['no:such'],
    [],
  ]) {
    expect((await create({ permissions })).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'permissions' },
    ])
  }
  const { made } = await create()
  for (const text of [
    'mutation($id: ID!) { rotateApiClientSecret(id: $id, version: 1, keepOldForHours: 1) { secret } }',
    'mutation($id: ID!) { updateApiClient(input: { id: $id, version: 1, name: "Mine" }) { id } }',
  ]) {
    expect((await hospital.graphql(local, text, { id: made.client.id })).errors).toMatchObject([
      { code: 'FORBIDDEN', field: 'id' },
    ])
  }
  expect((await create({}, asRole('VET'))).errors).toMatchObject([
    { code: 'FORBIDDEN', extensions: { permission: 'api-client:write' } },
  ])
})

const rotate = async ({ client }: Made, keepOldForHours: number) => {
  const { data, errors } = await hospital.graphql(
    await asAdmin(),
    'mutation($id: ID!, $version: Int!, $hours: Int!) { rotateApiClientSecret(id: $id, version: $version, keepOldForHours: $hours) { client { id version secrets { expiresAt } } secret } }',
    { id: client.id, version: client.version, hours: keepOldForHours },
  )
  return { made: data['rotateApiClientSecret'] as Made, errors }
}

test('after a rotation the old secret stays good for so many hours, and its tokens no longer', async () => {
  const { made: before } = await create()
  const { made: after } = await rotate(before, 1)
  expect(after.client).toMatchObject({
    secrets: [{ expiresAt: null }, { expiresAt: '2026-03-16T09:00:00.000Z' }],
  })
  hospital.setNow('2026-03-16T08:55:00.000Z')
  const { given } = await token(shown(before))
  expect(given.expiresIn).toBe(300)
  expect((await token(shown(after))).given.expiresIn).toBe(900)
  hospital.setNow('2026-03-16T09:00:00.000Z')
  expect((await token(shown(before))).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  expect((await token(shown(after))).errors).toEqual([])
})

test('of concurrent rotations one creates a secret, and the others get a CONFLICT with the current values', async () => {
  const { made } = await create()
  const answers = await Promise.all(Array.from({ length: 8 }, () => rotate(made, 24)))
  expect(answers.map(({ errors }) => errors[0]?.code ?? 'OK').sort()).toEqual([
    ...Array<string>(7).fill('CONFLICT'),
    'OK',
  ])
  const secrets = await hospital.admin`
    select 1 from identity.api_client_secrets where client_id = ${made.client.id}`
  expect(secrets).toHaveLength(2)
})

test('a rotation without overlap ends the tokens of the old secret at once', async () => {
  const { made: before } = await create()
  const { given: old } = await token(shown(before))
  const { made: after } = await rotate(before, 0)
  const { given: fresh } = await token(shown(after))
  await expect(verify(old.accessToken)).rejects.toMatchObject(ended)
  expect((await verify(fresh.accessToken)).viewer.userId).toBe(before.client.id)
  for (const hours of [-1, 169]) {
    expect((await rotate(before, hours)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', field: 'keepOldForHours' },
    ])
  }
})

test('AU3: a change of what it may do ends its tokens, and it gets others with the same secret', async () => {
  const { made } = await create()
  const { given: old } = await token(shown(made))
  const viewer = await asAdmin()
  const update = (input: object) =>
    hospital.graphql(
      viewer,
      'mutation($input: UpdateApiClientInput!) { updateApiClient(input: $input) { permissions version } }',
      { input: { id: made.client.id, ...input } },
    )
  const { data } = await update({ version: 1, permissions: ['pet:read'] })
  expect(data['updateApiClient']).toEqual({ permissions: ['pet:read'], version: 2 })
  await expect(verify(old.accessToken)).rejects.toMatchObject(ended)
  const { given } = await token(shown(made))
  expect((await verify(given.accessToken)).viewer.grants[0]?.permissions).toEqual(new Set(['pet:read']))
  expect((await update({ version: 1, name: 'Stale' })).errors).toMatchObject([
    { code: 'CONFLICT', field: 'version', extensions: { current: { name: 'Lab' }, version: 2 } },
  ])
})

test('a revoked client gets no more tokens, also with a secret that had not expired yet', async () => {
  const { made: before } = await create()
  const { made } = await rotate(before, 24)
  const tokens = [(await token(shown(before))).given, (await token(shown(made))).given]
  const viewer = await asAdmin()
  const text = 'mutation($id: ID!) { revokeApiClient(id: $id) { revokedAt secrets { id } } }'
  const { data } = await hospital.graphql(viewer, text, { id: made.client.id })
  expect(data['revokeApiClient']).toEqual({ revokedAt: '2026-03-16T08:00:00.000Z', secrets: [] })
  for (const { accessToken } of tokens) await expect(verify(accessToken)).rejects.toMatchObject(ended)
  for (const known of [before, made]) {
    expect((await token(shown(known))).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  }
  expect((await rotate(made, 0)).errors).toMatchObject([{ code: 'CONFLICT' }])
  expect((await hospital.graphql(viewer, text, { id: made.client.id })).errors).toEqual([])
})

test('API clients are listed with their last use, to the minute, for those with the permission', async () => {
  const { made } = await create({ name: 'Aardvark' })
  const viewer = await asAdmin()
  const list = async () => {
    const { data } = await hospital.graphql(
      viewer,
      '{ apiClients { nodes { name lastUsedAt revokedAt createdBy { id } location { id } } } }',
    )
    return (data['apiClients'] as { nodes: Array<{ name: string; lastUsedAt: string | null }> }).nodes[0]
  }
  expect(await list()).toMatchObject({ name: 'Aardvark', lastUsedAt: null, location: null })
  for (const [second, seen] of [
    [0, 0],
    [59, 0],
    [61, 61],
  ] as const) {
    hospital.setNow(new Date(Date.parse('2026-03-16T08:00:00Z') + second * 1000).toISOString())
    await token(shown(made))
    expect(Date.parse((await list())!.lastUsedAt!) - Date.parse('2026-03-16T08:00:00Z')).toBe(seen * 1000)
  }
  expect((await hospital.graphql(asRole('VET'), '{ apiClients { totalCount } }')).errors).toMatchObject([
    { code: 'FORBIDDEN' },
  ])
})

test('API clients are listed page by page: active ones first, each group by name', async () => {
  const file = await TestSubgraph.open(identity)
  try {
    const { id } = await aUser(file, { roles: [{ role: 'ADMIN' }] })
    const viewer = asRole('ADMIN', { userId: id })
    for (const name of ['Lab', 'Accounts', 'Lab', 'Insurer']) {
      const { data } = await file.graphql(
        viewer,
        'mutation($input: CreateApiClientInput!) { createApiClient(input: $input) { client { id } } }',
        { input: { ...wanted, name } },
      )
      const { client } = data['createApiClient'] as Made
      if (name !== 'Accounts') continue
      await file.graphql(viewer, 'mutation($id: ID!) { revokeApiClient(id: $id) { id } }', { id: client.id })
    }
    const names: string[] = []
    let after: string | null = null
    do {
      const { data } = await file.graphql(
        viewer,
        'query ($after: String) { apiClients(first: 1, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const page = data['apiClients'] as {
        totalCount: number
        nodes: Array<{ name: string }>
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
      expect(page.totalCount).toBe(4)
      names.push(...page.nodes.map(({ name }) => name))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after)
    expect(names).toEqual(['Insurer', 'Lab', 'Lab', 'Accounts'])
  } finally {
    await file.close()
  }
})
