import { randomInt } from 'node:crypto'
import type { Context } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { hashOf } from '@vetgraph/kit/access/secret'
import { recoveryCodes, secondFactors } from './second-factor.table.ts'

/** Parameters that every authenticator app supports (RFC 6238). */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const secretBytes = 20

/** The device's clock and ours may differ by one step. */
const window = 1

type FactorRow = typeof secondFactors.$inferSelect

const purposeOf = (userId: string) => `second factor of ${userId}`

/** A new secret, in the letters that a person could type. */
export const newFactorSecret = () => new Secret({ size: secretBytes }).base32

export const sealFactor = (ctx: Context, userId: string, secret: string) =>
  ctx.sealer.seal(secret, purposeOf(userId))

/** What an authenticator app reads from a QR code. */
export const addressOf = (secret: string, issuer: string, label: string) =>
  new TOTP({ ...form, issuer, label, secret }).toString()

/** The time step of a code; null if it matches none of the allowed ones. */
export function stepOf(ctx: Context, { userId, secret }: FactorRow, code: string): number | null {
  const opened = ctx.sealer.open(secret, purposeOf(userId))
  if (opened === null) throw new Error(`a second factor was sealed under another VETGRAPH_SECRET: ${userId}`)
  const timestamp = ctx.now().getTime()
  const delta = TOTP.validate({
    ...form,
    token: code,
    secret: Secret.fromBase32(opened),
    timestamp,
    window,
  })
  return delta === null ? null : TOTP.counter({ period: form.period, timestamp }) + delta
}

/** An alphabet without characters that look alike. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const recoveryLength = 16
const recoveryCount = 10

const newRecoveryCode = () =>
  Array.from({ length: recoveryLength }, () => letters[randomInt(letters.length)]).join('')

/** Gives somebody new recovery codes in place of any others; they are shown once and kept by their hashes. */
export async function giveRecoveryCodes(ctx: Context, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCount }, newRecoveryCode)
  const createdAt = ctx.now()
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await ctx.db
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ id: newId(), userId, hash: hashOf(code), createdAt })))
  return codes.map((code) => code.match(/.{4}/g)!.join('-'))
}

/** Locked, so that of two who use one code at once one comes too late. */
async function takeTimeCode(ctx: Context, factor: FactorRow, code: string): Promise<boolean> {
  const step = stepOf(ctx, factor, code)
  if (step === null || step <= (factor.lastStep ?? -1)) return false
  await ctx.db.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.userId, factor.userId))
  return true
}

async function takeRecoveryCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  const used = await ctx.db
    .update(recoveryCodes)
    .set({ usedAt: ctx.now() })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.hash, hashOf(code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id })
  return used.length > 0
}

/**
 * Verifies a code, in the open transaction; users without a second factor need none. A code can be used once, whether
 * from the app or a recovery code.
 */
export async function tryCode(
  ctx: Context,
  userId: string,
  code: string | null | undefined,
): Promise<'PASSED' | 'CODE_MISSING' | 'CODE_WRONG'> {
  const [factor] = await ctx.db
    .select()
    .from(secondFactors)
    .where(and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt)))
    .for('update')
  if (!factor) return 'PASSED'
  const typed = (code ?? '').replaceAll(/[\s-]/g, '').toUpperCase()
  if (!typed) return 'CODE_MISSING'
  const passed = /^\d{6}$/.test(typed)
    ? await takeTimeCode(ctx, factor, typed)
    : await takeRecoveryCode(ctx, userId, typed)
  return passed ? 'PASSED' : 'CODE_WRONG'
}
