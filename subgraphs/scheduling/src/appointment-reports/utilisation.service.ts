import { setImmediate } from 'node:timers/promises'
import type { Context } from '@vetgraph/kit/context'
import { daysOf, type Period } from '@vetgraph/kit/reports/period'
import type { Wanted } from '@vetgraph/kit/reports/report'
import type { Interval } from '@vetgraph/kit/time'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { listClosuresIn } from '../closures/closure.service.ts'
import { type LocationRef, locationRefs } from '../refs/refs.table.ts'
import { rooms } from '../rooms/room.table.ts'
import { dutyIn, openOn } from '../rosters/duty.ts'
import { dutyFactsOf } from '../rosters/roster.service.ts'
import { AppointmentGrouping } from './appointment-report.types.ts'
import { among } from './visits.service.ts'

const { DAY, MONTH, VET, ROOM, TYPE, LOCATION } = AppointmentGrouping

/** A time at which a vet or a room could be booked. */
interface Span extends Interval {
  locationId: string
  resourceId: string
}

/** Days at a time: many in one would hold up everybody else's requests. */
const chunkDays = 31

/** What is open or on duty in a period, a month at a time. */
async function byMonth<T>(period: Period, read: (day: string, days: number) => T[]): Promise<T[]> {
  const days = daysOf(period)
  const found: T[] = []
  for (let index = 0; index < days.length; index += chunkDays) {
    found.push(...read(days[index]!, Math.min(chunkDays, days.length - index)))
    await setImmediate()
  }
  return found
}

/** When the active vets are on duty, by roster and opening hours. */
async function dutyOf(ctx: Context, location: LocationRef, period: Period): Promise<Span[]> {
  const facts = await dutyFactsOf(ctx, location, period.from, daysOf(period).length)
  const spans = await byMonth(period, (day, days) => dutyIn(location, facts, day, days))
  return spans.map(({ vetId, ...span }) => ({ ...span, locationId: location.id, resourceId: vetId }))
}

/** When the rooms in use could be booked: the hours at which the location is open. */
async function openRoomsOf(ctx: Context, location: LocationRef, period: Period): Promise<Span[]> {
  const [found, closures] = await Promise.all([
    ctx.db
      .select({ id: rooms.id })
      .from(rooms)
      .where(and(eq(rooms.locationId, location.id), eq(rooms.active, true))),
    listClosuresIn(ctx, { locationId: location.id, from: period.from, to: period.until }),
  ])
  const open = await byMonth(period, (day, days) => openOn(location, closures, day, days))
  return found.flatMap(({ id }) => open.map((span) => ({ ...span, locationId: location.id, resourceId: id })))
}

const keys: Readonly<Record<AppointmentGrouping, SQL>> = {
  [DAY]: sql`to_char(day, 'YYYY-MM-DD')`,
  [MONTH]: sql`to_char(day, 'YYYY-MM')`,
  [VET]: sql`resource_id::text`,
  [ROOM]: sql`resource_id::text`,
  // A vet is on duty for no type: all of them together have a utilisation.
  [TYPE]: sql`null::text`,
  [LOCATION]: sql`location_id::text`,
}

/** A day of a location as instants. */
const wholeDay = sql`tstzrange(day at time zone time_zone, (day + interval '1 day') at time zone time_zone)`

const minutes = (times: SQL) => sql`coalesce((
  select sum(extract(epoch from upper(span) - lower(span))) / 60 from unnest(${times}) as span), 0)`

const list = (values: readonly string[]) => `{${values.join()}}`

export interface UtilisationFigures {
  /** The available minutes that visits take, with their buffers. */
  bookedMinutes: number
  availableMinutes: number
}

export interface UtilisationSums extends UtilisationFigures, Record<string, unknown> {
  total: boolean
  key: string | null
}

/** How much of the time of vets or rooms visits take; what overlaps counts once. */
export async function readUtilisation(
  ctx: Context,
  { groupBy, places, ...period }: Wanted<AppointmentGrouping>,
): Promise<UtilisationSums[]> {
  const locations = await ctx.db
    .select()
    .from(locationRefs)
    .where(and(eq(locationRefs.active, true), places ? inArray(locationRefs.id, [...places]) : undefined))
  const read = groupBy === ROOM ? openRoomsOf : dutyOf
  const spans = (await Promise.all(locations.map((location) => read(ctx, location, period)))).flat()
  if (spans.length === 0) return []
  const resource = groupBy === ROOM ? sql`visit.room_id` : sql`visit.vet_id`
  const sums = await ctx.db.execute<UtilisationSums>(sql`
    with spans as (
      select * from unnest(
        ${list(spans.map(({ locationId }) => locationId))}::uuid[],
        ${list(spans.map(({ resourceId }) => resourceId))}::uuid[],
        ${list(spans.map(({ startsAt }) => startsAt.toISOString()))}::timestamptz[],
        ${list(spans.map(({ endsAt }) => endsAt.toISOString()))}::timestamptz[]
      ) as span (location_id, resource_id, starts_at, ends_at)
    ), available as (
      select location_id, resource_id, day, range_agg(tstzrange(starts_at, ends_at) * ${wholeDay}) as during
      from spans
      join scheduling.location_refs location on location.id = location_id
      cross join lateral generate_series(
        date_trunc('day', starts_at at time zone time_zone), ends_at at time zone time_zone, interval '1 day'
      ) as day
      where day between ${period.from}::date and ${period.until}::date
      group by location_id, resource_id, day
    ), taken as (
      select location_id, resource_id, day, range_agg(tstzrange(starts_at, ends_at)) as during
      from (
        select visit.location_id, ${resource} as resource_id, location.time_zone,
          visit.starts_at - visit.buffer_before_minutes * interval '1 minute' as starts_at,
          visit.ends_at + visit.buffer_after_minutes * interval '1 minute' as ends_at
        from scheduling.location_refs location
        join scheduling.appointments visit on visit.location_id = location.id
          and visit.starts_at >= (${period.from}::date - 1)::timestamp at time zone location.time_zone
          and visit.starts_at < (${period.until}::date + 2)::timestamp at time zone location.time_zone
        where ${among(sql`location.id`, places)} and ${resource} is not null
          and visit.status not in ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
      ) as visit
      cross join lateral (
        select date_trunc('day', starts_at at time zone time_zone) as day
        union select date_trunc('day', ends_at at time zone time_zone)
      ) as days
      group by location_id, resource_id, day
    ), shares as (
      select ${keys[groupBy]} as key, ${minutes(sql`available.during * taken.during`)} as booked,
        ${minutes(sql`available.during`)} as available
      from available left join taken using (location_id, resource_id, day)
    )
    select grouping(key) = 1 as total, key, sum(booked)::float8 as "bookedMinutes",
      sum(available)::float8 as "availableMinutes"
    from shares
    group by grouping sets ((key), ())`)
  return groupBy === TYPE ? sums.filter(({ total }) => total) : sums
}
