import { EndedSessions } from '@vetgraph/kit/access/ended-sessions'
import { sealerOf } from '@vetgraph/kit/access/seal'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { signAccessToken, TokenVerifier } from '@vetgraph/kit/access/tokens'
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identity } from '../schema.ts'
import { publicKeys, rotateSigningKey, signingKey } from './signing-key.service.ts'

let hospital: TestSubgraph

beforeEach(async () => {
  hospital = await TestSubgraph.open(identity)
})
afterEach(() => hospital.close())

const published = () => publicKeys(hospital.context()) as Promise<{ keys: Array<Record<string, unknown>> }>
const verifier = () => new TokenVerifier(published, new EndedSessions(), hospital.now)
const vet = asRole('VET')
const aToken = async () =>
  signAccessToken(vet, await signingKey(hospital.context(), 'access-token'), hospital.now())

const refused = (message: string) => expect.objectContaining({ code: 'UNAUTHENTICATED', message })

test('the first key is made once, however many ask for it at once, and never leaves whole', async () => {
  const asked = await Promise.all(
    Array.from({ length: 10 }, () => signingKey(hospital.context(), 'access-token')),
  )
  expect(new Set(asked.map(({ kid }) => kid)).size).toBe(1)
  const { keys } = await published()
  expect(keys).toEqual([
    {
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: asked[0]?.kid,
      alg: 'ES256',
      use: 'sig',
    },
  ])
  expect((await hospital.audited(asked[0]!.kid)).map(({ action }) => action)).toEqual(['signing-key.make'])
})

test('public keys are there before anybody signs in', async () => {
  expect((await published()).keys).toHaveLength(1)
})

test('a token of ours names its viewer until it ends', async () => {
  const token = await aToken()
  const { viewer } = await verifier().verify(token)
  expect(viewer).toEqual(vet)
  hospital.setNow('2026-03-16T08:14:59.000Z')
  expect((await verifier().verify(token)).viewer.userId).toBe(vet.userId)
  hospital.setNow('2026-03-16T08:15:00.000Z')
  await expect(verifier().verify(token)).rejects.toEqual(refused('The access token has expired.'))
})

test('a forged, altered, unsigned or foreign token is refused', async () => {
  const token = await aToken()
  const { kid } = await signingKey(hospital.context(), 'access-token')
  const [header, claims, signature] = token.split('.') as [string, string, string]
  const { privateKey } = await generateKeyPair('ES256')
  const promoted = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), rol: ['ADMIN'] }),
  ).toString('base64url')
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')
  const hmac = new SignJWT({ sid: 'x' })
    .setProtectedHeader({ alg: 'HS256', kid })
    .setIssuer('vetgraph')
    .setSubject(vet.userId)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(JSON.stringify((await published()).keys[0])))
  const forgeries = [
    await signAccessToken(vet, { kid, privateKey }, hospital.now()),
    await signAccessToken(vet, { kid: 'another', privateKey }, hospital.now()),
    `${header}.${promoted}.${signature}`,
    `${unsigned}.${promoted}.`,
    await hmac,
    'garbage',
    '',
  ]
  const check = verifier()
  for (const forgery of forgeries) {
    await expect(check.verify(forgery)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  }
  expect((await check.verify(token)).viewer.userId).toBe(vet.userId)
})

const kid = (token: string) => decodeProtectedHeader(token).kid
const rotate = () => rotateSigningKey(hospital.context())

test('after thirty days a key has a successor: published before it signs, and the old one until its last token has ended', async () => {
  const first = await aToken()
  hospital.setNow('2026-04-15T07:59:59.000Z')
  await rotate()
  expect((await published()).keys.map((key) => key['kid'])).toEqual([kid(first)])
  hospital.setNow('2026-04-15T08:00:00.000Z')
  const before = await aToken()
  await rotate()
  expect((await published()).keys).toHaveLength(2)
  expect(kid(await aToken())).toBe(kid(first))
  expect((await verifier().verify(before)).viewer).toEqual(vet)
  hospital.setNow('2026-04-15T08:10:00.000Z')
  const after = await aToken()
  expect(kid(after)).not.toBe(kid(before))
  expect((await verifier().verify(before)).viewer).toEqual(vet)
  expect((await verifier().verify(after)).viewer).toEqual(vet)
  hospital.setNow('2026-04-15T08:45:00.000Z')
  expect((await published()).keys.map((key) => key['kid'])).toEqual([kid(after)])
})

