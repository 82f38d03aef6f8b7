import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import type { MessageTemplate } from '@vetgraph/kit/contracts/messages'
import { newId } from '@vetgraph/kit/ids'
import { sweep } from '@vetgraph/kit/work/sweep'
import { and, between, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { hospitalRow } from '../hospital/hospital.service.ts'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import { nameOf, type UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import { emailLinks, type LinkPurpose } from './email-link.table.ts'
import { mayWrite } from './mail-budget.service.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

/** How many days used or expired links are kept. */
const keptDays = 30

/** How long a link can be followed. */
const lifetimes: Record<LinkPurpose, number> = {
  VERIFY_EMAIL: 48 * hour,
  RESET_PASSWORD: hour,
  CHANGE_EMAIL: 24 * hour,
  INVITATION: 7 * 24 * hour,
}

/** Between two e-mails that anybody can ask for. */
const pause = 2 * 60 * 1000

/** Invalidates a user's unused links of these purposes. */
export const endLinks = (ctx: Context, userId: string, purposes: readonly LinkPurpose[]) =>
  ctx.db
    .update(emailLinks)
    .set({ endedAt: ctx.now() })
    .where(
      and(eq(emailLinks.userId, userId), inArray(emailLinks.purpose, purposes), isNull(emailLinks.endedAt)),
    )

/** Sends an e-mail to a user, in the open transaction. */
export async function writeTo(
  ctx: Context,
  user: UserRow,
  template: MessageTemplate,
  {
    to = user.email,
    values = {},
    ...more
  }: { to?: string; token?: string; values?: Readonly<Record<string, string>> } = {},
) {
  const hospital = await hospitalRow(ctx)
  await emit(ctx, 'mail.wanted', user.id, {
    id: newId(),
    template,
    to,
    name: nameOf(user),
    ...(hospital && { language: hospital.locale }),
    values: { hospital: hospital?.name ?? '', ...values },
    ...more,
  })
}

/** Links that anybody can request stay valid side by side: a stranger's request does not invalidate the user's own. */
const askedByAnybody: ReadonlySet<LinkPurpose> = new Set(['RESET_PASSWORD', 'VERIFY_EMAIL'])

/**
 * Writes to somebody with a new link, in the open transaction; an older one becomes worthless where somebody who is signed
 * in has asked for it.
 */
export async function sendLink(
  ctx: Context,
  user: UserRow,
  purpose: LinkPurpose,
  template: MessageTemplate,
  email: string = user.email,
) {
  const token = newSecret()
  const createdAt = ctx.now()
  if (!askedByAnybody.has(purpose)) await endLinks(ctx, user.id, [purpose])
  await ctx.db.insert(emailLinks).values({
    id: newId(),
    userId: user.id,
    purpose,
    email,
    hash: hashOf(token),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + lifetimes[purpose]),
  })
  await writeTo(ctx, user, template, { to: email, token })
}

/** Whether such a link was sent moments ago, whoever requested it. */
async function wasSentLately(ctx: Context, userId: string, purpose: LinkPurpose): Promise<boolean> {
  const now = ctx.now()
  const sent = and(
    eq(emailLinks.userId, userId),
    eq(emailLinks.purpose, purpose),
    // A timestamp in the future (the clock was set back) does not count as recent.
    between(emailLinks.createdAt, new Date(now.getTime() - pause), now),
    isNull(emailLinks.endedAt),
  )
  return (await ctx.db.$count(emailLinks, sent)) > 0
}

/** Sends a link that anybody can ask for, in the open transaction, unless one is on its way or the hour's mails are spent. */
export async function sendAskedLink(
  ctx: Context,
  user: UserRow,
  purpose: LinkPurpose,
  template: MessageTemplate,
): Promise<boolean> {
  if (await wasSentLately(ctx, user.id, purpose)) return false
  if (!(await mayWrite(ctx, user.email, template))) return false
  await sendLink(ctx, user, purpose, template)
  return true
}

export interface FollowedLink {
  purpose: LinkPurpose
  email: string
  user: UserRow
}

/** A link that can be followed once, in its time, by an active account that still has the address it was sent to. */
function linkOf(ctx: Context, purposes: readonly LinkPurpose[], token: string) {
  return ctx.db
    .select({ id: emailLinks.id, purpose: emailLinks.purpose, email: emailLinks.email, user: users })
    .from(emailLinks)
    .innerJoin(users, eq(users.id, emailLinks.userId))
    .where(
      and(
        eq(emailLinks.hash, hashOf(token)),
        inArray(emailLinks.purpose, purposes),
        isNull(emailLinks.endedAt),
        gt(emailLinks.expiresAt, ctx.now()),
        eq(users.active, true),
        or(
          eq(emailLinks.purpose, 'CHANGE_EMAIL'),
          eq(sql`lower(${emailLinks.email})`, sql`lower(${users.email})`),
        ),
      ),
    )
    .$dynamic()
}

const worthless = () =>
  badInput('token', 'This link has been used, is too old or was replaced by a newer one.')

/** Whose link it is, without following it. */
export async function findLink(
  ctx: Context,
  purposes: readonly LinkPurpose[],
  token: string,
): Promise<FollowedLink> {
  const [found] = await linkOf(ctx, purposes, token)
  if (!found) throw worthless()
  return found
}

/** Uses a link, in the open transaction: returns its data and the account, locked. */
export async function useLink(
  ctx: Context,
  purposes: readonly LinkPurpose[],
  token: string,
): Promise<FollowedLink> {
  const [found] = await linkOf(ctx, purposes, token).for('update')
  if (!found) throw worthless()
  await ctx.db.update(emailLinks).set({ endedAt: ctx.now() }).where(eq(emailLinks.id, found.id))
  return found
}

/** Removes the links that have long been worthless. */
export const sweepLinks = (ctx: Context) =>
  sweep(ctx, emailLinks, lt(emailLinks.expiresAt, new Date(ctx.now().getTime() - keptDays * day)))
