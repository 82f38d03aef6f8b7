import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/db'
import { addMinutes } from '@vetgraph/kit/time'
import { accessTokenSeconds, algorithm } from '@vetgraph/kit/tokens'
import { desc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { type SigningKeyRow, signingKeys } from './signing-key.table.ts'

/** For how long a key signs. */
const daysOfKey = 30

/** Longer than verifiers keep what was published (kit/tokens.ts). */
const minutesToLearnOfKey = 10

const newestSigning = async (ctx: Context): Promise<SigningKeyRow | undefined> =>
  (
    await ctx.db
      .select()
      .from(signingKeys)
      .where(lte(signingKeys.signsFrom, ctx.now()))
      .orderBy(desc(signingKeys.signsFrom))
      .limit(1)
  )[0]

async function makeKey(ctx: Context, signsFrom: Date): Promise<SigningKeyRow> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const privateJwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(privateJwk)
  const key = { kid, privateJwk, createdAt: ctx.now(), signsFrom, expiresAt: null }
  await ctx.db.insert(signingKeys).values(key)
  await audit(ctx, 'signing-key.make', { entity: 'SigningKey', entityId: kid, after: { signsFrom } })
  return key
}

/** The first key is made when the first token is to be signed or verified; by one process only. */
async function currentKey(ctx: Context): Promise<SigningKeyRow> {
  const known = await newestSigning(ctx)
  if (known) return known
  return transact(ctx, async (ctx) => {
    await lockFor(ctx, 'signing-keys')
    return (await newestSigning(ctx)) ?? makeKey(ctx, ctx.now())
  })
}

/**
 * The key that signs access tokens now: the newest that verifiers have had time to learn of.
 * no authorization: it is asked for by `login`, and never leaves this subgraph.
 */
export async function signingKey(ctx: Context): Promise<{ kid: string; privateKey: CryptoKey }> {
  const { kid, privateJwk } = await currentKey(ctx)
  return { kid, privateKey: (await importJWK(privateJwk, algorithm)) as CryptoKey }
}

/** Those that sign now or will, the newest first: whatever has no successor yet. */
const withoutSuccessor = (ctx: Context) =>
  ctx.db
    .select()
    .from(signingKeys)
    .where(isNull(signingKeys.expiresAt))
    .orderBy(desc(signingKeys.signsFrom))
    .limit(1)

/**
 * Makes a successor for a signing key that has signed for long enough; tokens signed before stay valid to their
 * end, and nobody is signed out. It comes by itself every night, also in several processes.
 * no authorization: it is scheduled work, no field of the graph.
 */
export async function rotateSigningKey(ctx: Context) {
  await transact(ctx, async (ctx) => {
    await lockFor(ctx, 'signing-keys')
    const [newest] = await withoutSuccessor(ctx)
    if (newest && addMinutes(newest.signsFrom, daysOfKey * 24 * 60) > ctx.now()) return
    // The first key signs at once: nobody has verified anything by another.
    const signsFrom = newest ? addMinutes(ctx.now(), minutesToLearnOfKey) : ctx.now()
    const expiresAt = new Date(signsFrom.getTime() + 2 * accessTokenSeconds * 1000)
    await ctx.db.update(signingKeys).set({ expiresAt }).where(isNull(signingKeys.expiresAt))
    await makeKey(ctx, signsFrom)
  })
}

const publicPart = (kid: string, { kty, crv, x, y }: JWK) => ({
  kty,
  crv,
  x,
  y,
  kid,
  alg: algorithm,
  use: 'sig',
})

/** The public part of a key that has ever signed here; null for one that has not. */
export async function verifyingKey(ctx: Context, kid: string): Promise<CryptoKey | null> {
  const [key] = await ctx.db.select().from(signingKeys).where(eq(signingKeys.kid, kid))
  return key ? ((await importJWK(publicPart(kid, key.privateJwk), algorithm)) as CryptoKey) : null
}

/**
 * Every key with which a valid access token can be signed, as a JWK set; public parts only.
 * no authorization: public keys are for everybody.
 */
export async function publicKeys(ctx: Context): Promise<{ keys: object[] }> {
  await currentKey(ctx)
  const published = await ctx.db
    .select()
    .from(signingKeys)
    .where(or(isNull(signingKeys.expiresAt), gt(signingKeys.expiresAt, ctx.now())))
    .orderBy(desc(signingKeys.signsFrom))
  return { keys: published.map(({ kid, privateJwk }) => publicPart(kid, privateJwk)) }
}
