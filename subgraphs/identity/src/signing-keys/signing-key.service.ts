import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { addMinutes } from '@vetgraph/kit/time'
import { algorithm } from '@vetgraph/kit/access/tokens'
import { accessTokenSeconds } from '@vetgraph/kit/access/access-token'
import { and, desc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { type KeyPurpose, type SigningKeyRow, signingKeys } from './signing-key.table.ts'

/** For how long a key signs access tokens. */
const daysOfKey = 30

/** Longer than verifiers keep what was published (kit/access/tokens.ts). */
const minutesToLearnOfKey = 10

interface OpenKey {
  kid: string
  jwk: JWK
}

/** Encrypted with purpose and id, so that somebody with access to the database cannot swap keys. */
const sealedFor = ({ kid, purpose }: Pick<SigningKeyRow, 'kid' | 'purpose'>) =>
  `signing key ${kid}: ${purpose}`

/** The key; null for one that was sealed under another `VETGRAPH_SECRET`, which signs and proves nothing any more. */
function openKey(ctx: Context, row: SigningKeyRow): OpenKey | null {
  const jwk = row.sealedKey && ctx.sealer.open(row.sealedKey, sealedFor(row))
  return jwk ? { kid: row.kid, jwk: JSON.parse(jwk) as JWK } : null
}

async function newestKey(ctx: Context, purpose: KeyPurpose): Promise<OpenKey | null> {
  const [newest] = await ctx.db
    .select()
    .from(signingKeys)
    .where(and(eq(signingKeys.purpose, purpose), lte(signingKeys.signsFrom, ctx.now())))
    .orderBy(desc(signingKeys.signsFrom))
    .limit(1)
  return newest ? openKey(ctx, newest) : null
}

async function makeKey(ctx: Context, purpose: KeyPurpose, signsFrom: Date): Promise<OpenKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  const sealedKey = ctx.sealer.seal(JSON.stringify(jwk), sealedFor({ kid, purpose }))
  await ctx.db.insert(signingKeys).values({ kid, purpose, sealedKey, createdAt: ctx.now(), signsFrom })
  const after = { purpose, signsFrom }
  await audit(ctx, 'signing-key.make', { entity: 'SigningKey', entityId: kid, after })
  return { kid, jwk }
}

/** The first key is made when something is to be signed or verified; by one process only. */
async function currentKey(ctx: Context, purpose: KeyPurpose): Promise<OpenKey> {
  const known = await newestKey(ctx, purpose)
  if (known) return known
  return transact(ctx, async (ctx) => {
    await lockFor(ctx, 'signing-keys')
    return (await newestKey(ctx, purpose)) ?? makeKey(ctx, purpose, ctx.now())
  })
}

/**
 * The key that signs now: for access tokens the newest that verifiers have had time to learn of.
 * no authorization: it is asked for by `login`, and never leaves this subgraph.
 */
export async function signingKey(
  ctx: Context,
  purpose: KeyPurpose,
): Promise<{ kid: string; privateKey: CryptoKey }> {
  const { kid, jwk } = await currentKey(ctx, purpose)
  return { kid, privateKey: (await importJWK(jwk, algorithm)) as CryptoKey }
}

const withoutSuccessor = and(eq(signingKeys.purpose, 'access-token'), isNull(signingKeys.expiresAt))

/** A key that takes over once verifiers have learned of it; tokens signed before stay valid to their end. */
async function makeSuccessor(ctx: Context) {
  const signsFrom = addMinutes(ctx.now(), minutesToLearnOfKey)
  const expiresAt = new Date(signsFrom.getTime() + 2 * accessTokenSeconds * 1000)
  await ctx.db.update(signingKeys).set({ expiresAt }).where(withoutSuccessor)
  await makeKey(ctx, 'access-token', signsFrom)
}

/**
 * Makes a successor for a key that has signed access tokens for long enough; nobody is signed out. It comes by itself
 * every night, also in several processes.
 * no authorization: it is scheduled work, no field of the graph.
 */
export async function rotateSigningKey(ctx: Context) {
  await transact(ctx, async (ctx) => {
    await lockFor(ctx, 'signing-keys')
    const [newest] = await ctx.db
      .select()
      .from(signingKeys)
      .where(withoutSuccessor)
      .orderBy(desc(signingKeys.signsFrom))
      .limit(1)
    // The first key signs at once: nobody has verified anything by another.
    if (!newest) await makeKey(ctx, 'access-token', ctx.now())
    else if (addMinutes(newest.signsFrom, daysOfKey * 24 * 60) <= ctx.now()) await makeSuccessor(ctx)
  })
}

/**
 * Seals private keys from before keys were sealed, and replaces the one that signs: backups have them open.
 * no authorization: it is part of the start, no field of the graph.
 */
export async function sealSigningKeys(ctx: Context) {
  await transact(ctx, async (ctx) => {
    await lockFor(ctx, 'signing-keys')
    const open = await ctx.db.select().from(signingKeys).where(isNotNull(signingKeys.privateJwk))
    for (const row of open) {
      const sealedKey = ctx.sealer.seal(JSON.stringify(row.privateJwk), sealedFor(row))
      await ctx.db
        .update(signingKeys)
        .set({ sealedKey, privateJwk: null })
        .where(eq(signingKeys.kid, row.kid))
      await audit(ctx, 'signing-key.seal', { entity: 'SigningKey', entityId: row.kid })
    }
    if (open.some(({ expiresAt }) => expiresAt === null)) await makeSuccessor(ctx)
  })
}

const publicPart = ({ kid, jwk: { kty, crv, x, y } }: OpenKey) => ({
  kty,
  crv,
  x,
  y,
  kid,
  alg: algorithm,
  use: 'sig',
})

/** A key that has signed checkpoints here, and until when where it has signed access tokens too; null for any other. */
export async function checkpointKey(
  ctx: Context,
  kid: string,
): Promise<{ key: CryptoKey; until: Date | null } | null> {
  const [row] = await ctx.db
    .select()
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.kid, kid),
        or(eq(signingKeys.purpose, 'checkpoint'), isNotNull(signingKeys.checkpointsUntil)),
      ),
    )
  const open = row && openKey(ctx, row)
  if (!open) return null
  return {
    key: (await importJWK(publicPart(open), algorithm)) as CryptoKey,
    until: row.purpose === 'checkpoint' ? null : row.checkpointsUntil,
  }
}

/**
 * Every key with which a valid access token can be signed, as a JWK set; public parts only.
 * no authorization: public keys are for everybody.
 */
export async function publicKeys(ctx: Context): Promise<{ keys: object[] }> {
  await currentKey(ctx, 'access-token')
  const published = await ctx.db
    .select()
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.purpose, 'access-token'),
        or(isNull(signingKeys.expiresAt), gt(signingKeys.expiresAt, ctx.now())),
      ),
    )
    .orderBy(desc(signingKeys.signsFrom))
  return { keys: published.flatMap((row) => openKey(ctx, row) ?? []).map(publicPart) }
}
