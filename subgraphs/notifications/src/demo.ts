import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { type DemoPerson, type DemoPlan, demoPlan, type DemoVisit } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { addMinutes, dayOf } from '@vetgraph/kit/time'
import { loadBulkMessage } from './demo-bulk-message.ts'
import { loadConversations } from './demo-conversations.ts'
import { loadReminders } from './demo-reminders.ts'
import {
  NotificationChannel,
  notificationPreferences,
  NotificationReason,
} from './preferences/preference.table.ts'
import { NotificationKind, type NotificationRow, notifications } from './notifications/notification.table.ts'
import { localTime } from './notifications/wording.ts'
import { locationRefs, userRefs } from './refs/refs.table.ts'

const handful = 6
const unread = 3

/** What the front desk booked for a vet in the last hours, the newest still unread. */
function bookingsOf(vet: DemoPerson, visits: readonly DemoVisit[], now: Date): NotificationRow[] {
  return visits
    .filter((visit) => visit.vet === vet && visit.startsAt > now && visit.status !== 'CANCELLED')
    .slice(0, handful)
    .map((visit, place) => {
      const { timeZone, name } = visit.location
      const createdAt = addMinutes(now, -(7 + place * 47))
      return {
        id: demoId('notification', visit.number),
        recipientId: vet.id,
        kind: NotificationKind.APPOINTMENT,
        title: `New booking: ${visit.pet.name}`,
        body: `${visit.type.name}, ${localTime(visit.startsAt, timeZone)} at ${name}.`,
        link: `/?date=${dayOf(visit.startsAt, timeZone)}&appointment=${visit.id}`,
        appointmentId: visit.id,
        dedupeKey: `booked:${visit.id}:1`,
        readAt: place < unread ? null : addMinutes(createdAt, 20),
        deletedAt: null,
        createdAt,
      }
    })
}

const everybody = ({ staff, locations }: DemoPlan) => ({
  users: staff.map(({ id, firstName, lastName }) => ({
    id,
    name: `${firstName} ${lastName}`,
    active: true,
    version: 1,
  })),
  locations: locations.map(({ id, name, timeZone }) => ({ id, name, timeZone, version: 1 })),
})

/** A handful of unread bookings for every vet of the demo hospital, and what clients are told and ask. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const now = ctx.now()
  const plan = demoPlan(options, now)
  const { users, locations } = everybody(plan)
  await insertRows(ctx, locationRefs, locations)
  await insertRows(ctx, userRefs, users)
  await insertRows(
    ctx,
    notifications,
    plan.vets.flatMap((vet) => bookingsOf(vet, plan.visits, now)),
  )
  // The nurses look after the shelf.
  await insertRows(
    ctx,
    notificationPreferences,
    plan.staff
      .filter(({ role }) => role === 'TECHNICIAN')
      .map(({ id }) => ({
        ...{ recipientId: id, reason: NotificationReason.STOCK, channel: NotificationChannel.IN_APP },
        ...{ enabled: true, updatedAt: now },
      })),
  )
  await loadReminders(ctx, plan)
  await loadConversations(ctx, plan)
  await loadBulkMessage(ctx, plan)
}
