import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import { authorize } from '@vetgraph/kit/access/authorize'
import { calendarFile, type CalendarVisit } from '@vetgraph/kit/documents/calendar'
import { slug } from '@vetgraph/kit/documents/address'
import { asId } from '@vetgraph/kit/reads/refs'
import { addMinutes } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm'
import { appointmentTypes } from '../appointment-types/appointment-type.table.ts'
import { appointments, vacated } from '../appointments/appointment.table.ts'
import { locations, users } from '../refs/refs.service.ts'
import { locationRefs, petRefs } from '../refs/refs.table.ts'
import { rooms } from '../rooms/room.table.ts'
import { type CalendarFeedRow, calendarFeeds } from './calendar-feed.table.ts'
import type { CreateCalendarFeedInput } from './calendar-feed.types.ts'

const saved = writing({
  table: calendarFeeds,
  type: 'CalendarFeed',
  noun: 'calendar address',
  values: ({ userId, locationId, revokedAt }) => ({ userId, locationId, revokedAt }),
})

/** Whose feed it is: a location’s for whoever may make it, else the viewer’s own. */
function subjectOf(ctx: Context, locationId: string | null | undefined) {
  if (locationId) {
    authorize(ctx, 'calendar-feed:write', locationId)
    return { userId: null, locationId: asId(locationId) }
  }
  return { userId: authorize(ctx, 'calendar-feed:own').userId, locationId: null }
}

const ofSubject = ({ userId, locationId }: Pick<CalendarFeedRow, 'userId' | 'locationId'>) =>
  locationId ? eq(calendarFeeds.locationId, locationId) : eq(calendarFeeds.userId, userId ?? '')

/** The address that is good, of a location or one’s own; at most one. */
export const listCalendarFeeds = (
  ctx: Context,
  locationId: string | null | undefined,
): Promise<CalendarFeedRow[]> =>
  ctx.db
    .select()
    .from(calendarFeeds)
    .where(and(ofSubject(subjectOf(ctx, locationId)), isNull(calendarFeeds.revokedAt)))

/** Makes an address at which whoever has it reads the visits of a vet or a location (AP16). */
export async function createCalendarFeed(ctx: Context, { locationId }: CreateCalendarFeedInput) {
  const subject = subjectOf(ctx, locationId)
  const secret = newSecret()
  const id = await once(ctx, 'calendar-feed.create', { ...subject }, async (ctx) => {
    if (subject.locationId && !(await locations.find(ctx, subject.locationId)))
      throw notFound('location', 'locationId')
    if (subject.userId && !(await users.find(ctx, subject.userId))?.isVet)
      throw badInput('locationId', 'You are no vet with appointments of your own: choose a location.')
    return (await saved.add(ctx, { ...subject, hash: hashOf(secret), revokedAt: null })).id
  })
  const [feed] = await ctx.db.select().from(calendarFeeds).where(eq(calendarFeeds.id, id))
  const isNew = feed!.hash === hashOf(secret)
  return { ...feed!, url: isNew ? `${ctx.settings.publicUrl}/calendars/${secret}.ics` : null }
}

/** Ends an address at once; whoever reads it finds nothing any more. */
export async function revokeCalendarFeed(ctx: Context, id: string): Promise<CalendarFeedRow> {
  return transact(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select()
      .from(calendarFeeds)
      .where(eq(calendarFeeds.id, asId(id)))
    const own = subjectOf(ctx, found?.locationId)
    if (!found || own.userId !== found.userId) throw notFound('calendar address', 'id')
    const feed = await saved.lock(ctx, found.id)
    return feed.revokedAt ? feed : saved.change(ctx, feed, { revokedAt: ctx.now() }, 'revoke')
  })
}

const day = 24 * 60
const daysBehind = 30
const daysAhead = 180
const maxVisits = 5000

async function visitsOf(
  ctx: Context,
  { userId, locationId }: Pick<CalendarFeedRow, 'userId' | 'locationId'>,
): Promise<CalendarVisit[]> {
  const found = await ctx.db
    .select({
      visit: appointments,
      type: appointmentTypes.name,
      pet: petRefs.name,
      room: rooms.name,
      location: locationRefs,
    })
    .from(appointments)
    .innerJoin(appointmentTypes, eq(appointmentTypes.id, appointments.typeId))
    .innerJoin(locationRefs, eq(locationRefs.id, appointments.locationId))
    .leftJoin(petRefs, eq(petRefs.id, appointments.petId))
    .leftJoin(rooms, eq(rooms.id, appointments.roomId))
    .where(
      and(
        locationId ? eq(appointments.locationId, locationId) : eq(appointments.vetId, userId ?? ''),
        gte(appointments.startsAt, addMinutes(ctx.now(), -daysBehind * day)),
        lte(appointments.startsAt, addMinutes(ctx.now(), daysAhead * day)),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
    .limit(maxVisits)
  return found.map(({ visit, type, pet, room, location }) => ({
    ...visit,
    isCancelled: vacated.includes(visit.status),
    summary: `${type}: ${pet ?? 'patient not known yet'}`,
    place: [location.name, room].filter(Boolean).join(', '),
    timeZone: location.timeZone,
  }))
}

/** The name of the calendar; null for a vet who has left or a location that is closed. */
async function nameOf(ctx: Context, { userId, locationId }: CalendarFeedRow): Promise<string | null> {
  if (locationId) {
    const location = await locations.find(ctx, locationId)
    return location?.active ? location.name : null
  }
  const vet = await users.find(ctx, userId ?? '')
  return vet?.active && vet.isVet ? vet.name : null
}

/**
 * The calendar behind an address, for whoever has it; NOT_FOUND once it is revoked.
 * public: the secret in the address is what opens it.
 */
export async function readCalendarFile(ctx: Context, secret: string) {
  const [feed] = await ctx.db
    .select()
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.hash, hashOf(secret)), isNull(calendarFeeds.revokedAt)))
  const name = feed && (await nameOf(ctx, feed))
  if (!feed || !name) throw notFound('calendar address')
  return { fileName: `${slug(name)}.ics`, body: calendarFile(name, await visitsOf(ctx, feed)) }
}
