import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, sql } from 'drizzle-orm'
import type { LocationRef } from '../refs/refs.table.ts'
import { DocumentKind, numberSeries } from './invoice.table.ts'

const digits = 6
const creditNotes = 'CN-'

async function takeNext(ctx: Context, locationId: string, kind: DocumentKind, year: number) {
  const [series] = await ctx.db
    .update(numberSeries)
    .set({ last: sql`${numberSeries.last} + 1` })
    .where(
      and(eq(numberSeries.locationId, locationId), eq(numberSeries.kind, kind), eq(numberSeries.year, year)),
    )
    .returning()
  return series
}

/** Begins a location's series of a year under the prefix that it has had, else its initial, with a number if that is taken. */
async function begin(ctx: Context, { id: locationId, name }: LocationRef, kind: DocumentKind, year: number) {
  await lockFor(ctx, 'number-series')
  const known = await ctx.db
    .selectDistinct({ locationId: numberSeries.locationId, prefix: numberSeries.prefix })
    .from(numberSeries)
  const own = known.find((series) => series.locationId === locationId)
  const taken = new Set(known.map(({ prefix }) => prefix))
  const initial = /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? 'V'
  let prefix = initial
  for (let place = 2; taken.has(prefix); place++) prefix = `${initial}${place}`
  await ctx.db
    .insert(numberSeries)
    .values({ locationId, kind, year, prefix: own?.prefix ?? prefix, last: 0 })
    .onConflictDoNothing({ target: [numberSeries.locationId, numberSeries.kind, numberSeries.year] })
}

/**
 * The next number of a location's series of this year: `H-2026-000123`, for credit notes `CN-H-2026-000123`.
 * It is given in the open transaction, which holds the series to its end: whatever is rolled back leaves no gap (B1).
 */
export async function nextNumber(ctx: Context, location: LocationRef, kind: DocumentKind): Promise<string> {
  const year = Number(dayOf(ctx.now(), location.timeZone).slice(0, 4))
  let series = await takeNext(ctx, location.id, kind, year)
  if (!series) {
    await begin(ctx, location, kind, year)
    series = await takeNext(ctx, location.id, kind, year)
  }
  const { prefix, last } = series!
  const start = kind === DocumentKind.CREDIT_NOTE ? creditNotes : ''
  return `${start}${prefix}-${year}-${String(last).padStart(digits, '0')}`
}
