import type { Context } from '@vetgraph/kit/context'
import type { MessageTemplate } from '@vetgraph/kit/contracts/messages'
import { sweep } from '@vetgraph/kit/work/sweep'
import { eq, lt, sql } from 'drizzle-orm'
import { accountKeyOf, deviceKnownTo } from '../known-devices/known-device.service.ts'
import { mailBudgets } from './email-link.table.ts'

const minute = 60 * 1000
const hour = 60 * minute

/** E-mails of one kind to one address within an hour, whoever asks for them. */
export const maxMailsAnHour = 5
const givenBackAfter = hour / maxMailsAnHour

/**
 * Takes one e-mail of a kind from an address's budget, in the open transaction; false if it is spent and nothing is to
 * be sent, which no response reveals (AU1). Strangers share one budget, which protects the mailbox; browsers known to
 * the account have another, which strangers cannot spend.
 */
export async function mayWrite(ctx: Context, email: string, template: MessageTemplate): Promise<boolean> {
  const account = await accountKeyOf(ctx, email)
  const asker = deviceKnownTo(ctx, account) === null ? 'anybody' : 'known'
  const subject = `${template} ${asker} ${account}`
  const [row] = await ctx.db
    .insert(mailBudgets)
    .values({ subject, spent: 0, lastAt: ctx.now() })
    // A no-op update that locks the row until the transaction ends.
    .onConflictDoUpdate({ target: mailBudgets.subject, set: { subject: sql`excluded.subject` } })
    .returning()
  const now = ctx.now().getTime()
  // After the clock was set back, stored instants may lie in the future.
  const lastAt = Math.min(row!.lastAt.getTime(), now)
  const givenBack = Math.floor((now - lastAt) / givenBackAfter)
  const spent = Math.max(0, row!.spent - givenBack)
  const may = spent < maxMailsAnHour
  await ctx.db
    .update(mailBudgets)
    // The remainder of the refill interval is carried over.
    .set({
      spent: spent + (may ? 1 : 0),
      lastAt: spent === 0 ? ctx.now() : new Date(lastAt + givenBack * givenBackAfter),
    })
    .where(eq(mailBudgets.subject, subject))
  return may
}

/** Full budgets need no row. */
export async function sweepMailBudgets(ctx: Context) {
  const before = new Date(ctx.now().getTime() - 2 * hour)
  await sweep(ctx, mailBudgets, lt(mailBudgets.lastAt, before))
}
