import { type Page, pageOf } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import {
  authorize,
  can,
  locationsOf,
  type Permission,
  requireViewer,
  sightOf,
} from '@vetgraph/kit/permissions'
import { asId, groupLoaderOf, loaderOf } from '@vetgraph/kit/refs'
import { daysIn, type Interval } from '@vetgraph/kit/time'
import { and, asc, count, desc, eq, gt, gte, inArray, lt, notInArray, or, type SQL } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { petRefs } from '../refs/refs.table.ts'
import { checkDay, rosterOf } from '../rosters/roster.service.ts'
import type { AppointmentFilter } from './appointment.inputs.ts'
import {
  AppointmentAction,
  appointmentHistory,
  type AppointmentHistoryRow,
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  vacated,
} from './appointment.table.ts'

/** What the viewer may see: staff the visits of their locations, owners those of the own household (AU4, AU6). */
function visible(ctx: Context): SQL | undefined {
  sightOf(ctx, 'appointment:read')
  const viewer = requireViewer(ctx)
  const places = locationsOf(viewer, 'appointment:read')
  if (places === null) return undefined
  const household = can(viewer, 'own-household:read') ? viewer.ownerId : null
  const own = ctx.db
    .select({ id: petRefs.id })
    .from(petRefs)
    .where(eq(petRefs.ownerId, asId(household ?? '')))
  return or(
    inArray(appointments.locationId, [...places]),
    household ? inArray(appointments.petId, own) : undefined,
  )
}

export const readAppointments = (ctx: Context, ids: readonly string[]): Promise<AppointmentRow[]> =>
  ctx.db
    .select()
    .from(appointments)
    .where(and(inArray(appointments.id, [...ids]), visible(ctx)))

export const findAppointment = (ctx: Context, id: string) => loaderOf(ctx, readAppointments).load(id)

/** Reads the visit for a change and keeps others from changing it until the transaction ends. */
export async function getForChange(
  ctx: Context,
  id: string,
  permission: Permission,
  version?: number | null,
): Promise<AppointmentRow> {
  authorize(ctx, permission)
  const [row] = await ctx.db
    .select()
    .from(appointments)
    .where(eq(appointments.id, asId(id)))
    .for('update')
  if (!row) throw notFound('appointment', 'id')
  authorize(ctx, permission, row.locationId)
  if (version !== undefined && version !== null && version !== row.version) {
    throw conflict('Somebody else has changed this visit meanwhile.', {
      field: 'version',
      version: row.version,
      current: {
        status: row.status,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        vetId: row.vetId,
        roomId: row.roomId,
        reason: row.reason,
        notes: row.notes,
      },
    })
  }
  return row
}

function matching(filter: AppointmentFilter | null): SQL | undefined {
  if (!filter) return undefined
  const { locationId, vetId, petId, from, to, status } = filter
  return and(
    locationId ? eq(appointments.locationId, asId(locationId)) : undefined,
    vetId ? eq(appointments.vetId, asId(vetId)) : undefined,
    petId ? eq(appointments.petId, asId(petId)) : undefined,
    from ? gte(appointments.startsAt, from) : undefined,
    to ? lt(appointments.startsAt, to) : undefined,
    status ? inArray(appointments.status, status) : undefined,
  )
}

interface ListOptions {
  first: number
  after?: string | null
  filter: AppointmentFilter | null
  direction?: 'asc' | 'desc'
}

/** Visits by start, oldest first unless asked otherwise. */
export function listAppointments(ctx: Context, options: ListOptions): Promise<Page<AppointmentRow>> {
  const wanted = and(visible(ctx), matching(options.filter))
  return pageOf<AppointmentRow>(options, {
    key: appointments.startsAt,
    id: appointments.id,
    direction: options.direction ?? 'asc',
    keyOf: (row) => row.startsAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(appointments)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: async () => {
      const [row] = await ctx.db.select({ count: count() }).from(appointments).where(wanted)
      return row?.count ?? 0
    },
  })
}

const upcomingCap = 50

