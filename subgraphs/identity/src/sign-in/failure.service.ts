import { addressKey } from '@vetgraph/kit/access/address-key'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'
import { sweep } from '@vetgraph/kit/work/sweep'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { accountKeyOf, deviceKnownTo } from '../known-devices/known-device.service.ts'
import { isPassword } from '../passwords/password.service.ts'
import { sessions } from '../sessions/session.table.ts'
import { users } from '../users/user.table.ts'
import { signInFailures } from './sign-in.table.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const firstWait = 30 * second
const maxWait = 15 * minute

/** The number of free failures, and the time after which one is forgiven. */
const limits = {
  /** An account from one address: somebody who has forgotten a password. */
  pair: { free: 5, forgivenAfter: hour },
  /** An account from everywhere: many computers that guess one password. Strangers only, see `isKnownHere`. */
  account: { free: 100, forgivenAfter: 5 * minute },
  /** An address with all accounts: behind it may be a whole hospital. */
  address: { free: 50, forgivenAfter: 5 * minute },
  /** An account at a browser where it has signed in before, in place of all of these: strangers take nothing of it. */
  device: { free: 5, forgivenAfter: hour },
  /** Somebody's PIN at one shared workstation: it is short, and the workstation is at hand for many. */
  pin: { free: 3, forgivenAfter: hour },
} as const

type Kind = keyof typeof limits

interface Subject {
  kind: Kind
  subject: string
}

/**
 * The counters of a sign-in attempt, always in one order, to avoid deadlocks. Re-entering the password in a session
 * counts as a known browser.
 */
async function subjectsOf(ctx: Context, email: string, sessionId: string | null): Promise<Subject[]> {
  const [account, address] = [await accountKeyOf(ctx, email), addressKey(ctx.ip)]
  const device = sessionId ?? deviceKnownTo(ctx, account)
  if (device !== null) return [{ kind: 'device', subject: `device ${account} ${device}` }]
  return [
    { kind: 'account', subject: `account ${account}` },
    { kind: 'address', subject: `address ${address}` },
    { kind: 'pair', subject: `pair ${account} ${address}` },
  ]
}

/** How an attempt was counted, so that exactly this can be reverted. */
export type Try = ReadonlyArray<{ subject: string; blockedUntil: Date | null }>

const pinOf = (userId: string, workstationId: string): Subject => ({
  kind: 'pin',
  subject: `pin ${userId} ${workstationId}`,
})

const waitAfter = (failures: number, free: number) =>
  failures < free ? null : Math.min(maxWait, firstWait * 2 ** Math.min(failures - free, 10))

/** Whether the account recently signed in from this address: strangers elsewhere cannot lock out its user. */
async function isKnownHere(ctx: Context, email: string): Promise<boolean> {
  const since = new Date(ctx.now().getTime() - 90 * day)
  const known = await ctx.db
    .selectDistinct({ ip: sessions.ip })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(sql`lower(${users.email}) = lower(${email.trim()})`, gt(sessions.createdAt, since)))
  return known.some(({ ip }) => addressKey(ip) === addressKey(ctx.ip))
}

function refusal(seconds: number) {
  return new DomainError(
    ErrorCode.TOO_MANY_REQUESTS,
    `Too many attempts to sign in. Try again in ${seconds} seconds.`,
    { retryAfterSeconds: seconds, policy: 'sign-in-failures' },
  )
}

/**
 * Counts an attempt as failed before it is checked, so that a thousand concurrent ones count like consecutive ones; or
 * refuses it. A success is reverted.
 */
