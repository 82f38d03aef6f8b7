import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { emit, type LocationFacts } from '@vetgraph/kit/contracts/events'
import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import { timeZonesFor } from '@vetgraph/kit/phone'
import { notFound } from '@vetgraph/kit/errors'
import { asId, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { type LocationRow, locations } from './location.table.ts'

const locationsById = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(locations).where(among(locations.id, ids)),
)

/** Whoever may see an appointment or invoice may see its location, without `location:read`. */
export const readLocations = (ctx: Context, ids: readonly string[]): Promise<LocationRow[]> =>
  locationsById(ctx, { ids })

export const findLocation = (ctx: Context, id: string) => loaderOf(ctx, readLocations).load(id)

/** A location by its id, NOT_FOUND when there is none. */
export async function getLocation(ctx: Context, id: string): Promise<LocationRow> {
  const [location] = await ctx.db
    .select()
    .from(locations)
    .where(eq(locations.id, asId(id)))
  if (!location) throw notFound('location', 'id')
  return location
}

/** A location by id, where the viewer holds `location:read`; null elsewhere and when there is none. */
export async function lookUpLocation(ctx: Context, id: string): Promise<LocationRow | null> {
  const viewer = authorize(ctx, 'location:read')
  const location = await findLocation(ctx, id)
  return location && can(viewer, 'location:read', location.id) ? location : null
}

/** The locations at which the viewer holds `location:read`: the active ones, or with those that are retired. */
export function listLocations(ctx: Context, withRetired: boolean): Promise<LocationRow[]> {
  const places = locationsOf(authorize(ctx, 'location:read'), 'location:read')
  return ctx.db
    .select()
    .from(locations)
    .where(
      and(
        withRetired ? undefined : eq(locations.active, true),
        places ? inArray(locations.id, [...places]) : undefined,
      ),
    )
    .orderBy(asc(locations.name))
}

/**
 * Tells of every location at each start, so that a subgraph that began to keep copies later has them too.
 * system: the software itself does it.
 */
export async function announceLocations(ctx: Context) {
  for (const location of await ctx.db.select().from(locations)) await announceLocation(ctx, location)
}

/** The time zones of the active locations, the viewer's own first: telephone numbers are of their countries. */
export async function timeZonesOf(ctx: Context): Promise<string[]> {
  const { id, timeZone, active } = locations
  return timeZonesFor(
    ctx,
    await ctx.db.select({ id, timeZone }).from(locations).where(eq(active, true)).orderBy(asc(id)),
  )
}

export type LocationSignal = { locationId: string }

/** Each location where the viewer holds `location:read`, as it is added and changed. */
export function watchLocations(ctx: Context) {
  const viewer = authorize(ctx, 'location:read')
  return heard<LocationSignal>(ctx.live, 'location', ({ locationId }) =>
    can(viewer, 'location:read', locationId),
  )
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
  lateCancellationHours,
  bookingMonthsAhead,
  estimateValidDays,
}: LocationRow): LocationFacts => ({
  id,
  version,
  name,
  timeZone,
  currency,
  active,
  openingHours,
  taxRate,
  lateCancellationHours,
  bookingMonthsAhead,
  estimateValidDays,
})

/**
 * Tells the subgraphs that keep a copy what a location is now, and the screens that show it.
 * no authorization: the verb that changed the location asked. no audit: nothing changes here.
 */
export const announceLocation = (ctx: Context, location: LocationRow) =>
  transact(ctx, async (ctx) => {
    await emit(ctx, 'location.changed', location.id, locationFacts(location))
    await signal(ctx, 'location', { locationId: location.id } satisfies LocationSignal)
  })
