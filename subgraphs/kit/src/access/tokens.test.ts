import { exportJWK, generateKeyPair } from 'jose'
import { afterEach, expect, test, vi } from 'vitest'
import { EndedSessions } from './ended-sessions.ts'
import { asRole } from '../testing/subgraph.ts'
import { algorithm, signAccessToken, TokenVerifier } from './tokens.ts'

afterEach(() => {
  vi.useRealTimers()
})

async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair(algorithm)
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm } }
}

const tokenBy = (key: Awaited<ReturnType<typeof newKey>>) => signAccessToken(asRole('VET'), key, new Date())

test('with identity away, tokens of known keys hold on, also those that were not seen before (K2)', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const key = await newKey('one')
  let isAway = false
  let asked = 0
  const verifier = new TokenVerifier(async () => {
    asked += 1
    if (isAway) throw new Error('away')
    return { keys: [key.jwk] }
  }, new EndedSessions())
  await verifier.verify(await tokenBy(key))
  isAway = true
  vi.advanceTimersByTime(10 * 60_000)
  const tokens = await Promise.all([tokenBy(key), tokenBy(key), tokenBy(key)])
  for (const { viewer } of await Promise.all(tokens.map((token) => verifier.verify(token)))) {
    expect(viewer.roles).toEqual(['VET'])
  }
  expect(asked).toBeGreaterThan(1)
  const unknown = await tokenBy(await newKey('two'))
  await expect(verifier.verify(unknown)).rejects.toThrow('away')
})

test('a token has one encoding: padding, other letters and trailing bits are refused', async () => {
  const key = await newKey('one')
  const verifier = new TokenVerifier(async () => ({ keys: [key.jwk] }), new EndedSessions())
  const token = await tokenBy(key)
  await verifier.verify(token)
  const [header, claims, signature] = token.split('.') as [string, string, string]
  // 64 bytes leave four bits of the last letter unused.
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const nextLetter = letters[letters.indexOf(signature.at(-1)!) + 1]
  for (const other of [
    `${token}==`,
    `${token} `,
    `${header}.${claims}.${signature.slice(0, -1)}${nextLetter}`,
    `${header}.${claims}==.${signature}`,
    `${header}=.${claims}.${signature}`,
    `${header}.${claims}.${signature.replace('-', '+').replace('_', '/')}=`,
  ]) {
    await expect(verifier.verify(other)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  }
})

test('keys are fetched once for all who wait for them, and a new one is found when a token names it', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const [old, fresh] = [await newKey('old'), await newKey('fresh')]
  const published = [old.jwk]
  let asked = 0
  const verifier = new TokenVerifier(async () => {
    asked += 1
    return { keys: [...published] }
  }, new EndedSessions())
  const many = await Promise.all(Array.from({ length: 5 }, () => tokenBy(old)))
  await Promise.all(many.map((token) => verifier.verify(token)))
  expect(asked).toBe(1)
  published.push(fresh.jwk)
  vi.advanceTimersByTime(60_000)
  await expect(verifier.verify(await tokenBy(fresh))).resolves.toMatchObject({ viewer: { roles: ['VET'] } })
  expect(asked).toBe(2)
})

test('a clock that was set a day ahead and back keeps no new key from being found, and no token good for a day', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const [old, fresh] = [await newKey('old'), await newKey('fresh')]
  const published = [old.jwk]
  const verifier = new TokenVerifier(async () => ({ keys: [...published] }), new EndedSessions())
  const day = 24 * 60 * 60_000
  vi.setSystemTime(Date.now() + day)
  const early = await tokenBy(old)
  await verifier.verify(early)
  vi.setSystemTime(Date.now() - day)
  await expect(verifier.verify(early)).rejects.toThrow('expired')
  vi.advanceTimersByTime(60_000)
  published.push(fresh.jwk)
  await expect(verifier.verify(await tokenBy(fresh))).resolves.toMatchObject({ viewer: { roles: ['VET'] } })
})
