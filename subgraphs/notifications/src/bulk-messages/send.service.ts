import { authorize, can } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { audit } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { plan } from '@vetgraph/kit/work/work'
import { and, eq } from 'drizzle-orm'
import { examplesOf, fill } from '../message-templates/liquid.ts'
import { locations } from '../refs/refs.service.ts'
import { MessageStatus } from '../reminders/reminder.table.ts'
import { type Addressee, householdsOf, reach } from './audience.service.ts'
import { bulkText } from './bulk-message.messages.ts'
import { tell } from './bulk-message.service.ts'
import {
  bulkMessageRecipients,
  type BulkMessageRow,
  bulkMessages,
  type LeftOutReason,
} from './bulk-message.table.ts'
import type { BulkMessageInput, BulkMessagePreview, SendBulkMessageInput } from './bulk-message.types.ts'
import { writtenFor } from './deliver.service.ts'

const right = 'bulk-message:send'

/** From so many clients on the sender says how many they are. */
const many = 25

/** Whom it would reach now; BAD_USER_INPUT for words that cannot be written. */
async function checked(ctx: Context, { locationId, subject, body, petIds, purpose }: BulkMessageInput) {
  const location = await locations.find(ctx, asId(locationId))
  if (!location) throw notFound('location', 'locationId')
  fill(bulkText, { subject, body, linkLabel: null }, examplesOf(bulkText))
  const addressees = await reach(ctx, purpose, await householdsOf(ctx, petIds))
  return { location, addressees, reached: addressees.filter(({ reason }) => reason === null) }
}

function countsOf(addressees: readonly Addressee[]) {
  const counts = new Map<LeftOutReason, number>()
  for (const { reason } of addressees) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count }))
}

/** What it would say to the first client whom it reaches, whom it reaches, and who is left out. */
export async function previewBulkMessage(ctx: Context, input: BulkMessageInput): Promise<BulkMessagePreview> {
  authorize(ctx, right, asId(input.locationId))
  const { location, addressees, reached } = await checked(ctx, input)
  const [example] = reached
  const written = example ? await writtenFor(ctx, input, example, location.name) : null
  return {
    reached: reached.length,
    leftOut: countsOf(addressees),
    needsConfirmation: reached.length >= many,
    exampleName: example?.name ?? null,
    subject: written?.subject ?? null,
    text: written?.text ?? null,
  }
}

/** Plans one e-mail to each client whom it reaches; they go out some at a time, until somebody stops it. */
export async function sendBulkMessage(ctx: Context, input: SendBulkMessageInput): Promise<BulkMessageRow> {
  const locationId = asId(input.locationId)
  const viewer = authorize(ctx, right, locationId)
  const sentId = await once(ctx, 'bulk-message.send', input, async (ctx) => {
    const { addressees, reached } = await checked(ctx, input)
    if (reached.length === 0) throw badInput('petIds', 'This reaches nobody.')
    if (reached.length >= many && input.confirmedCount !== reached.length)
      throw badInput('confirmedCount', `This reaches ${reached.length} clients: confirm that number.`, {
        reached: reached.length,
      })
    const id = newId()
    const now = ctx.now()
    const { purpose, subject, body } = input
    const row: BulkMessageRow = {
      ...{ id, purpose, locationId, subject, body, recipients: addressees.length },
      ...{ sent: 0, leftOut: addressees.length - reached.length, stopped: 0 },
      ...{ createdById: viewer.userId, createdAt: now, finishedAt: null, stoppedById: null },
    }
    await ctx.db.insert(bulkMessages).values(row)
    await ctx.db.insert(bulkMessageRecipients).values(
      addressees.map(({ ownerId, petIds, reason }) => ({
        ...{ id: newId(), bulkMessageId: id, ownerId, petIds: [...petIds], reason },
        status: reason ? MessageStatus.NOT_SENT : MessageStatus.PLANNED,
        decidedAt: reason ? now : null,
      })),
    )
    await audit(ctx, 'bulk-message.send', {
      entity: 'BulkMessage',
      entityId: id,
      after: { purpose, locationId, subject, recipients: row.recipients, leftOut: row.leftOut },
    })
    await plan(ctx, 'send-bulk-message', { id }, { key: id })
    await tell(ctx, row)
    return id
  })
  const [row] = await ctx.db.select().from(bulkMessages).where(eq(bulkMessages.id, sentId))
  return row!
}

/** Stops what was not sent yet; stopping twice is no error. */
export async function stopBulkMessage(ctx: Context, id: string): Promise<BulkMessageRow> {
  const viewer = authorize(ctx, right)
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db
      .select()
      .from(bulkMessages)
      .where(eq(bulkMessages.id, asId(id)))
      .for('update')
    if (!before || !can(viewer, right, before.locationId)) throw notFound('bulk message', 'id')
    if (before.stoppedById) return before
    if (before.finishedAt)
      throw conflict('Everybody was written to already: nothing is left to stop.', { field: 'id' })
    const now = ctx.now()
    const stopped = await ctx.db
      .update(bulkMessageRecipients)
      .set({ status: MessageStatus.STOPPED, decidedAt: now })
      .where(
        and(
          eq(bulkMessageRecipients.bulkMessageId, before.id),
          eq(bulkMessageRecipients.status, MessageStatus.PLANNED),
        ),
      )
      .returning({ id: bulkMessageRecipients.id })
    const [after] = await ctx.db
      .update(bulkMessages)
      .set({ stopped: stopped.length, finishedAt: now, stoppedById: viewer.userId })
      .where(eq(bulkMessages.id, before.id))
      .returning()
    await audit(ctx, 'bulk-message.stop', {
      entity: 'BulkMessage',
      entityId: before.id,
      after: { sent: before.sent, stopped: stopped.length },
    })
    await tell(ctx, after!)
    return after!
  })
}
