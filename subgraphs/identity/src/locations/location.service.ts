import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { emit, type LocationFacts } from '@vetgraph/kit/events'
import { requireViewer } from '@vetgraph/kit/permissions'
import { loaderOf } from '@vetgraph/kit/refs'
import { among, type Places, statement } from '@vetgraph/kit/statement'
import { asc, eq } from 'drizzle-orm'
import { type LocationRow, locations } from './location.table.ts'

const locationsById = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(locations).where(among(locations.id, ids)),
)

/** Everyone who is signed in may know the hospital's locations. */
export const readLocations = (ctx: Context, ids: readonly string[]): Promise<LocationRow[]> =>
  locationsById(ctx, { ids })

export const findLocation = (ctx: Context, id: string) => loaderOf(ctx, readLocations).load(id)

export function listLocations(ctx: Context): Promise<LocationRow[]> {
  requireViewer(ctx)
  return ctx.db.select().from(locations).where(eq(locations.active, true)).orderBy(asc(locations.name))
}

export const locationFacts = ({
  id,
  version,
  name,
  timeZone,
  currency,
  active,
  openingHours,
  taxRate,
}: LocationRow): LocationFacts => ({
  id,
  version,
  name,
  timeZone,
  currency,
  active,
  openingHours,
  taxRate,
})

/**
 * Tells the subgraphs that keep a copy what a location is now.
 * no authorization: the verb that changed the location asked. no audit: nothing changes here.
 */
export const announceLocation = (ctx: Context, location: LocationRow) =>
  transact(ctx, (ctx) => emit(ctx, 'location.changed', location.id, locationFacts(location)))
