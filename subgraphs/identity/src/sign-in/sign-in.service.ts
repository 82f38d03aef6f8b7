import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, DomainError, ErrorCode, unauthenticated } from '@vetgraph/kit/errors'
import { and, eq, sql } from 'drizzle-orm'
import { sendAskedLink } from '../email-links/email-link.service.ts'
import { passwordHashOf } from '../passwords/password.service.ts'
import { passwords } from '../passwords/password.table.ts'
import { tryCode } from '../second-factors/code.service.ts'
import { beginSession, type SignedIn, welcome } from '../sessions/session.service.ts'
import type { SessionRow } from '../sessions/session.table.ts'
import type { Session } from '../sessions/session.types.ts'
import type { UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import { forgetFailures, giveBackTry, takeTry, type Try, tryPassword } from './failure.service.ts'
import type { LoginInput } from './sign-in.types.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
const maxAddress = 320

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

/** Checks again, with a lock, that the account is active and the password unchanged. */
async function lockAccount(ctx: Context, { id, hash }: Account): Promise<UserRow | null> {
  const [found] = await ctx.db
    .select({ user: users })
    .from(users)
    .innerJoin(passwords, eq(passwords.userId, users.id))
    .where(and(eq(users.id, id), eq(users.active, true), eq(passwords.hash, hash ?? '')))
    .for('no key update')
  return found?.user ?? null
}

/** Why a user with the right password is not signed in yet. */
type Refusal = 'EMAIL_NOT_VERIFIED' | 'CODE_MISSING' | 'CODE_WRONG'

export const refusals: Record<Refusal, () => DomainError> = {
  EMAIL_NOT_VERIFIED: () =>
    new DomainError(
      ErrorCode.EMAIL_NOT_VERIFIED,
      'First follow the link in the e-mail that we have sent you.',
    ),
  CODE_MISSING: () =>
    new DomainError(ErrorCode.SECOND_FACTOR_REQUIRED, 'Enter the code that your second factor shows.'),
  CODE_WRONG: () =>
    new DomainError(ErrorCode.SECOND_FACTOR_REQUIRED, 'This code is wrong, too old or was used before.', {
      field: 'code',
    }),
}

/** Opens a session for somebody who has proved who they are, once the second factor agrees, in the open transaction. */
export async function letIn(
  ctx: Context,
  user: UserRow,
  code: string | null | undefined,
  how: Partial<Pick<SessionRow, 'method'>> = {},
): Promise<SignedIn | 'CODE_MISSING' | 'CODE_WRONG'> {
  const outcome = await tryCode(ctx, user.id, code)
  if (outcome !== 'PASSED') return outcome
  await forgetFailures(ctx, user.email)
  return beginSession(ctx, user, how)
}

/** The result after the right password; refusals are audited too, and so are no exception here. */
const admit = (
  ctx: Context,
  account: Account,
  code: string | null | undefined,
  taken: Try,
): Promise<SignedIn | 'NO_ACCOUNT' | Refusal> =>
  transact(ctx, async (ctx) => {
    const user = await lockAccount(ctx, account)
    if (!user) return 'NO_ACCOUNT'
    if (!user.emailVerifiedAt) {
      await sendAskedLink(ctx, user, 'VERIFY_EMAIL', 'verify-email')
      await giveBackTry(ctx, taken)
      return 'EMAIL_NOT_VERIFIED'
    }
    const admitted = await letIn(ctx, user, code)
    if (admitted !== 'CODE_WRONG') await giveBackTry(ctx, taken)
    return admitted
  })

/**
 * Audits a failed sign-in (AU1).
 * no authorization: nobody is signed in yet.
 */
export const recordFailure = (ctx: Context, email: string, userId: string | undefined) =>
  transact(ctx, (ctx) =>
    audit(ctx, 'session.login-failed', {
      entity: 'User',
      entityId: userId ?? nobody,
      after: { email: email.slice(0, maxAddress) },
    }),
  )

/**
 * Signs somebody in. A wrong password, an unknown address and a closed account get the same answer
 * after the same work, and each failure is a security event (AU1).
 * no authorization: nobody is signed in yet.
 */
export async function login(ctx: Context, input: LoginInput): Promise<Session> {
  const email = input.email.trim()
  const taken = await takeTry(ctx, email)
  const account = await findAccount(ctx, email)
  const isTheirs = await tryPassword(ctx, input.password, account?.hash ?? null, taken)
  const admitted = account && isTheirs ? await admit(ctx, account, input.code, taken) : 'NO_ACCOUNT'
  if (admitted === 'NO_ACCOUNT') {
    await recordFailure(ctx, email, account?.id)
    throw unauthenticated('This e-mail address and password do not match.')
  }
  if (admitted === 'CODE_WRONG') await recordFailure(ctx, email, account?.id)
  if (typeof admitted === 'string') throw refusals[admitted]()
  return welcome(ctx, admitted)
}

const ownSession = ({ viewer }: Context, { id }: UserRow) => (viewer?.userId === id ? viewer.sessionId : null)

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
  const taken = await takeTry(ctx, user.email, ownSession(ctx, user))
  const hash = await passwordHashOf(ctx, user.id)
  if (!(await tryPassword(ctx, password, hash, taken)) || hash === null) {
    await recordFailure(ctx, user.email, user.id)
    throw badInput(field, 'This is not your password.')
  }
  await giveBackTry(ctx, taken)
  return hash
}

/**
 * Does something that somebody must prove by a code of their second factor, in one transaction with the proof; wrong
 * codes count as failures of signing in do.
 * no authorization: it is about oneself.
 */
export async function byCode<T>(
  ctx: Context,
  user: UserRow,
  code: string | null | undefined,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const taken = await takeTry(ctx, user.email, ownSession(ctx, user))
  const done = await transact(ctx, async (ctx) => {
    const outcome = await tryCode(ctx, user.id, code)
    if (outcome === 'CODE_WRONG') return outcome
    await giveBackTry(ctx, taken)
    return outcome === 'PASSED' ? { result: await work(ctx) } : outcome
  })
  if (done === 'CODE_WRONG') await recordFailure(ctx, user.email, user.id)
  if (typeof done === 'string') throw refusals[done]()
  return done.result
}
