import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound, unauthenticated } from '@vetgraph/kit/errors'
import type { OpenIdProvider } from '@vetgraph/kit/settings'
import { and, eq, gt, lt } from 'drizzle-orm'
import { setCookie } from '../secrets/cookie.ts'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import { type SignedIn, welcome } from '../sessions/session.service.ts'
import type { Session } from '../sessions/session.types.ts'
import { giveBackTry, takeTry } from '../sign-in/failure.service.ts'
import { letIn, recordFailure, refusals } from '../sign-in/sign-in.service.ts'
import { users } from '../users/user.table.ts'
import { accountOf } from './external-account.service.ts'
import { addressAt, claimsFor, type Journey, notFinished } from './issuer.ts'
import { openidSignIns } from './openid.table.ts'
import type { FinishOpenIdSignInInput, SignInProvider } from './openid.types.ts'

const cookieName = 'vetgraph_openid'
const patienceSeconds = 10 * 60

/** `Lax`, because the browser comes back from elsewhere. */
const keepInBrowser = (ctx: Context, value: string) =>
  setCookie(ctx, { name: cookieName, value, seconds: value ? patienceSeconds : 0, sameSite: 'Lax' })

const later = (ctx: Context) => new Date(ctx.now().getTime() + patienceSeconds * 1000)

export const listSignInProviders = ({ settings }: Context): SignInProvider[] =>
  settings.openIdProviders.map(({ key, label }) => ({ key, label }))

/**
 * Begins to sign in at an issuer: answers where the browser is to go.
 * no authorization: nobody is signed in yet.
 */
export async function startOpenIdSignIn(ctx: Context, key: string): Promise<string> {
  const provider = ctx.settings.openIdProviders.find((provider) => provider.key === key)
  if (!provider) throw notFound('provider', 'provider')
  const [browser, state, nonce, codeVerifier] = [newSecret(), newSecret(), newSecret(), newSecret()]
  const redirectUri = `${ctx.settings.publicUrl}/sign-in/callback`
  const address = await addressAt(ctx, provider, { state, nonce, codeVerifier, redirectUri })
  await ctx.db.delete(openidSignIns).where(lt(openidSignIns.expiresAt, ctx.now()))
  await ctx.db.insert(openidSignIns).values({
    stateHash: hashOf(state),
    issuer: provider.issuer,
    codeVerifier,
    nonce,
    redirectUri,
    browserHash: hashOf(browser),
    createdAt: ctx.now(),
    expiresAt: later(ctx),
  })
  keepInBrowser(ctx, browser)
  return address
}

/** Takes the sign-in that this browser started, so that it is finished at most once. */
async function takeBegun(
  ctx: Context,
  state: string,
): Promise<{ provider: OpenIdProvider; journey: Journey }> {
  const [begun] = await ctx.db
    .delete(openidSignIns)
    .where(
      and(
        eq(openidSignIns.stateHash, hashOf(state)),
        eq(openidSignIns.browserHash, hashOf(ctx.cookies[cookieName] ?? '')),
        gt(openidSignIns.expiresAt, ctx.now()),
      ),
    )
    .returning()
  const provider = ctx.settings.openIdProviders.find(({ issuer }) => issuer === begun?.issuer)
  if (!begun || !provider) throw notFinished()
  return { provider, journey: { ...begun, state } }
}

/** The user confirmed by the issuer, until the second factor is verified. */
interface Ticket {
  userId: string
  expiresAt: string
}

const purpose = 'sign-in by OpenID Connect'

const sealTicket = (ctx: Context, ticket: Ticket) => ctx.sealer.seal(JSON.stringify(ticket), purpose)

function openTicket(ctx: Context): Ticket {
  const opened = ctx.sealer.open(ctx.cookies[cookieName] ?? '', purpose)
  const ticket = opened === null ? null : (JSON.parse(opened) as Ticket)
  if (!ticket || new Date(ticket.expiresAt) <= ctx.now()) throw notFinished()
  return ticket
}

type Outcome = SignedIn | { missing: 'ACCOUNT' } | { missing: 'CODE'; userId: string }

/**
 * Signs in whom the issuer has vouched for. The second factor is asked for here, whatever the issuer has asked: nobody
 * can say of every issuer that its own counts as one.
 * no authorization: nobody is signed in yet. no audit: opening the session and linking the account are audited there.
 */
export async function finishOpenIdSignIn(ctx: Context, input: FinishOpenIdSignInInput): Promise<Session> {
  const { provider, journey } = await takeBegun(ctx, input.state)
  keepInBrowser(ctx, '')
  const claims = await claimsFor(ctx, provider, journey, { code: input.code, iss: input.iss ?? null })
  const outcome = await transact(ctx, async (ctx): Promise<Outcome> => {
    const user = await accountOf(ctx, provider, claims, input.signUp)
    if (!user) return { missing: 'ACCOUNT' }
    const admitted = await letIn(ctx, user, null, { method: 'OIDC' })
    return typeof admitted === 'string' ? { missing: 'CODE', userId: user.id } : admitted
  })
  if (!('missing' in outcome)) return welcome(ctx, outcome)
  if (outcome.missing === 'CODE') {
    const expiresAt = later(ctx).toISOString()
    keepInBrowser(ctx, sealTicket(ctx, { userId: outcome.userId, expiresAt }))
    throw refusals.CODE_MISSING()
  }
  await recordFailure(ctx, claims.email ?? '', undefined)
  throw unauthenticated(
    claims.isEmailVerified
      ? `There is no account here for ${claims.email}. Staff are invited by their administrator; pet owners sign up first.`
      : `${provider.label} has not verified your e-mail address. Sign in with your password.`,
  )
}

/**
 * Finishes a sign-in that the second factor was asked for; the issuer has vouched for the person at this browser.
 * no authorization: nobody is signed in yet. no audit: opening the session is audited there.
 */
export async function confirmOpenIdSignIn(ctx: Context, code: string): Promise<Session> {
  const { userId } = openTicket(ctx)
  const [known] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (!known) throw notFinished()
  const taken = await takeTry(ctx, known.email)
  const admitted = await transact(ctx, async (ctx) => {
    const [user] = await ctx.db
      .select()
      .from(users)
      .where(and(eq(users.id, userId), eq(users.active, true)))
      .for('share')
    if (!user) throw notFinished()
    const admitted = await letIn(ctx, user, code || '-', { method: 'OIDC' })
    if (typeof admitted !== 'string') await giveBackTry(ctx, taken)
    return admitted
  })
  if (typeof admitted === 'string') {
    await recordFailure(ctx, known.email, userId)
    throw refusals.CODE_WRONG()
  }
  keepInBrowser(ctx, '')
  return welcome(ctx, admitted)
}