const take = (ctx: Context, subjects: readonly Subject[], email: string | null): Promise<Try> =>
  transact(ctx, async (ctx) => {
    const now = ctx.now().getTime()
    const rows = await ctx.db
      .insert(signInFailures)
      .values(subjects.map(({ subject }) => ({ subject, failures: 0, lastAt: ctx.now() })))
      // A no-op update that locks the row until the transaction ends.
      .onConflictDoUpdate({ target: signInFailures.subject, set: { subject: sql`excluded.subject` } })
      .returning()
    const counted = subjects.map(({ kind, subject }) => {
      const { free, forgivenAfter } = limits[kind]
      const row = rows.find((row) => row.subject === subject)!
      // A clock that was set back has left instants that are still to come, and blocks longer than any.
      const lastAt = Math.min(row.lastAt.getTime(), now)
      const left = (row.blockedUntil?.getTime() ?? 0) - now
      const blockedFor = left > maxWait ? 0 : left
      const forgiven = Math.floor((now - lastAt) / forgivenAfter)
      const failures = Math.min(Math.max(0, row.failures - forgiven), free + 10) + 1
      const wait = waitAfter(failures, free)
      return {
        kind,
        blockedFor,
        row: {
          subject,
          failures,
          // The remainder of the interval is carried over.
          lastAt: failures === 1 ? ctx.now() : new Date(lastAt + forgiven * forgivenAfter),
          blockedUntil: wait === null ? null : new Date(now + wait),
        },
      }
    })
    const blocking = counted.filter(({ blockedFor }) => blockedFor > 0)
    const strangersOnly = blocking.every(({ kind }) => kind === 'account')
    if (blocking.length > 0 && !(strangersOnly && email !== null && (await isKnownHere(ctx, email)))) {
      throw refusal(Math.ceil(Math.max(...blocking.map(({ blockedFor }) => blockedFor)) / second))
    }
    await ctx.db
      .insert(signInFailures)
      .values(counted.map(({ row }) => row))
      .onConflictDoUpdate({
        target: signInFailures.subject,
        set: {
          failures: sql`excluded.failures`,
          lastAt: sql`excluded.last_at`,
          blockedUntil: sql`excluded.blocked_until`,
        },
      })
    return counted.map(({ row }) => row)
  })

/**
 * Takes a try of a password, alike for accounts that do not exist (AU1); in the account's own session when there is one.
 * no authorization: nobody is signed in yet. no audit: a failure is audited by what was tried.
 */
export const takeTry = async (ctx: Context, email: string, sessionId: string | null = null): Promise<Try> =>
  take(ctx, await subjectsOf(ctx, email, sessionId), email)

/**
 * Takes a try of a PIN, alike for people who have none (AU8).
 * no authorization: nobody is signed in yet. no audit: a failure is audited by what was tried.
 */
export const takePinTry = (ctx: Context, userId: string, workstationId: string): Promise<Try> =>
  take(ctx, [pinOf(userId, workstationId)], null)

/** Reverts a successful attempt; a block caused by others meanwhile stays. */
export async function giveBackTry(ctx: Context, taken: Try) {
  for (const { subject, blockedUntil } of taken) {
    const ours = sql`${signInFailures.blockedUntil} is not distinct from ${blockedUntil?.toISOString() ?? null}::timestamptz`
    await ctx.db
      .update(signInFailures)
      .set({
        failures: sql`greatest(0, ${signInFailures.failures} - 1)`,
        blockedUntil: sql`case when ${ours} then null else ${signInFailures.blockedUntil} end`,
      })
      .where(eq(signInFailures.subject, subject))
  }
}

/** Whether a try gives the password that was hashed; one that the queue refused was never looked at and is none. */
export async function tryPassword(
  ctx: Context,
  password: string,
  hash: string | null,
  taken: Try,
): Promise<boolean> {
  try {
    return await isPassword(ctx, password, hash)
  } catch (error) {
    await giveBackTry(ctx, taken)
    throw error
  }
}

/**
 * After a sign-in the account's failures are removed (at a known browser, those made there); those of the address stay,
 * because they may concern other accounts.
 */
export async function forgetFailures(ctx: Context, email: string) {
  for (const { kind, subject } of await subjectsOf(ctx, email, null)) {
    if (kind !== 'address') await ctx.db.delete(signInFailures).where(eq(signInFailures.subject, subject))
  }
}

/** The right PIN was given: the wrong ones before it are forgotten. */
export async function forgetPinFailures(ctx: Context, userId: string, workstationId: string) {
  const { subject } = pinOf(userId, workstationId)
  await ctx.db.delete(signInFailures).where(eq(signInFailures.subject, subject))
}

/** Removes entries older than any counter remembers. */
export async function sweepFailures(ctx: Context) {
  const before = new Date(ctx.now().getTime() - 7 * day)
  await sweep(ctx, signInFailures, lt(signInFailures.lastAt, before))
}
