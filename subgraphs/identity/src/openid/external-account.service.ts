import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import type { OpenIdProvider } from '@vetgraph/kit/settings'
import { isSameMailbox, optionalText, requiredEmail } from '@vetgraph/kit/text'
import { and, eq } from 'drizzle-orm'
import { addOwnerAccount, lockUserAt } from '../accounts/registration.service.ts'
import { markVerified } from '../accounts/verification.service.ts'
import { requireSetUp } from '../set-up/set-up.service.ts'
import type { UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import type { Claims } from './issuer.ts'
import { externalAccounts } from './openid.table.ts'

const isSame = ({ issuer }: OpenIdProvider, { subject }: Claims) =>
  and(eq(externalAccounts.issuer, issuer), eq(externalAccounts.subject, subject))

async function findLinked(ctx: Context, provider: OpenIdProvider, claims: Claims) {
  const [found] = await ctx.db
    .select({ user: users })
    .from(externalAccounts)
    .innerJoin(users, eq(users.id, externalAccounts.userId))
    .where(isSame(provider, claims))
    .for('update')
  return found?.user
}

/** A pet owner signs up with what the issuer says; the address is verified there, and so it is here. */
async function signUp(ctx: Context, { firstName, lastName }: Claims, email: string): Promise<UserRow | null> {
  await requireSetUp(ctx)
  const person = {
    firstName: optionalText('firstName', firstName) ?? email.split('@')[0]!,
    lastName: optionalText('lastName', lastName) ?? '',
    email: requiredEmail('email', email),
    phone: null,
  }
  const user = await addOwnerAccount(ctx, person)
  if (user) await markVerified(ctx, user)
  return user
}

/**
 * The account at an address that is verified here and there. Not one that somebody else at the issuer is linked to:
 * addresses are given to new people.
 */
async function findByAddress(
  ctx: Context,
  { issuer }: OpenIdProvider,
  claims: Claims,
  mayBeNew: boolean,
): Promise<UserRow | null> {
  if (!claims.email || !claims.isEmailVerified) return null
  const user = await lockUserAt(ctx, claims.email)
  if (!user) return mayBeNew ? signUp(ctx, claims, claims.email) : null
  if (!user.active || !user.emailVerifiedAt || !isSameMailbox(user.email, claims.email)) return null
  const others = and(eq(externalAccounts.issuer, issuer), eq(externalAccounts.userId, user.id))
  return (await ctx.db.$count(externalAccounts, others)) === 0 ? user : null
}

/**
 * Whose account somebody at an issuer is, in the open transaction: the one linked before; or that at the e-mail
 * address, if it is verified at both, which links them. Null when there is none, or it is closed.
 */
export async function accountOf(
  ctx: Context,
  provider: OpenIdProvider,
  claims: Claims,
  mayBeNew: boolean,
): Promise<UserRow | null> {
  const now = ctx.now()
  const linked = await findLinked(ctx, provider, claims)
  if (linked) {
    await ctx.db.update(externalAccounts).set({ lastUsedAt: now }).where(isSame(provider, claims))
    return linked.active ? linked : null
  }
  const user = await findByAddress(ctx, provider, claims, mayBeNew)
  if (!user) return null
  const { issuer } = provider
  const { subject, email } = claims
  await ctx.db
    .insert(externalAccounts)
    .values({ issuer, subject, userId: user.id, email: email!, linkedAt: now, lastUsedAt: now })
    .onConflictDoNothing()
  await audit(ctx, 'user.link-account', { entity: 'User', entityId: user.id, after: { issuer, email } })
  return user
}
