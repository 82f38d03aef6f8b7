import { availableParallelism } from 'node:os'
import type { Context } from '@vetgraph/kit/context'
import bcrypt from 'bcrypt'
import { eq } from 'drizzle-orm'
import pLimit from 'p-limit'
import { longestBytes } from './password.rules.ts'
import { passwords } from './password.table.ts'

export const cost = 12

const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4)

/**
 * Passwords take their turns, and leave a core and a thread free: the tokens of everybody else's requests are checked
 * by the same threads, and would wait until all who sign in at eight have been hashed.
 */
const inTurn = pLimit(Math.max(1, Math.min(threads, availableParallelism()) - 1))

export const hashPassword = (password: string): Promise<string> => inTurn(() => bcrypt.hash(password, cost))

/** The hash of a password that nobody knows: what an unknown address is compared with (AU1). */
const nobodys = '$2b$12$hrTlHn9VKc9QTp1PQPyUvev83WbFQ2FjSb9k4YOQAojMmRertRBdi'

/** Whether the password is the one hashed; comparing with no hash takes the same work and fails (AU1). */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const same = await inTurn(() => bcrypt.compare(password, hash ?? nobodys))
  return same && hash !== null && Buffer.byteLength(password) <= longestBytes
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
