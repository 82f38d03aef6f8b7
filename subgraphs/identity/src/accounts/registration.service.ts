import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import { requiredEmail, requiredText } from '@vetgraph/kit/text'
import { eq, sql } from 'drizzle-orm'
import { endLinks, sendAskedLink, sendLink, writeTo } from '../email-links/email-link.service.ts'
import { mayWrite } from '../email-links/mail-budget.service.ts'
import { requireSetUp } from '../set-up/set-up.service.ts'
import { checkPassword } from '../passwords/password.rules.ts'
import { forgetPassword, hashPassword, keepPassword, passwordHashOf } from '../passwords/password.service.ts'
import { roles } from '../roles/role.table.ts'
import { announceUser, type UserRow } from '../users/user.service.ts'
import { userRoles, users } from '../users/user.table.ts'
import type { RegisterOwnerInput } from './account.types.ts'
import { inEqualTime } from './equal-time.ts'

export type Person = Pick<UserRow, 'firstName' | 'lastName' | 'email' | 'phone'>

/** The account with an e-mail address, locked until the transaction ends. */
export async function lockUserAt(ctx: Context, email: string): Promise<UserRow | undefined> {
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`)
    .for('update')
  return user
}

/** Makes a pet owner's account, in the open transaction; null when there is one at the address. */
export async function addOwnerAccount(ctx: Context, person: Person): Promise<UserRow | null> {
  const now = ctx.now()
  const [user] = await ctx.db
    .insert(users)
    .values({ id: newId(), ...person, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning()
  if (!user) return null
  const [role] = await ctx.db.select({ id: roles.id }).from(roles).where(eq(roles.key, 'OWNER'))
  await ctx.db.insert(userRoles).values({ userId: user.id, roleId: role!.id, grantedAt: now })
  await audit(ctx, 'user.register', { entity: 'User', entityId: user.id, after: person })
  await announceUser(ctx, user)
  return user
}

async function addAccount(ctx: Context, person: Person, hash: string): Promise<boolean> {
  const user = await addOwnerAccount(ctx, person)
  if (!user) return false
  await keepPassword(ctx, user.id, hash)
  if (await mayWrite(ctx, user.email, 'verify-email'))
    await sendLink(ctx, user, 'VERIFY_EMAIL', 'verify-email')
  return true
}

/**
 * Sign-up with an address that already has an account. If it was never verified, a stranger may have created it: its
 * password is removed, and the owner of the mailbox chooses a new one.
 */
async function remind(ctx: Context, email: string) {
  const user = await lockUserAt(ctx, email)
  if (!user?.active) return
  if (user.emailVerifiedAt) {
    if (await mayWrite(ctx, user.email, 'address-has-account'))
      await writeTo(ctx, user, 'address-has-account')
    return
  }
  await forgetPassword(ctx, user.id)
  await endLinks(ctx, user.id, ['VERIFY_EMAIL'])
  await audit(ctx, 'user.register-again', { entity: 'User', entityId: user.id })
  if (await mayWrite(ctx, user.email, 'reset-password'))
    await sendLink(ctx, user, 'RESET_PASSWORD', 'reset-password')
}

/**
 * A pet owner signs up for the portal. The answer and its time are the same for an address that has an account (AU1).
 * no authorization: nobody is signed in yet.
 */
export async function registerOwner(ctx: Context, input: RegisterOwnerInput): Promise<boolean> {
  await requireSetUp(ctx)
  const person = {
    firstName: requiredText('firstName', input.firstName),
    lastName: requiredText('lastName', input.lastName),
    email: requiredEmail('email', input.email),
    phone: input.phone ?? null,
  }
  await checkPassword('password', input.password, person)
  const hash = await hashPassword(ctx, input.password)
  return inEqualTime(
    transact(ctx, async (ctx) => {
      if (!(await addAccount(ctx, person, hash))) await remind(ctx, person.email)
    }),
  )
}

/**
 * Sends the link again to an address that was not verified yet; nothing to any other, which the answer does not tell.
 * no authorization: nobody is signed in yet. no audit: nothing changes.
 */
export const resendVerification = (ctx: Context, email: string): Promise<boolean> =>
  inEqualTime(
    transact(ctx, async (ctx) => {
      const user = await lockUserAt(ctx, email.trim())
      if (!user?.active || user.emailVerifiedAt) return
      const [purpose, template] =
        (await passwordHashOf(ctx, user.id)) === null
          ? (['RESET_PASSWORD', 'reset-password'] as const)
          : (['VERIFY_EMAIL', 'verify-email'] as const)
      await sendAskedLink(ctx, user, purpose, template)
    }),
  )
