import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { addMinutes, dayOf } from '@vetgraph/kit/time'

/** Clocks differ by some minutes. */
const toleranceMinutes = 5
const dayMinutes = 24 * 60

interface Visit {
  id: string
  locationId: string
}

/** Whether it is before the visit’s day in its location’s zone; without a visit, more than 24 hours ago. */
async function isEarlier(ctx: Context, occurredAt: Date, visit: Visit | null): Promise<boolean> {
  if (!visit) return occurredAt < addMinutes(ctx.now(), -dayMinutes)
  const [[appointment], [location]] = await Promise.all([
    ctx.askPeer('Appointment', [visit.id], 'startsAt'),
    ctx.askPeer('Location', [visit.locationId], 'timeZone'),
  ])
  const { startsAt } = appointment as { startsAt: string }
  const { timeZone } = location as { timeZone: string }
  return dayOf(occurredAt, timeZone) < dayOf(new Date(startsAt), timeZone)
}

/**
 * When something happened, beside when it is entered (MR4): not in the future, and earlier than the visit’s day only
 * with a permission; then it is marked.
 */
export async function occasionOf(ctx: Context, occurredAt: Date, visit: Visit | null) {
  if (occurredAt > addMinutes(ctx.now(), toleranceMinutes)) {
    throw badInput('occurredAt', 'A record tells what has happened: this is in the future.')
  }
  const backDated = await isEarlier(ctx, occurredAt, visit)
  if (backDated) authorize(ctx, 'medical-record:back-date', visit?.locationId)
  return { occurredAt, backDated }
}
