import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { DomainError } from '@vetgraph/kit/errors'
import { plan } from '@vetgraph/kit/work/work'
import { and, eq, ne, sql } from 'drizzle-orm'
import { invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import { isAskedFor, lastDay, todayAt } from '../payments/overdue.service.ts'
import { locationRefs } from '../refs/refs.table.ts'
import { paymentTerms } from '../terms/terms.table.ts'
import { envelopeFor, remind, reminderDays, steps } from './letter.service.ts'
import { LetterKind, letters } from './letter.table.ts'

const atOnce = 1000

/**
 * Plans a reminder of each invoice that is to be reminded of today, at the locations whose terms say so (B11).
 * system: nobody asks for it.
 */
export async function planReminders(ctx: Context) {
  const today = todayAt(sql`${ctx.now().toISOString()}`)
  const reminders = ctx.db
    .select({
      invoiceId: letters.invoiceId,
      count: sql<number>`count(*)`.as('count'),
      last: sql<Date>`max(${letters.sentAt})`.as('last'),
    })
    .from(letters)
    .where(and(eq(letters.invoiceId, invoices.id), ne(letters.kind, LetterKind.INVOICE)))
    .groupBy(letters.invoiceId)
    .as('reminders')
  const due = await ctx.db
    .select({ id: invoices.id, sent: sql<number>`coalesce(${reminders.count}, 0)`.mapWith(Number) })
    .from(invoices)
    .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
    .innerJoin(paymentTerms, eq(paymentTerms.locationId, invoices.locationId))
    .leftJoinLateral(reminders, sql`true`)
    .where(
      and(
        eq(invoices.status, InvoiceStatus.FINALISED),
        eq(paymentTerms.automaticReminders, true),
        sql`${lastDay} < ${today}`,
        isAskedFor,
        sql`coalesce(${reminders.count}, 0) < ${steps.length}`,
        sql`coalesce((${reminders.last} at time zone ${locationRefs.timeZone})::date + ${reminderDays}::int <= ${today}, true)`,
      ),
    )
    .orderBy(invoices.createdAt)
    .limit(atOnce)
  await transact(ctx, async (ctx) => {
    for (const { id, sent } of due) await plan(ctx, 'remind', { id }, { key: `${id} ${sent}` })
  })
}

/**
 * Sends the next reminder of an invoice; what was paid, disputed, claimed or reminded of since it was planned, and an owner
 * without an e-mail address, are left alone.
 * system: nobody asks for it.
 */
export async function remindByItself(ctx: Context, { id }: { id: string }) {
  try {
    const envelope = await envelopeFor(ctx, id)
    await transact(ctx, (ctx) => remind(ctx, id, envelope))
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'CONFLICT') throw error
    ctx.log.info({ invoiceId: id, reason: error.message }, 'no reminder is sent')
  }
}
