import type { Context } from '@vetgraph/kit/context'
import { maxRows, type Wanted } from '@vetgraph/kit/reports/report'
import { type SQL, sql } from 'drizzle-orm'
import { AppointmentGrouping } from './appointment-report.types.ts'

const { DAY, MONTH, VET, ROOM, TYPE, LOCATION } = AppointmentGrouping

/** Locations of a list, or all. */
export const among = (column: SQL, places: readonly string[] | null): SQL =>
  places ? sql`${column} = any(${`{${places.join()}}`}::uuid[])` : sql`true`

/** The condition that a visit starts on the days of the period at its location. */
export const startsIn = ({ from, until }: { from: string; until: string }): SQL => sql`
  visit.starts_at >= ${from}::date::timestamp at time zone location.time_zone
  and visit.starts_at < (${until}::date + 1)::timestamp at time zone location.time_zone`

const keys: Readonly<Record<AppointmentGrouping, SQL>> = {
  [DAY]: sql`to_char(visit.starts_at at time zone location.time_zone, 'YYYY-MM-DD')`,
  [MONTH]: sql`to_char(visit.starts_at at time zone location.time_zone, 'YYYY-MM')`,
  [VET]: sql`visit.vet_id::text`,
  [ROOM]: sql`visit.room_id::text`,
  [TYPE]: sql`visit.type_id::text`,
  [LOCATION]: sql`visit.location_id::text`,
}

/** Averages are null where nothing was measured. */
export interface VisitFigures {
  visits: number
  cancelled: number
  noShows: number
  waitedMinutes: number | null
  examinedMinutes: number | null
  leadDays: number | null
}

export interface VisitSums extends VisitFigures, Record<string, unknown> {
  total: boolean
  key: string | null
}

/** The visits of a period by what they are grouped by, and all together. */
export const readVisits = (
  ctx: Context,
  { groupBy, places, ...period }: Wanted<AppointmentGrouping>,
): Promise<VisitSums[]> =>
  ctx.db.execute<VisitSums>(sql`
    with visits as (
      select visit.*, ${keys[groupBy]} as key,
        visit.status in ('CANCELLED', 'LATE_CANCELLED') as cancelled
      from scheduling.location_refs location
      join scheduling.appointments visit on visit.location_id = location.id and ${startsIn(period)}
      where ${among(sql`location.id`, places)}
    ), steps as (
      select step.appointment_id,
        min(step.at) filter (where step.action in ('ROOM', 'START')) as called_at,
        min(step.at) filter (where step.action = 'START') as started_at,
        max(step.at) filter (where step.action = 'COMPLETE') as completed_at
      from visits
      join scheduling.appointment_history step on step.appointment_id = visits.id
      where not step.undone and step.action in ('ROOM', 'START', 'COMPLETE')
      group by step.appointment_id
    )
    select grouping(key) = 1 as total, key,
      count(*) filter (where not cancelled)::float8 as visits,
      count(*) filter (where cancelled)::float8 as cancelled,
      count(*) filter (where status = 'NO_SHOW')::float8 as "noShows",
      (avg(extract(epoch from called_at - arrived_at)) / 60)::float8 as "waitedMinutes",
      (avg(extract(epoch from completed_at - started_at)) / 60)::float8 as "examinedMinutes",
      (avg(extract(epoch from starts_at - created_at))
        filter (where not cancelled and not walk_in) / 86400)::float8 as "leadDays"
    from visits
    left join steps on steps.appointment_id = visits.id
    group by grouping sets ((key), ())
    having count(*) > 0
    order by total desc
    limit ${maxRows + 2}`)
