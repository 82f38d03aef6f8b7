import { EndedSessions } from '@vetgraph/kit/ended-sessions'
import { asRole, TestSubgraph } from '@vetgraph/kit/testing'
import { signAccessToken, TokenVerifier } from '@vetgraph/kit/tokens'
import { decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose'
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
const aToken = async () => signAccessToken(vet, await signingKey(hospital.context()), hospital.now())

const refused = (message: string) => expect.objectContaining({ code: 'UNAUTHENTICATED', message })

test('the first key is made once, however many ask for it at once, and never leaves whole', async () => {
  const asked = await Promise.all(Array.from({ length: 10 }, () => signingKey(hospital.context())))
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
  const { kid } = await signingKey(hospital.context())
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

test('it comes by itself every night', () => {
  expect(identity.work['rotate-signing-key']).toBe(rotateSigningKey)
  expect(identity.crons['rotate-signing-key']).toMatch(/^\d+ \d+ \* \* \*$/)
})
