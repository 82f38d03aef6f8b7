import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { audit } from '@vetgraph/kit/work/audit'
import { and, eq, inArray } from 'drizzle-orm'
import {
  isToldUnasked,
  NotificationChannel,
  notificationPreferences,
  NotificationReason,
  type PreferenceRow,
} from './preference.table.ts'
import type { NotificationPreference, UpdateNotificationPreferencesInput } from './preference.types.ts'

type Preference = Pick<PreferenceRow, 'recipientId' | 'reason' | 'channel'>

/** Of what the viewer is told at all, and as whom. */
function offered(ctx: Context): Preference[] {
  const viewer = requireViewer(ctx)
  const { userId, ownerId } = viewer
  const inApp = { recipientId: userId, channel: NotificationChannel.IN_APP }
  const all: Preference[] = []
  if (ownerId && can(viewer, 'own-household:read'))
    all.push({
      ...{ recipientId: ownerId, reason: NotificationReason.MESSAGES },
      channel: NotificationChannel.EMAIL,
    })
  if (can(viewer, 'conversation:write')) all.push({ ...inApp, reason: NotificationReason.MESSAGES })
  if (can(viewer, 'appointment:read')) all.push({ ...inApp, reason: NotificationReason.APPOINTMENTS })
  if (can(viewer, 'inventory:read')) all.push({ ...inApp, reason: NotificationReason.STOCK })
  return all
}

/** Of what the viewer may be told, and whether that is wanted. */
export async function listPreferences(ctx: Context): Promise<NotificationPreference[]> {
  const all = offered(ctx)
  const stored = await ctx.db
    .select()
    .from(notificationPreferences)
    .where(
      inArray(
        notificationPreferences.recipientId,
        all.map(({ recipientId }) => recipientId),
      ),
    )
  return all.map(({ recipientId, reason, channel }) => ({
    reason,
    channel,
    enabled:
      stored.find(
        (row) => row.recipientId === recipientId && row.reason === reason && row.channel === channel,
      )?.enabled ?? isToldUnasked(reason),
  }))
}

/** Says whether the viewer wants to be told of something; it counts from the next message on. */
export async function updatePreference(
  ctx: Context,
  { reason, channel, enabled }: UpdateNotificationPreferencesInput,
): Promise<NotificationPreference[]> {
  requireViewer(ctx)
  const preference = offered(ctx).find((each) => each.reason === reason && each.channel === channel)
  if (!preference) throw badInput('reason', 'You are not told of this in this way.')
  return transact(ctx, async (ctx) => {
    const row = { ...preference, enabled, updatedAt: ctx.now() }
    await ctx.db
      .insert(notificationPreferences)
      .values(row)
      .onConflictDoUpdate({
        target: [
          notificationPreferences.recipientId,
          notificationPreferences.reason,
          notificationPreferences.channel,
        ],
        set: { enabled, updatedAt: row.updatedAt },
      })
    await audit(ctx, 'notification-preference.update', {
      entity: 'NotificationPreference',
      entityId: preference.recipientId,
      after: { reason, channel, enabled },
    })
    return listPreferences(ctx)
  })
}

/**
 * Whether somebody wants to be told of something.
 * no authorization: the hospital's own work asks before it tells.
 */
export async function isWanted(ctx: Context, { recipientId, reason, channel }: Preference): Promise<boolean> {
  const [row] = await ctx.db
    .select({ enabled: notificationPreferences.enabled })
    .from(notificationPreferences)
    .where(
      and(
        eq(notificationPreferences.recipientId, recipientId),
        eq(notificationPreferences.reason, reason),
        eq(notificationPreferences.channel, channel),
      ),
    )
  return row?.enabled ?? isToldUnasked(reason)
}
