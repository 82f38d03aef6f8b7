import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { and, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import { users } from '../refs/refs.service.ts'
import { isWanted } from '../preferences/preference.service.ts'
import { NotificationChannel, NotificationReason } from '../preferences/preference.table.ts'
import { type NotificationKind, type NotificationRow, notifications } from './notification.table.ts'
import type { NotificationFilter, NotificationReceived } from './notification.types.ts'

export interface NotificationSignal extends Signal {
  /** The new one; null when only the unread count may have changed. */
  notificationId: string | null
}

/** Each user has a topic. */
const topicOf = (userId: string) => `notifications of ${userId}`

const tell = (ctx: Context, userId: string, notificationId: string | null) =>
  signal(ctx, topicOf(userId), { notificationId } satisfies NotificationSignal)

/** The viewer's own ones that were not deleted: there is no other way to see a notification. */
function mine(ctx: Context): SQL {
  const viewer = authorize(ctx, 'notification:read')
  return and(eq(notifications.recipientId, viewer.userId), isNull(notifications.deletedAt))!
}

/** The viewer's own notifications by id. */
export const readNotifications = (ctx: Context, ids: readonly string[]): Promise<NotificationRow[]> =>
  ctx.db
    .select()
    .from(notifications)
    .where(and(inArray(notifications.id, [...ids]), mine(ctx)))

/** A notification of the viewer by id; null when it is somebody else's. */
export async function findNotification(ctx: Context, id: string): Promise<NotificationRow | null> {
  authorize(ctx, 'notification:read')
  return loaderOf(ctx, readNotifications).load(id)
}

/** The viewer's notifications, newest first. */
export async function listNotifications(
  ctx: Context,
  page: PageArgs,
  { unread }: NotificationFilter = {},
): Promise<Page<NotificationRow>> {
  const read = unread ? isNull(notifications.readAt) : isNotNull(notifications.readAt)
  const wanted = and(mine(ctx), typeof unread === 'boolean' ? read : undefined)
  return pageOf<NotificationRow>(page, {
    key: notifications.createdAt,
    id: notifications.id,
    direction: 'desc',
    keyOf: ({ createdAt }) => createdAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(notifications)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(notifications, wanted),
  })
}

/** How many the viewer has not read. */
export async function countUnread(ctx: Context): Promise<number> {
  return ctx.db.$count(notifications, and(mine(ctx), isNull(notifications.readAt)))
}

/**
 * Marks one of the viewer's own as read and clears it on the viewer's other devices (N6).
 *
 * no audit: nothing of the hospital changes.
 */
export async function markNotificationRead(ctx: Context, id: string): Promise<NotificationRow> {
  const viewer = authorize(ctx, 'notification:read')
  return transact(ctx, async (ctx) => {
    const [read] = await ctx.db
      .update(notifications)
      .set({ readAt: ctx.now() })
      .where(and(eq(notifications.id, asId(id)), mine(ctx), isNull(notifications.readAt)))
      .returning()
    if (read) {
      await tell(ctx, viewer.userId, null)
      return read
    }
    const known = await findNotification(ctx, id)
    if (!known) throw notFound('notification', 'id')
    return known
  })
}

/**
 * Marks all of the viewer's own as read; answers how many there were.
 *
 * no audit: nothing of the hospital changes.
 */
export async function markAllNotificationsRead(ctx: Context): Promise<number> {
  const viewer = authorize(ctx, 'notification:read')
  return transact(ctx, async (ctx) => {
    const read = await ctx.db
      .update(notifications)
      .set({ readAt: ctx.now() })
      .where(and(mine(ctx), isNull(notifications.readAt)))
      .returning({ id: notifications.id })
    if (read.length > 0) await tell(ctx, viewer.userId, null)
    return read.length
  })
}

/**
 * Removes one of the viewer's own from the list for good.
 *
 * no audit: nothing of the hospital changes.
 */
export async function deleteNotification(ctx: Context, id: string): Promise<boolean> {
  const viewer = authorize(ctx, 'notification:read')
  return transact(ctx, async (ctx) => {
    const deleted = await ctx.db
      .update(notifications)
      .set({ deletedAt: ctx.now() })
      .where(and(eq(notifications.id, asId(id)), mine(ctx)))
      .returning({ id: notifications.id })
    if (deleted.length === 0) throw notFound('notification', 'id')
    await tell(ctx, viewer.userId, null)
    return true
  })
}

/** The viewer's own news. */
export function watchNotifications(ctx: Context) {
  const viewer = authorize(ctx, 'notification:read')
  return heard<NotificationSignal>(ctx.live, topicOf(viewer.userId), () => true)
}

/** The news with the unread count of this moment. */
export async function getNotificationReceived(
  ctx: Context,
  { notificationId }: NotificationSignal,
): Promise<NotificationReceived> {
  const notification = notificationId ? await findNotification(ctx, notificationId) : null
  return { notification, unreadCount: await countUnread(ctx) }
}

export type Message = Pick<
  NotificationRow,
  'recipientId' | 'kind' | 'title' | 'body' | 'link' | 'appointmentId' | 'dedupeKey'
>

const reasons: Partial<Record<NotificationKind, NotificationReason>> = {
  APPOINTMENT: NotificationReason.APPOINTMENTS,
  MESSAGE: NotificationReason.MESSAGES,
}

/** What has no preference is always told. */
async function wants(ctx: Context, { kind, recipientId }: Message): Promise<boolean> {
  const reason = reasons[kind]
  return !reason || isWanted(ctx, { recipientId, reason, channel: NotificationChannel.IN_APP })
}

/**
 * Notifies a user at most once per key (N1), unless the user does not want it; deactivated users are not notified.
 * no audit: the row is the record.
 */
export async function notify(ctx: Context, message: Message) {
  authorize(ctx, 'notification:send')
  await transact(ctx, async (ctx) => {
    const recipient = await users.find(ctx, message.recipientId)
    if (!recipient?.active || !(await wants(ctx, message))) return
    const [sent] = await ctx.db
      .insert(notifications)
      .values({ ...message, id: newId(), createdAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: notifications.id })
    if (sent) await tell(ctx, message.recipientId, sent.id)
  })
}
