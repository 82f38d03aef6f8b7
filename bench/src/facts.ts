import { connect } from '@vetgraph/kit/database/connect'

/** A stretch of days with at least so many visits. */
export interface Window {
  from: string
  to: string
}

/** What the operations ask for, picked from the hospital. */
export interface Facts {
  locationId: string
  /** Days with at least 30 visits; in a small hospital several days. */
  days: Window[]
  /** The latest days with visits, in the location's zone. */
  dates: string[]
  /** Stretches with at least 100 visits. */
  hundreds: Window[]
  /** Patients with a record and a next visit. */
  petIds: string[]
  /** What is typed into the search, letter by letter. */
  searches: string[]
  vetIds: string[]
  typeId: string
}

interface Day {
  date: string
  starts: Date
  ends: Date
  visits: number
}

/** Splits the past days into periods with at least this many visits. */
function windowsOf(latestFirst: readonly Day[], visits: number, many: number): Window[] {
  const windows: Window[] = []
  let to: Date | null = null
  let count = 0
  for (const day of latestFirst) {
    to ??= day.ends
    count += day.visits
    if (count < visits) continue
    windows.push({ from: day.starts.toISOString(), to: to.toISOString() })
    if (windows.length === many) return windows
    to = null
    count = 0
  }
  if (windows.length === 0) throw new Error(`The hospital has less than ${visits} visits: take a larger one.`)
  return windows
}

const typed = (name: string) => [2, 3, 4, name.length].map((length) => name.slice(0, length).toLowerCase())

/** Picks days, patients and names of the location at which the demo's vet works. */
export async function readFacts(url: string, email: string): Promise<Facts> {
  const sql = connect(url, { max: 1 })
  try {
    const [location] = await sql<[{ id: string; zone: string }]>`
      select l.id, l.time_zone as zone from identity.users u
      join identity.user_roles r on r.user_id = u.id join identity.locations l on l.id = r.location_id
      where u.email = ${email}`
    const days = await sql<Day[]>`
      select day::text as date, day::timestamp at time zone ${location.zone} as starts,
        (day + 1)::timestamp at time zone ${location.zone} as ends, count(*)::int as visits
      from (select (starts_at at time zone ${location.zone})::date as day from scheduling.appointments
        where location_id = ${location.id} and starts_at < (
          select max(occurred_at) - interval '1 day' from clinical.medical_records))
      group by day order by day desc`
    const pets = await sql<Array<{ id: string; name: string }>>`
      select p.id, p.name from clinical.pets p
      where p.status = 'ACTIVE'
        and exists (select from clinical.medical_records r where r.pet_id = p.id)
        and exists (select from scheduling.appointments a where a.pet_id = p.id and a.starts_at > now()
          and a.location_id = ${location.id} and a.status in ('SCHEDULED', 'CONFIRMED'))
      order by p.id limit 200`
    const vets = await sql<Array<{ id: string }>>`
      select distinct s.vet_id as id from scheduling.shifts s join scheduling.user_refs v on v.id = s.vet_id
      where s.location_id = ${location.id} and v.is_vet and v.active order by s.vet_id`
    const [type] = await sql<[{ id: string }]>`
      select id from scheduling.appointment_types where active and not needs_room order by name limit 1`
    return {
      locationId: location.id,
      days: windowsOf(days, 30, 20),
      dates: days.slice(0, 20).map(({ date }) => date),
      hundreds: windowsOf(days, 100, 30),
      petIds: pets.map(({ id }) => id),
      searches: [...new Set(pets.slice(0, 60).flatMap(({ name }) => typed(name)))],
      vetIds: vets.map(({ id }) => id),
      typeId: type.id,
    }
  } finally {
    await sql.end()
  }
}