/** The next visits that take place, from now on. */
export async function listUpcoming(
  ctx: Context,
  { first, locationId, vetId }: { first: number; locationId?: string | null; vetId?: string | null },
): Promise<AppointmentRow[]> {
  if (first < 1 || first > upcomingCap) throw badInput('first', `Ask for 1 to ${upcomingCap} at once.`)
  return ctx.db
    .select()
    .from(appointments)
    .where(
      and(
        visible(ctx),
        matching({ locationId, vetId, from: ctx.now() }),
        notInArray(appointments.status, [...vacated]),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
    .limit(first)
}

/** The visits of a location that overlap an interval, by start. */
export const overlapping = (
  ctx: Context,
  locationId: string,
  { startsAt, endsAt }: Interval,
): Promise<AppointmentRow[]> =>
  ctx.db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.locationId, locationId),
        lt(appointments.startsAt, endsAt),
        gt(appointments.endsAt, startsAt),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))

const calendarDays = 7

/** A diary page, before its entities are resolved. */
export interface CalendarPage extends Interval {
  locationId: string
  date: string
  days: number
  appointments: AppointmentRow[]
  columns: Array<{ vetId: string; shifts: Interval[] }>
}

/** The diary of a location: whose columns, when they can be booked, and what is booked (AP7). */
export async function readCalendar(
  ctx: Context,
  locationId: string,
  date: string,
  days: number,
): Promise<CalendarPage> {
  authorize(ctx, 'appointment:read', locationId)
  checkDay(date)
  if (days < 1 || days > calendarDays) throw badInput('days', `Ask for 1 to ${calendarDays} days at once.`)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const span = daysIn(location.timeZone, date, days)
  const [roster, booked] = await Promise.all([
    rosterOf(ctx, location, date, days),
    overlapping(ctx, location.id, span),
  ])
  const vetIds = new Set([...roster, ...booked].map(({ vetId }) => vetId))
  return {
    ...span,
    locationId: location.id,
    date,
    days,
    appointments: booked,
    columns: [...vetIds].map((vetId) => ({ vetId, shifts: roster.filter((shift) => shift.vetId === vetId) })),
  }
}

async function readHistory(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(appointmentHistory)
    .where(inArray(appointmentHistory.appointmentId, [...ids]))
    .orderBy(asc(appointmentHistory.at), asc(appointmentHistory.id))
  return rows.map((row): [string, AppointmentHistoryRow] => [row.appointmentId, row])
}

/** The steps of a visit, oldest first. */
export const listHistory = (ctx: Context, id: string) => groupLoaderOf(ctx, readHistory).load(id)

async function readNext(ctx: Context, petIds: readonly string[]) {
  const rows = await ctx.db
    .selectDistinctOn([appointments.petId])
    .from(appointments)
    .where(
      and(
        inArray(appointments.petId, [...petIds]),
        visible(ctx),
        gte(appointments.startsAt, ctx.now()),
        notInArray(appointments.status, [...vacated]),
      ),
    )
    .orderBy(appointments.petId, asc(appointments.startsAt))
  return rows.map((row): [string, AppointmentRow] => [row.petId, row])
}

/** The pet’s next visit that takes place. */
export const findNext = async (ctx: Context, petId: string) =>
  (await groupLoaderOf(ctx, readNext).load(petId))[0] ?? null

async function readNoShows(ctx: Context, petIds: readonly string[]) {
  const rows = await ctx.db
    .select({ petId: appointments.petId, count: count() })
    .from(appointments)
    .where(
      and(
        inArray(appointments.petId, [...petIds]),
        visible(ctx),
        eq(appointments.status, AppointmentStatus.NO_SHOW),
      ),
    )
    .groupBy(appointments.petId)
  return rows.map((row): [string, number] => [row.petId, row.count])
}

/** How often nobody came, shown at booking (AP9). */
export const countNoShows = async (ctx: Context, petId: string) =>
  (await groupLoaderOf(ctx, readNoShows).load(petId))[0] ?? 0

/** The step that an undo would take back: the latest one that still stands. */
export async function lastStep(ctx: Context, appointmentId: string): Promise<AppointmentHistoryRow | null> {
  const [row] = await ctx.db
    .select()
    .from(appointmentHistory)
    .where(
      and(
        eq(appointmentHistory.appointmentId, appointmentId),
        eq(appointmentHistory.undone, false),
        // What an undo or a move did is not itself undone: the next undo goes one step further back.
        notInArray(appointmentHistory.action, [AppointmentAction.UNDO, AppointmentAction.RESCHEDULE]),
      ),
    )
    .orderBy(desc(appointmentHistory.at), desc(appointmentHistory.id))
    .limit(1)
  return row ?? null
}

/** Remarks on a visit are for staff. */
export const readNotes = (ctx: Context, row: { notes: string; locationId: string }): string | null =>
  can(ctx.viewer, 'appointment:read', row.locationId) ? row.notes : null
