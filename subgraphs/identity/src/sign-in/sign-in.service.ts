import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { badInput, DomainError, ErrorCode, unauthenticated } from '@vetgraph/kit/errors'
import { and, eq, sql } from 'drizzle-orm'
import { sendLink, wasSentLately } from '../email-links/email-link.service.ts'
import { isPassword, passwordHashOf } from '../passwords/password.service.ts'
import { passwords } from '../passwords/password.table.ts'
import { beginSession, type SignedIn, welcome } from '../sessions/session.service.ts'
import type { Session } from '../sessions/session.types.ts'
import type { UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import { forgetFailures, giveBackTry, takeTry } from './failure.service.ts'
import type { LoginInput } from './sign-in.types.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
const longestAddress = 320

interface Account {
  id: string
  hash: string | null
}

const findAccount = async (ctx: Context, email: string): Promise<Account | undefined> =>
  (
    await ctx.db
      .select({ id: users.id, hash: passwords.hash })
      .from(users)
      .leftJoin(passwords, eq(passwords.userId, users.id))
      .where(sql`lower(${users.email}) = lower(${email})`)
  )[0]

/** Sees again, and holds until the session stands, that the account is active and the password still this one. */
async function lockAccount(ctx: Context, { id, hash }: Account): Promise<UserRow | null> {
  const [found] = await ctx.db
    .select({ user: users })
    .from(users)
    .innerJoin(passwords, eq(passwords.userId, users.id))
    .where(and(eq(users.id, id), eq(users.active, true), eq(passwords.hash, hash ?? '')))
    .for('share')
  return found?.user ?? null
}

/** What follows from the right password; what is refused is written too, and so it is no exception yet. */
const admit = (ctx: Context, account: Account): Promise<SignedIn | 'NO_ACCOUNT' | 'EMAIL_NOT_VERIFIED'> =>
  transact(ctx, async (ctx) => {
    const user = await lockAccount(ctx, account)
    if (!user) return 'NO_ACCOUNT'
    if (!user.emailVerifiedAt) {
      if (!(await wasSentLately(ctx, user.id, 'VERIFY_EMAIL'))) {
        await sendLink(ctx, user, 'VERIFY_EMAIL', 'verify-email')
      }
      await giveBackTry(ctx, user.email)
      return 'EMAIL_NOT_VERIFIED'
    }
    await forgetFailures(ctx, user.email)
    return beginSession(ctx, user)
  })

const recordFailure = (ctx: Context, email: string, userId: string | undefined) =>
  transact(ctx, (ctx) =>
    audit(ctx, 'session.login-failed', {
      entity: 'User',
      entityId: userId ?? nobody,
      after: { email: email.slice(0, longestAddress) },
    }),
  )

/**
 * Signs somebody in. A wrong password, an unknown address and a closed account get the same answer
 * after the same work, and each failure is a security event (AU1).
 * no authorization: nobody is signed in yet.
 */
export async function login(ctx: Context, input: LoginInput): Promise<Session> {
  const email = input.email.trim()
  await takeTry(ctx, email)
  const account = await findAccount(ctx, email)
  const isTheirs = await isPassword(input.password, account?.hash ?? null)
  const admitted = account && isTheirs ? await admit(ctx, account) : 'NO_ACCOUNT'
  if (admitted === 'EMAIL_NOT_VERIFIED') {
    throw new DomainError(
      ErrorCode.EMAIL_NOT_VERIFIED,
      'First follow the link in the e-mail that we have sent you.',
    )
  }
  if (admitted === 'NO_ACCOUNT') {
    await recordFailure(ctx, email, account?.id)
    throw unauthenticated('This e-mail address and password do not match.')
  }
  return welcome(ctx, admitted)
}

/**
 * Asks somebody who is signed in for the password again, before what must not happen behind their back. Failures
 * count as those of signing in do. Answers the hash that it was, so that the change can see it unchanged.
 * no authorization: it is about oneself.
 */
export async function confirmPassword(
  ctx: Context,
  user: UserRow,
  field: string,
  password: string,
): Promise<string> {
  await takeTry(ctx, user.email)
  const hash = await passwordHashOf(ctx, user.id)
  if (!(await isPassword(password, hash)) || hash === null) {
    await recordFailure(ctx, user.email, user.id)
    throw badInput(field, 'This is not your password.')
  }
  await giveBackTry(ctx, user.email)
  return hash
}
