import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, unauthenticated } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { requiredEmail } from '@vetgraph/kit/text'
import { and, eq } from 'drizzle-orm'
import {
  endLinks,
  findLink,
  type FollowedLink,
  sendLink,
  useLink,
  writeTo,
} from '../email-links/email-link.service.ts'
import { mayWrite } from '../email-links/mail-budget.service.ts'
import { accountKeyOf } from '../known-devices/known-device.service.ts'
import { endSessionsOf } from '../sessions/session-end.service.ts'
import { confirmPassword } from '../sign-in/sign-in.service.ts'
import { announceUser, rolesOf, type UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import type { RequestEmailChangeInput } from './account.types.ts'
import { inEqualTime } from './equal-time.ts'
import { lockUserAt } from './registration.service.ts'

/** Marks the address as verified. At the first verification of a pet owner the household is looked for (AU7). */
export async function markVerified(ctx: Context, user: UserRow) {
  if (user.emailVerifiedAt) return
  const emailVerifiedAt = ctx.now()
  await ctx.db.update(users).set({ emailVerifiedAt }).where(eq(users.id, user.id))
  await endLinks(ctx, user.id, ['VERIFY_EMAIL'])
  await audit(ctx, 'user.verify-email', { entity: 'User', entityId: user.id, after: { email: user.email } })
  const roles = await rolesOf(ctx, user)
  if (user.ownerId || !roles.some(({ role }) => role.key === 'OWNER')) return
  const { id: userId, email, firstName, lastName, phone } = user
  await emit(ctx, 'owner-account.verified', userId, { userId, email, firstName, lastName, phone })
}

async function changeAddress(ctx: Context, { user, email }: FollowedLink) {
  const now = ctx.now()
  const [changed] = await ctx.db
    .update(users)
    .set({ email, emailVerifiedAt: now, version: user.version + 1, updatedAt: now })
    .where(eq(users.id, user.id))
    .returning()
  await audit(ctx, 'user.change-email', {
    entity: 'User',
    entityId: user.id,
    before: { email: user.email },
    after: { email },
  })
  await writeTo(ctx, user, 'email-changed', { values: { email } })
  const own = ctx.viewer?.userId === user.id ? { except: ctx.viewer.sessionId } : {}
  await endSessionsOf(ctx, user.id, 'EMAIL_CHANGED', own)
  await announceUser(ctx, changed!)
}

/**
 * Follows the link in an e-mail: the account’s address is verified, or exchanged for the one that the link went to;
 * then the old one is told, and sessions other than the one at this browser end. Where people click, the password is
 * asked too: whoever was signed up by somebody else does not know it, and opens nothing to them.
 * no authorization: the link is what is checked.
 */
export async function verifyEmail(
  ctx: Context,
  token: string,
  password: string | null = null,
): Promise<boolean> {
  const purposes = ['VERIFY_EMAIL', 'CHANGE_EMAIL'] as const
  if (password !== null) {
    const { purpose, user } = await findLink(ctx, purposes, token)
    if (purpose === 'VERIFY_EMAIL') await confirmPassword(ctx, user, 'password', password)
  }
  await transact(ctx, async (ctx) => {
    const link = await useLink(ctx, purposes, token)
    await (link.purpose === 'CHANGE_EMAIL' ? changeAddress(ctx, link) : markVerified(ctx, link.user))
  })
  return true
}

/** The viewer's own account. */
export async function ownAccount(ctx: Context): Promise<UserRow> {
  const { userId } = requireViewer(ctx)
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(and(eq(users.id, userId), eq(users.active, true)))
  if (!user) throw unauthenticated()
  return user
}

/** Somebody wants to sign in by another address, which is theirs once the link sent to it is followed. */
export async function requestEmailChange(ctx: Context, input: RequestEmailChangeInput): Promise<boolean> {
  requireViewer(ctx)
  const user = await ownAccount(ctx)
  const email = requiredEmail('email', input.email)
  if ((await accountKeyOf(ctx, email)) === (await accountKeyOf(ctx, user.email))) {
    throw badInput('email', 'This is your address already.')
  }
  await confirmPassword(ctx, user, 'password', input.password)
  return inEqualTime(
    transact(ctx, async (ctx) => {
      await lockUserAt(ctx, user.email)
      const other = await lockUserAt(ctx, email)
      await audit(ctx, 'user.request-email-change', { entity: 'User', entityId: user.id, after: { email } })
      if (!(await mayWrite(ctx, email, other ? 'address-has-account' : 'change-email'))) return
      if (other) await writeTo(ctx, other, 'address-has-account')
      else await sendLink(ctx, user, 'CHANGE_EMAIL', 'change-email', email)
    }),
  )
}
