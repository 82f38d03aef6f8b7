import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import type { AppointmentFacts, Events } from '@vetgraph/kit/contracts/events'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf } from '@vetgraph/kit/time'
import { isNews, locations, users } from '../refs/refs.service.ts'
import { type Message, notify } from './notification.service.ts'
import { NotificationKind } from './notification.table.ts'
import { localTime } from './wording.ts'

async function getPlace(ctx: Context, visit: AppointmentFacts) {
  const location = await locations.find(ctx, visit.locationId)
  if (!location) throw new Error(`location ${visit.locationId} is not known to notifications yet`)
  const at = (instant: string) => localTime(new Date(instant), location.timeZone)
  const day = dayOf(new Date(visit.startsAt), location.timeZone)
  return { name: location.name, at, link: `/?date=${day}&appointment=${visit.id}` }
}

type Place = Awaited<ReturnType<typeof getPlace>>

/**
 * Tells a vet of a visit, unless it was the vet who did it. Titles are read on locked screens: they name the pet,
 * and what the visit is for stands in the text (N6).
 */
async function tellVet(
  ctx: Context,
  visit: AppointmentFacts,
  place: Place,
  vetId: string,
  news: Pick<Message, 'title' | 'body'> & { key: string },
) {
  if (vetId === visit.actorId) return
  await notify(ctx, {
    recipientId: vetId,
    kind: NotificationKind.APPOINTMENT,
    title: news.title,
    body: news.body,
    link: place.link,
    appointmentId: visit.id,
    dedupeKey: `${news.key}:${visit.id}:${visit.version}`,
  })
}

/**
 * Notifies the vet of every new appointment booked by somebody else.
 * no audit: the notification is the record.
 */
export async function notifyBooked(ctx: Context, visit: Events['appointment.booked']) {
  authorize(ctx, 'notification:send')
  await transact(ctx, async (ctx) => {
    if (!(await isNews(ctx, visit))) return
    const place = await getPlace(ctx, visit)
    await tellVet(ctx, visit, place, visit.vetId, {
      key: 'booked',
      title: `New booking: ${visit.petName}`,
      body: `${visit.typeName}, ${place.at(visit.startsAt)} at ${place.name}.`,
    })
  })
}

/**
 * Notifies the vet if the time changes, and both vets if the vet changes; not for another room.
 * no audit: the notification is the record.
 */
export async function notifyRescheduled(ctx: Context, visit: Events['appointment.rescheduled']) {
  authorize(ctx, 'notification:send')
  const { vetId, previousVetId, startsAt, previousStartsAt } = visit
  const handedOver = vetId !== previousVetId
  const moved = Date.parse(startsAt) !== Date.parse(previousStartsAt)
  await transact(ctx, async (ctx) => {
    const news = await isNews(ctx, visit)
    if (!handedOver && !moved) return
    const place = await getPlace(ctx, visit)
    const [before, after] = [place.at(previousStartsAt), place.at(startsAt)]
    // Also for a late event: there is no other notification for the previous vet.
    if (handedOver) {
      const vet = await users.find(ctx, vetId)
      await tellVet(ctx, visit, place, previousVetId, {
        key: 'handed-over',
        title: `No longer yours: ${visit.petName}`,
        body: `${visit.typeName}, was ${before} at ${place.name}${vet ? `, now with ${vet.name}` : ''}.`,
      })
    }
    if (!news) return
    await tellVet(ctx, visit, place, vetId, {
      key: 'rescheduled',
      title: `${handedOver ? 'Now yours' : 'Moved'}: ${visit.petName}`,
      body: moved
        ? `${visit.typeName}, from ${before} to ${after} at ${place.name}.`
        : `${visit.typeName}, ${after} at ${place.name}, as it was booked.`,
    })
  })
}

/**
 * Notifies the vet of a cancellation, whatever happened since.
 * no audit: the notification is the record.
 */
export async function notifyCancelled(ctx: Context, visit: Events['appointment.cancelled']) {
  authorize(ctx, 'notification:send')
  await transact(ctx, async (ctx) => {
    if (!(await isNews(ctx, visit))) return
    const place = await getPlace(ctx, visit)
    const reason = visit.reason.trim()
    await tellVet(ctx, visit, place, visit.vetId, {
      key: 'cancelled',
      title: `Cancelled: ${visit.petName}`,
      body: `${visit.typeName}, was ${place.at(visit.startsAt)} at ${place.name}.${reason ? ` Reason: ${reason.slice(0, 200)}` : ''}`,
    })
  })
}

/**
 * Notifies the vet when a cancellation is undone: the time is no longer free.
 * no audit: the notification is the record.
 */
export async function notifyReinstated(ctx: Context, visit: Events['appointment.reinstated']) {
  authorize(ctx, 'notification:send')
  await transact(ctx, async (ctx) => {
    if (!(await isNews(ctx, visit))) return
    const place = await getPlace(ctx, visit)
    await tellVet(ctx, visit, place, visit.vetId, {
      key: 'reinstated',
      title: `Takes place after all: ${visit.petName}`,
      body: `${visit.typeName}, ${place.at(visit.startsAt)} at ${place.name}.`,
    })
  })
}
