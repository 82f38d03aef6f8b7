import type { Context } from '@vetgraph/kit/context'
import { sealReminderLink } from '@vetgraph/kit/contracts/reminder-links'
import { transact } from '@vetgraph/kit/database/db'
import { addMinutes } from '@vetgraph/kit/time'
import { plan } from '@vetgraph/kit/work/work'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { asText } from '../mails/layout.ts'
import { keepMail } from '../mails/mail.service.ts'
import { fill } from '../message-templates/liquid.ts'
import { MessageLanguage } from '../message-templates/message-template.table.ts'
import { compose } from '../message-templates/wording.service.ts'
import { locations } from '../refs/refs.service.ts'
import { MessageStatus } from '../reminders/reminder.table.ts'
import { type Addressee, reach } from './audience.service.ts'
import { bulkText } from './bulk-message.messages.ts'
import { tell } from './bulk-message.service.ts'
import {
  bulkMessageRecipients,
  BulkMessagePurpose,
  type BulkMessageRow,
  bulkMessages,
  type BulkRecipientRow,
} from './bulk-message.table.ts'

/** How many clients are written to within a minute, so that other e-mail does not wait. */
const aMinute = 100

type Words = Pick<BulkMessageRow, 'purpose' | 'subject' | 'body'>

const templateOf = ({ purpose }: Words) =>
  purpose === BulkMessagePurpose.NEWS ? 'bulk-news' : 'bulk-service'

/** What stands in the e-mail of one client. */
function valuesFor({ subject, body }: Words, { name, pets }: Addressee, hospital: string) {
  const words = fill(bulkText, { subject, body, linkLabel: null }, { name, pets, hospital })
  return { title: words.subject, text: words.body, hospital }
}

/** The e-mail of one client as plain text, in the wording of today, without the secret of its link. */
export async function writtenFor(ctx: Context, words: Words, addressee: Addressee, hospital: string) {
  const composed = await compose(ctx, {
    template: templateOf(words),
    language: MessageLanguage.EN,
    recipientName: addressee.name,
    values: valuesFor(words, addressee, hospital),
  })
  const link = { address: `${ctx.settings.publicUrl}/reminder`, instead: '' }
  return { subject: composed.subject, text: asText(composed, link) }
}

const write = (
  ctx: Context,
  message: BulkMessageRow,
  { id }: BulkRecipientRow,
  to: Addressee,
  hospital: string,
) =>
  keepMail(ctx, {
    id,
    template: templateOf(message),
    to: to.email,
    name: to.name,
    ...(message.purpose === BulkMessagePurpose.NEWS && {
      token: sealReminderLink(ctx, { ownerId: to.ownerId, appointmentIds: [], isNews: true }),
    }),
    values: valuesFor(message, to, hospital),
  })

const stillPlanned = (ids: readonly string[]) =>
  and(inArray(bulkMessageRecipients.id, [...ids]), eq(bulkMessageRecipients.status, MessageStatus.PLANNED))

/** Decides about those who were asked for and are still planned; whoever stops the message waits, or was first. */
const decide = (ctx: Context, id: string, asked: readonly BulkRecipientRow[], found: readonly Addressee[]) =>
  transact(ctx, async (ctx) => {
    const [message] = await ctx.db.select().from(bulkMessages).where(eq(bulkMessages.id, id)).for('update')
    if (!message || message.finishedAt) return
    const minuteAgo = addMinutes(ctx.now(), -1)
    const lately = await ctx.db.$count(
      bulkMessageRecipients,
      and(eq(bulkMessageRecipients.bulkMessageId, id), gt(bulkMessageRecipients.decidedAt, minuteAgo)),
    )
    // Another machine has written to those of this minute, and has planned the next.
    if (lately >= aMinute) return
    const rows = await ctx.db
      .select()
      .from(bulkMessageRecipients)
      .where(stillPlanned(asked.map((row) => row.id)))
      .orderBy(asc(bulkMessageRecipients.id))
      .limit(aMinute - lately)
    const hospital = (await locations.find(ctx, message.locationId))?.name ?? ''
    const addressees = new Map(found.map((each) => [each.ownerId, each]))
    const decided = rows.map((row) => ({ row, to: addressees.get(row.ownerId)! }))
    for (const reason of new Set(decided.map(({ to }) => to.reason))) {
      const these = decided.filter(({ to }) => to.reason === reason)
      if (!reason) for (const { row, to } of these) await write(ctx, message, row, to, hospital)
      await ctx.db
        .update(bulkMessageRecipients)
        .set({
          status: reason ? MessageStatus.NOT_SENT : MessageStatus.SENT,
          reason,
          decidedAt: ctx.now(),
        })
        .where(stillPlanned(these.map(({ row }) => row.id)))
    }
    const sent = message.sent + decided.filter(({ to }) => !to.reason).length
    const leftOut = message.leftOut + decided.filter(({ to }) => to.reason).length
    const isOver = sent + leftOut === message.recipients
    const [after] = await ctx.db
      .update(bulkMessages)
      .set({ sent, leftOut, finishedAt: isOver ? ctx.now() : null })
      .where(eq(bulkMessages.id, id))
      .returning()
    if (!isOver) await plan(ctx, 'send-bulk-message', { id }, { key: id, at: addMinutes(ctx.now(), 1) })
    await tell(ctx, after!)
  })

/**
 * Writes to the next clients of a bulk message, after everything was checked once more (N2).
 * no authorization: it is the hospital's own work. no audit: each recipient names its decision.
 */
export async function deliverBulkMessage(ctx: Context, { id }: { id: string }) {
  const [message] = await ctx.db.select().from(bulkMessages).where(eq(bulkMessages.id, id))
  if (!message || message.finishedAt) return
  const rows = await ctx.db
    .select()
    .from(bulkMessageRecipients)
    .where(
      and(
        eq(bulkMessageRecipients.bulkMessageId, id),
        eq(bulkMessageRecipients.status, MessageStatus.PLANNED),
      ),
    )
    .orderBy(asc(bulkMessageRecipients.id))
    .limit(aMinute)
  await decide(ctx, id, rows, await reach(ctx, message.purpose, rows))
}
