import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { endLinks, findLink, sendAskedLink, useLink, writeTo } from '../email-links/email-link.service.ts'
import { type LinkPurpose, linkPurposes } from '../email-links/email-link.table.ts'
import { checkPassword, prepared } from '../passwords/password.rules.ts'
import { hashPassword, keepPassword, passwordHashOf } from '../passwords/password.service.ts'
import { endSessionsOf } from '../sessions/session-end.service.ts'
import { forgetFailures } from '../sign-in/failure.service.ts'
import { confirmPassword } from '../sign-in/sign-in.service.ts'
import type { UserRow } from '../users/user.service.ts'
import type { ChangePasswordInput, ChoosePasswordInput } from './account.types.ts'
import { inEqualTime } from './equal-time.ts'
import { lockUserAt } from './registration.service.ts'
import { markVerified, ownAccount } from './verification.service.ts'

/**
 * Sends somebody who has forgotten the password a link; nothing to an address without an account, which neither the
 * answer nor its time tells (AU1).
 * no authorization: nobody is signed in.
 */
export const requestPasswordReset = (ctx: Context, email: string): Promise<boolean> =>
  inEqualTime(
    transact(ctx, async (ctx) => {
      const user = await lockUserAt(ctx, email.trim())
      if (!user?.active || !(await sendAskedLink(ctx, user, 'RESET_PASSWORD', 'reset-password'))) return
      await audit(ctx, 'user.request-password-reset', { entity: 'User', entityId: user.id })
    }),
  )

const choices = {
  RESET_PASSWORD: 'user.reset-password',
  INVITATION: 'user.accept-invitation',
} as const satisfies Partial<Record<LinkPurpose, string>>

/** Following the link proves access to the mailbox, which allows setting a password. */
async function choosePassword(
  ctx: Context,
  purpose: keyof typeof choices,
  { token, password }: ChoosePasswordInput,
): Promise<UserRow> {
  await checkPassword('password', password, (await findLink(ctx, [purpose], token)).user)
  const hash = await hashPassword(ctx, password)
  return transact(ctx, async (ctx) => {
    const { user } = await useLink(ctx, [purpose], token)
    await keepPassword(ctx, user.id, hash)
    await endLinks(ctx, user.id, linkPurposes)
    await audit(ctx, choices[purpose], { entity: 'User', entityId: user.id })
    await markVerified(ctx, user)
    await forgetFailures(ctx, user.email)
    await endSessionsOf(ctx, user.id, 'PASSWORD_CHANGED')
    if (purpose === 'RESET_PASSWORD') await writeTo(ctx, user, 'password-changed')
    return user
  })
}

/**
 * Gives the account a new password against the link in the e-mail; whoever was signed in is signed out.
 * no authorization: the link is what is checked.
 */
export async function resetPassword(ctx: Context, input: ChoosePasswordInput): Promise<boolean> {
  await choosePassword(ctx, 'RESET_PASSWORD', input)
  return true
}

/**
 * Somebody who was invited chooses the first password.
 * no authorization: the link is what is checked.
 */
export async function acceptInvitation(ctx: Context, input: ChoosePasswordInput): Promise<boolean> {
  await choosePassword(ctx, 'INVITATION', input)
  return true
}

/** Changes the viewer's password; the account's other sessions end. */
export async function changePassword(ctx: Context, input: ChangePasswordInput): Promise<boolean> {
  const { sessionId } = requireViewer(ctx)
  const user = await ownAccount(ctx)
  await checkPassword('next', input.next, user)
  const current = await confirmPassword(ctx, user, 'current', input.current)
  if (prepared(input.next) === prepared(input.current))
    throw badInput('next', 'This is the password that you have.')
  const hash = await hashPassword(ctx, input.next)
  await transact(ctx, async (ctx) => {
    await lockUserAt(ctx, user.email)
    if ((await passwordHashOf(ctx, user.id)) !== current)
      throw badInput('current', 'This is not your password.')
    await keepPassword(ctx, user.id, hash)
    await endLinks(ctx, user.id, linkPurposes)
    await audit(ctx, 'user.change-password', { entity: 'User', entityId: user.id })
    await endSessionsOf(ctx, user.id, 'PASSWORD_CHANGED', { except: sessionId })
    await writeTo(ctx, user, 'password-changed')
  })
  return true
}
