import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { and, count, eq, inArray } from 'drizzle-orm'
import { mails, MailStatus } from '../mails/mail.table.ts'
import {
  bulkMessageRecipients,
  type BulkMessageRow,
  bulkMessages,
  type BulkRecipientRow,
} from './bulk-message.table.ts'
import { type BulkMessageChangeFilter, BulkMessageStatus } from './bulk-message.types.ts'

export type { BulkMessageRow, BulkRecipientRow }

const right = 'message:read'

export interface BulkMessageSignal extends Signal {
  id: string
  locationId: string
}

const topic = 'bulk-message'

/** Tells open screens how far it is. */
export const tell = (ctx: Context, { id, locationId }: BulkMessageRow) =>
  signal(ctx, topic, { id, locationId } satisfies BulkMessageSignal)

/** Only those of the locations where the viewer may read messages (AU6). */
function visible(ctx: Context) {
  const places = locationsOf(authorize(ctx, right), right)
  return places ? inArray(bulkMessages.locationId, [...places]) : undefined
}

/** What was written to many clients, the latest first. */
export function listBulkMessages(ctx: Context, page: PageArgs): Promise<Page<BulkMessageRow>> {
  const wanted = visible(ctx)
  return pageOf<BulkMessageRow>(page, {
    key: bulkMessages.createdAt,
    id: bulkMessages.id,
    direction: 'desc',
    keyOf: ({ createdAt }) => createdAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(bulkMessages)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(bulkMessages, wanted),
  })
}

/** One of them; null if there is none that the viewer may see. */
export async function findBulkMessage(ctx: Context, id: string): Promise<BulkMessageRow | null> {
  const [row] = await ctx.db
    .select()
    .from(bulkMessages)
    .where(and(visible(ctx), eq(bulkMessages.id, asId(id))))
  return row ?? null
}

/** One that must be there. */
export async function getBulkMessage(ctx: Context, id: string): Promise<BulkMessageRow> {
  const row = await findBulkMessage(ctx, id)
  if (!row) throw notFound('bulk message', 'id')
  return row
}

/**
 * Whom it is for and what was decided, in the order of sending.
 * no authorization: who has the message may see its recipients.
 */
export function listRecipients(
  ctx: Context,
  { id }: BulkMessageRow,
  page: PageArgs,
): Promise<Page<BulkRecipientRow>> {
  const wanted = eq(bulkMessageRecipients.bulkMessageId, id)
  return pageOf<BulkRecipientRow>(page, {
    key: bulkMessageRecipients.id,
    id: bulkMessageRecipients.id,
    direction: 'asc',
    keyOf: (row) => row.id,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(bulkMessageRecipients)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(bulkMessageRecipients, wanted),
  })
}

export function statusOf({ finishedAt, stoppedById }: BulkMessageRow): BulkMessageStatus {
  if (stoppedById) return BulkMessageStatus.STOPPED
  return finishedAt ? BulkMessageStatus.FINISHED : BulkMessageStatus.SENDING
}

const readFailed = (ctx: Context, ids: readonly string[]) =>
  ctx.db
    .select({ id: bulkMessageRecipients.bulkMessageId, failed: count() })
    .from(bulkMessageRecipients)
    .innerJoin(mails, eq(mails.id, bulkMessageRecipients.id))
    .where(and(inArray(bulkMessageRecipients.bulkMessageId, [...ids]), eq(mails.status, MailStatus.FAILED)))
    .groupBy(bulkMessageRecipients.bulkMessageId)

/** How many of its e-mails the mail server has refused. */
export const failedOf = async (ctx: Context, { id }: BulkMessageRow): Promise<number> =>
  (await loaderOf(ctx, readFailed).load(id))?.failed ?? 0

/** Changes of those that the viewer may see. */
export function watchBulkMessages(ctx: Context, filter: BulkMessageChangeFilter | null) {
  const viewer = authorize(ctx, right)
  return heard<BulkMessageSignal>(
    ctx.live,
    topic,
    ({ id, locationId }) => can(viewer, right, locationId) && (!filter?.id || filter.id === id),
  )
}
