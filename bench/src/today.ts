import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '@vetgraph/kit/database/connect'
import { root } from '@vetgraph/gateway/start/config'
import type { Facts } from './facts.ts'
import type { Operation } from './operations.ts'

/** How many visits are added before those that the hospital has. */
export const addedVisits = 100_000

/** The page Today as the web client asks for it. */
export function todayOf({ locationId, dates }: Facts): Operation {
  const operations = JSON.parse(readFileSync(join(root, 'schema/operations.json'), 'utf8')) as {
    TodayPage: string
  }
  return {
    name: 'today',
    query: operations.TodayPage,
    operationName: 'TodayPage',
    writes: false,
    variablesOf: (n) => ({ locationId, date: dates[n % dates.length] }),
  }
}

/** Gives the location's vets a longer past; answers how many visits the location then has. */
export async function addHistory(url: string, { locationId, vetIds, petIds, typeId }: Facts, visits: number) {
  const sql = connect(url, { max: 1 })
  try {
    await sql`
      insert into scheduling.appointments (id, pet_id, vet_id, location_id, type_id, status, starts_at, ends_at,
        reason, notes, version, created_at, updated_at)
      select uuidv7(), ${petIds[0]!}, vet, ${locationId}, ${typeId}, 'CHECKED_OUT', at, at + interval '30 minutes',
        'Check-up', '', 1, at, at
      from generate_series(1, ${Math.ceil(visits / vetIds.length)}::int) number, unnest(${vetIds}::uuid[]) vet,
        lateral (select timestamptz '2010-01-01 00:00Z' - number * interval '30 minutes' as at) time
      limit ${visits}`
    await sql`vacuum analyze scheduling.appointments`
    // Waits for pending writes (checkpoint, vacuum), which would disturb the measurement.
    await sql`checkpoint`
    const [row] = await sql<[{ visits: number }]>`
      select count(*)::int as visits from scheduling.appointments where location_id = ${locationId}`
    return row.visits
  } finally {
    await sql.end()
  }
}
