import type { Context } from '@vetgraph/kit/context'
import { maxRows, type Wanted } from '@vetgraph/kit/reports/report'
import { daysIn } from '@vetgraph/kit/time'
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { locationRefs } from '../refs/location-ref.table.ts'
import { PatientGrouping } from './patient-report.types.ts'

type Class = readonly [key: string, label: string, below: number | null]

/** Ages in months, the end not included. */
export const ages: readonly Class[] = [
  ['0-5', 'Under 6 months', 6],
  ['6-11', '6 to 11 months', 12],
  ['12-35', '1 to 2 years', 36],
  ['36-83', '3 to 6 years', 84],
  ['84-119', '7 to 9 years', 120],
  ['120-179', '10 to 14 years', 180],
  ['180', '15 years and over', null],
]

/** Weights in grams, the end not included. */
export const weightClasses: readonly Class[] = [
  ['0-999', 'Under 1 kg', 1000],
  ['1000-4999', '1 to 5 kg', 5000],
  ['5000-9999', '5 to 10 kg', 10_000],
  ['10000-24999', '10 to 25 kg', 25_000],
  ['25000-39999', '25 to 40 kg', 40_000],
  ['40000', '40 kg and over', null],
]

/** The key of the class that a value belongs to; null for no value. */
const classOf = (value: SQL, classes: readonly Class[]): SQL =>
  sql`case ${sql.join(
    classes.map(([key, , below]) =>
      below === null
        ? sql`when ${value} is not null then ${key}::text`
        : sql`when ${value} < ${below}::int then ${key}::text`,
    ),
    sql` `,
  )} end`

const keysOn = (until: string, end: Date): Readonly<Record<PatientGrouping, SQL>> => ({
  [PatientGrouping.SPECIES]: sql`pet.species_id`,
  [PatientGrouping.BREED]: sql`pet.breed_id`,
  [PatientGrouping.AGE]: classOf(
    sql`(select extract(year from age) * 12 + extract(month from age)
      from age(least(pet.deceased_on, ${until}::date), pet.date_of_birth) as age)`,
    ages,
  ),
  [PatientGrouping.WEIGHT]: classOf(
    sql`(select weight.grams from clinical.weights weight
      where weight.pet_id = pet.id and weight.measured_at < ${end.toISOString()}::timestamptz
        and weight.retracted_at is null
      order by weight.measured_at desc, weight.id desc limit 1)`,
    weightClasses,
  ),
})

/** Patients that were at one of the locations until the end of the period. */
const atPlaces = (places: readonly string[], until: string, end: Date): SQL => {
  const ids = sql`any(${`{${places.join()}}`}::uuid[])`
  return sql`(exists (
    select from clinical.vaccinations given
    where given.pet_id = pet.id and given.given_on <= ${until}::date and given.location_id = ${ids}
  ) or exists (
    select from clinical.medical_records record
    join clinical.appointment_refs visit on visit.id = record.appointment_id
    where record.pet_id = pet.id and record.occurred_at < ${end.toISOString()}::timestamptz
      and visit.location_id = ${ids}
  ))`
}

export interface PatientCounts {
  patients: number
  added: number
  seen: number
  deaths: number
  /** Of the patients, those of a species with core vaccines. */
  vaccinable: number
  /** Those of them that had each core vaccine within its booster interval. */
  vaccinated: number
}

export interface PatientSums extends PatientCounts, Record<string, unknown> {
  total: boolean
  key: string | null
}

/** The instants of the period by the calendar of the first of the locations. */
async function instantsOf(ctx: Context, { places, from, until }: Omit<Wanted<string>, 'groupBy'>) {
  const [first] = await ctx.db
    .select({ timeZone: locationRefs.timeZone })
    .from(locationRefs)
    .where(and(eq(locationRefs.active, true), places ? inArray(locationRefs.id, [...places]) : undefined))
    .orderBy(asc(locationRefs.id))
    .limit(1)
  const zone = first?.timeZone ?? 'UTC'
  return { begin: daysIn(zone, from).startsAt, end: daysIn(zone, until).endsAt }
}

/** Patients on the last day of a period and what became of them in it, by what they are grouped by. */
export async function readPatients(
  ctx: Context,
  { groupBy, places, from, until }: Wanted<PatientGrouping>,
): Promise<PatientSums[]> {
  const { begin, end } = await instantsOf(ctx, { places, from, until })
  const [beginsAt, endsAt] = [
    sql`${begin.toISOString()}::timestamptz`,
    sql`${end.toISOString()}::timestamptz`,
  ]
  return ctx.db.execute<PatientSums>(sql`
    with core as (
      select id, species_id, booster_months from clinical.vaccination_protocols
      where importance = 'CORE' and retired_at is null
    ), wanted as (
      select species_id, count(*) as protocols from core group by species_id
    ), protected as (
      select given.pet_id, count(distinct core.id) as protocols
      from clinical.vaccinations given
      join clinical.pets pet on pet.id = given.pet_id
      join core on core.id = any(given.protocol_ids) and core.species_id = pet.species_id
      where given.given_on between ${until}::date - interval '10 years' and ${until}::date
        and given.given_on + core.booster_months * interval '1 month' >= ${until}::date
        and given.kind <> 'DECLINED' and given.retracted_at is null
      group by given.pet_id
    ), seen as (
      select distinct record.pet_id from clinical.medical_records record
      ${
        places
          ? sql`join clinical.appointment_refs visit on visit.id = record.appointment_id
        and visit.location_id = any(${`{${places.join()}}`}::uuid[])`
          : sql``
      }
      where record.occurred_at >= ${beginsAt} and record.occurred_at < ${endsAt}
        and record.status = 'SIGNED'
    ), statuses as (
      select distinct on (pet_id) pet_id, status from clinical.pet_status_changes
      where changed_at < ${endsAt}
      order by pet_id, changed_at desc, id desc
    ), counted as (
      select ${keysOn(until, end)[groupBy]} as key,
        coalesce(statuses.status, 'ACTIVE') = 'ACTIVE' and (pet.deceased_on > ${until}::date) is not false
          as present,
        pet.created_at >= ${beginsAt} as added,
        seen.pet_id is not null as seen,
        (pet.deceased_on between ${from}::date and ${until}::date) is true as died,
        wanted.protocols as wanted,
        coalesce(protected.protocols, 0) as given
      from clinical.pets pet
      left join statuses on statuses.pet_id = pet.id
      left join seen on seen.pet_id = pet.id
      left join wanted on wanted.species_id = pet.species_id
      left join protected on protected.pet_id = pet.id
      where pet.created_at < ${endsAt} and ${places ? atPlaces(places, until, end) : sql`true`}
    )
    select grouping(key) = 1 as total, key,
      count(*) filter (where present)::float8 as patients,
      count(*) filter (where added)::float8 as added,
      count(*) filter (where seen)::float8 as seen,
      count(*) filter (where died)::float8 as deaths,
      count(wanted) filter (where present)::float8 as vaccinable,
      count(*) filter (where present and given >= wanted)::float8 as vaccinated
    from counted
    where present or added or seen or died
    group by grouping sets ((key), ())
    having count(*) > 0
    order by total desc
    limit ${maxRows + 2}`)
}
