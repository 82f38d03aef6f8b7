import { availableParallelism } from 'node:os'
import { addressKey } from '@vetgraph/kit/access/address-key'
import type { Context } from '@vetgraph/kit/context'
import bcrypt from 'bcrypt'
import { eq } from 'drizzle-orm'
import { accountAtDevice } from '../known-devices/known-device.service.ts'
import { FairQueue } from './fair-queue.ts'
import { maxBytes, prepared } from './password.rules.ts'
import { passwords } from './password.table.ts'

const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4)

const concurrency = Math.max(1, Math.min(threads, availableParallelism()) - 1)

/**
 * The password queue leaves a core and a thread free: the same threads verify other requests' tokens, which would
 * otherwise wait for all sign-ins. Its length is limited to what is done within the gateway's deadline and leaves
 * connections for others.
 */
export const passwordQueue = new FairQueue({ concurrency, maxWaiting: Math.min(24 * concurrency, 48) })

/** The queue key of a password check: a signed-in user or known browser does not share it with strangers. */
function callerOf(ctx: Context): string {
  if (ctx.viewer) return `user ${ctx.viewer.userId}`
  const account = accountAtDevice(ctx)
  return account === null ? `address ${addressKey(ctx.ip)}` : `device ${account}`
}

const inTurn = <T>(ctx: Context, work: () => Promise<T>): Promise<T> =>
  passwordQueue.run(callerOf(ctx), ctx.abort.signal, work)

export const hashPassword = (ctx: Context, password: string): Promise<string> =>
  inTurn(ctx, () => bcrypt.hash(prepared(password), ctx.settings.passwordCost))

/** The hash of a password that nobody knows: what an unknown address is compared with (AU1). */
const nobodysHash = ({ settings }: Context) =>
  `$2b$${String(settings.passwordCost).padStart(2, '0')}$hrTlHn9VKc9QTp1PQPyUvev83WbFQ2FjSb9k4YOQAojMmRertRBdi`

/**
 * Whether the password is the one hashed; comparing with no hash takes the same work and fails (AU1). What was hashed
 * before passwords were prepared is found by the text as it was typed.
 */
export async function isPassword(ctx: Context, password: string, hash: string | null): Promise<boolean> {
  const [text, fits] = [prepared(password), (text: string) => Buffer.byteLength(text) <= maxBytes]
  const others = password !== text && fits(password) ? [password] : []
  return inTurn(ctx, async () => {
    for (const candidate of [text, ...others]) {
      const same = await bcrypt.compare(candidate, hash ?? nobodysHash(ctx))
      if (same && hash !== null && fits(candidate)) return true
    }
    return false
  })
}

export async function passwordHashOf(ctx: Context, userId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ hash: passwords.hash })
    .from(passwords)
    .where(eq(passwords.userId, userId))
  return row?.hash ?? null
}

/** Gives somebody this password in place of any other. */
export async function keepPassword(ctx: Context, userId: string, hash: string) {
  const changedAt = ctx.now()
  await ctx.db
    .insert(passwords)
    .values({ userId, hash, changedAt })
    .onConflictDoUpdate({ target: passwords.userId, set: { hash, changedAt } })
}

/** Takes somebody's password away: nobody signs in with it any more. */
export const forgetPassword = (ctx: Context, userId: string) =>
  ctx.db.delete(passwords).where(eq(passwords.userId, userId))
