import type { Context } from '@vetgraph/kit/context'
import type { MailTemplate } from '@vetgraph/kit/events'
import { sweep } from '@vetgraph/kit/sweep'
import { eq, lt, sql } from 'drizzle-orm'
import { accountKeyOf, deviceKnownTo } from '../known-devices/known-device.service.ts'
import { mailBudgets } from './email-link.table.ts'

const minute = 60 * 1000
const hour = 60 * minute

/** E-mails of one kind to one address within an hour, whoever asks for them. */
export const maxMailsAnHour = 5
const givenBackAfter = hour / maxMailsAnHour

/**
 * Takes one e-mail of a kind from an address's budget, in the open transaction; false when nothing is left and nothing is
 * to be sent, which no answer tells (AU1). Strangers share one budget, so that they fill nobody's mailbox; a browser at
 * which the account has signed in has another, so that they do not spend its person's.
 */
export async function mayWrite(ctx: Context, email: string, template: MailTemplate): Promise<boolean> {
  const account = await accountKeyOf(ctx, email)
  const asker = deviceKnownTo(ctx, account) === null ? 'anybody' : 'known'
  const subject = `${template} ${asker} ${account}`
  const [row] = await ctx.db
    .insert(mailBudgets)
    .values({ subject, spent: 0, lastAt: ctx.now() })
    // Changes nothing, and keeps the row from others until the transaction ends.
    .onConflictDoUpdate({ target: mailBudgets.subject, set: { subject: sql`excluded.subject` } })
    .returning()
  const now = ctx.now().getTime()
  // A clock that was set back has left instants that are still to come.
  const lastAt = Math.min(row!.lastAt.getTime(), now)
  const givenBack = Math.floor((now - lastAt) / givenBackAfter)
  const spent = Math.max(0, row!.spent - givenBack)
  const may = spent < maxMailsAnHour
  await ctx.db
    .update(mailBudgets)
    // What is left of the time until the next is given back is not lost.
    .set({
      spent: spent + (may ? 1 : 0),
      lastAt: spent === 0 ? ctx.now() : new Date(lastAt + givenBack * givenBackAfter),
    })
    .where(eq(mailBudgets.subject, subject))
  return may
}

/** What is full again says nothing any more. */
export async function sweepMailBudgets(ctx: Context) {
  const before = new Date(ctx.now().getTime() - 2 * hour)
  await sweep(ctx, mailBudgets, lt(mailBudgets.lastAt, before))
}