test('a rotation that runs again, or in several processes at once, makes one successor', async () => {
  await aToken()
  hospital.setNow('2026-04-16T03:47:00.000Z')
  await Promise.all([rotate(), rotate(), rotate()])
  await rotate()
  expect((await published()).keys).toHaveLength(2)
})

const stored = async () =>
  (await hospital.admin`select to_jsonb(key) as key from identity.signing_keys key`).map(
    ({ key }) => key as Record<string, unknown>,
  )

test('no private key lies open in the database, which refuses to take one', async () => {
  await aToken()
  await signingKey(hospital.context(), 'checkpoint')
  const keys = await stored()
  expect(keys.map(({ purpose }) => purpose).sort()).toEqual(['access-token', 'checkpoint'])
  for (const { private_jwk: open, sealed_key: sealed } of keys) {
    expect(open).toBeNull()
    expect(Buffer.from(sealed as string, 'base64url').toString('latin1')).not.toContain('"d"')
  }
  const open = hospital.admin`
    insert into identity.signing_keys (kid, private_jwk, created_at, signs_from) values ('open', '{}', now(), now())`
  await expect(open).rejects.toMatchObject({ constraint_name: 'signing_keys_are_sealed' })
})

test('a key from before keys were sealed is sealed by the start, goes on to verify, and is replaced', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const old = { kid: 'old', privateKey }
  const now = hospital.now().toISOString()
  await hospital.admin`alter table identity.signing_keys drop constraint signing_keys_are_sealed`
  await hospital.admin`
    insert into identity.signing_keys (kid, private_jwk, created_at, signs_from)
    values ('old', ${JSON.stringify(await exportJWK(privateKey))}::text::jsonb, ${now}, ${now})`
  await Promise.all([1, 2].map(() => identity.prepare!(hospital.context())))
  expect((await stored()).map(({ private_jwk: open }) => open)).toEqual([null, null])
  const token = await signAccessToken(vet, old, hospital.now())
  expect((await verifier().verify(token)).viewer).toEqual(vet)
  expect((await hospital.audited('old')).map(({ action }) => action)).toEqual(['signing-key.seal'])
  expect(kid(await aToken())).toBe('old')
  hospital.setNow('2026-03-16T08:10:00.000Z')
  expect(kid(await aToken())).not.toBe('old')
  hospital.setNow('2026-03-16T08:45:00.000Z')
  expect((await published()).keys.map((key) => key['kid'])).not.toContain('old')
})

test('a key signs for its purpose alone, which the database’s owner cannot change either', async () => {
  const checkpoints = await signingKey(hospital.context(), 'checkpoint')
  const token = await signAccessToken(vet, checkpoints, hospital.now())
  await expect(verifier().verify(token)).rejects.toEqual(refused('The access token is not valid.'))
  await hospital.admin`update identity.signing_keys set purpose = 'access-token' where kid = ${checkpoints.kid}`
  expect((await published()).keys.map((key) => key['kid'])).not.toContain(checkpoints.kid)
  await expect(verifier().verify(token)).rejects.toEqual(refused('The access token is not valid.'))
})

test('under another VETGRAPH_SECRET the keys of before prove nothing any more, and a new one signs', async () => {
  const before = await aToken()
  const ctx = { ...hospital.context(), sealer: sealerOf({ secret: 'another' }, 'identity') }
  const fresh = await signAccessToken(vet, await signingKey(ctx, 'access-token'), hospital.now())
  const elsewhere = new TokenVerifier(
    () => publicKeys(ctx) as Promise<{ keys: object[] }>,
    new EndedSessions(),
    hospital.now,
  )
  expect((await elsewhere.verify(fresh)).viewer).toEqual(vet)
  await expect(elsewhere.verify(before)).rejects.toEqual(refused('The access token is not valid.'))
})

test('it runs every night', () => {
  expect(identity.work['rotate-signing-key']).toBe(rotateSigningKey)
  expect(identity.crons['rotate-signing-key']).toMatch(/^\d+ \d+ \* \* \*$/)
})
