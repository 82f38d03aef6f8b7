import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import type { Events } from '@vetgraph/kit/contracts/events'
import { and, eq } from 'drizzle-orm'
import {
  NotificationChannel,
  notificationPreferences,
  NotificationReason,
} from '../preferences/preference.table.ts'
import { locations } from '../refs/refs.service.ts'
import { type Message, notify } from './notification.service.ts'
import { NotificationKind } from './notification.table.ts'

interface Listener {
  id: string
  roles: Array<{ location: { id: string } | null; role: { permissions: string[] | null } }>
}

const maySee = ({ roles }: Listener, locationId: string) =>
  roles.some(
    ({ location, role }) =>
      (location === null || location.id === locationId) && role.permissions?.includes('inventory:read'),
  )

/** Who asked to be told of stock and may see it at the location at this moment. */
async function listenersAt(ctx: Context, locationId: string): Promise<string[]> {
  const asked = await ctx.db
    .select({ id: notificationPreferences.recipientId })
    .from(notificationPreferences)
    .where(
      and(
        eq(notificationPreferences.reason, NotificationReason.STOCK),
        eq(notificationPreferences.channel, NotificationChannel.IN_APP),
        eq(notificationPreferences.enabled, true),
      ),
    )
  const ids = asked.map(({ id }) => id)
  if (ids.length === 0) return []
  const people = await ctx.askPeer('User', ids, 'id roles { location { id } role { permissions } }')
  return (people as unknown as Array<Listener | null>).flatMap((person) =>
    person && maySee(person, locationId) ? [person.id] : [],
  )
}

type News = Pick<Message, 'title' | 'link' | 'dedupeKey'> & { bodyAt: (location: string) => string }

/**
 * Tells of a location’s stock: once for a crossing, to those who asked for it (I7).
 * no audit: the notification is the record.
 */
async function tellOfStock(ctx: Context, locationId: string, { bodyAt, ...news }: News) {
  authorize(ctx, 'notification:send')
  const location = await locations.find(ctx, locationId)
  if (!location) throw new Error(`location ${locationId} is not known to notifications yet`)
  const body = bodyAt(location.name)
  for (const recipientId of await listenersAt(ctx, locationId))
    await notify(ctx, { ...news, body, recipientId, kind: NotificationKind.ALERT, appointmentId: null })
}

export const notifyRanLow = (ctx: Context, facts: Events['stock.ran-low']) =>
  tellOfStock(ctx, facts.locationId, {
    title: `Low stock: ${facts.item}`,
    bodyAt: (location) =>
      `On hand at ${location}: ${facts.onHand} × ${facts.unit}; the reorder level is ${facts.reorderLevel}.`,
    link: `/stock/${facts.itemId}`,
    dedupeKey: `stock-low:${facts.id}`,
  })

const lots = (count: number) => (count === 1 ? '1 lot' : `${count} lots`)

export const notifyExpiring = (ctx: Context, facts: Events['stock.expiring']) => {
  const { locationId, day, days, expiring, expired } = facts
  const parts = [
    expired > 0 && `${lots(expired)} expired`,
    expiring > 0 && `${lots(expiring)} ${expiring === 1 ? 'expires' : 'expire'} within ${days} days`,
  ].filter(Boolean)
  return tellOfStock(ctx, locationId, {
    title: expired > 0 ? 'Expired stock' : 'Stock expires soon',
    bodyAt: (location) => `At ${location} ${parts.join(', ')}.`,
    link: '/stock/expiring',
    dedupeKey: `stock-expiring:${locationId}:${day}`,
  })
}

export const notifySent = (ctx: Context, facts: Events['stock.sent']) =>
  tellOfStock(ctx, facts.locationId, {
    title: `On its way: ${facts.item}`,
    bodyAt: (location) => `${facts.quantity} × ${facts.unit} from ${facts.from} to ${location}.`,
    link: '/stock/transfers',
    dedupeKey: `stock-sent:${facts.id}`,
  })
