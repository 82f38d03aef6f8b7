import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/permissions'
import { asId } from '@vetgraph/kit/refs'
import { addDays, atTime, type Interval, weekdayOf } from '@vetgraph/kit/time'
import { and, asc, eq, exists, gte, isNull, lte, or } from 'drizzle-orm'
import { type LocationRef, userRefs } from '../refs/refs.table.ts'
import { shifts, type ShiftRow } from './shift.table.ts'

const firstDay = '1900-01-01'
const lastDay = '2999-12-31'

/** Refuses days outside the supported years, near which JavaScript and PostgreSQL differ. */
export function checkDay(date: string) {
  if (date < firstDay || date > lastDay)
    throw badInput('date', `Ask for a day from ${firstDay} to ${lastDay}.`)
}

/** The vets who can be booked, by name; at one location or anywhere. */
export async function listVets(
  ctx: Context,
  locationId?: string,
): Promise<Array<{ id: string; name: string }>> {
  authorize(ctx, 'appointment:read', locationId)
  const atLocation = ctx.db
    .select({ id: shifts.id })
    .from(shifts)
    .where(and(eq(shifts.vetId, userRefs.id), eq(shifts.locationId, asId(locationId ?? ''))))
  return ctx.db
    .select({ id: userRefs.id, name: userRefs.name })
    .from(userRefs)
    .where(
      and(
        eq(userRefs.isVet, true),
        eq(userRefs.active, true),
        locationId === undefined ? undefined : exists(atLocation),
      ),
    )
    .orderBy(asc(userRefs.name))
}

/** A vet’s bookable span on a day, inside the location’s hours. */
export interface RosterSpan extends Interval {
  vetId: string
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

function spansOf(location: LocationRef, day: string, rows: readonly ShiftRow[]): RosterSpan[] {
  const weekday = weekdayOf(day)
  const hours = location.openingHours.filter((span) => span.weekday === weekday)
  return rows
    .filter((shift) => shift.weekday === weekday)
    .filter((shift) => shift.validFrom <= day && (shift.validTo === null || day <= shift.validTo))
    .flatMap((shift) =>
      hours
        .map(({ opens, closes }) => [later(opens, shift.starts), earlier(closes, shift.ends)] as const)
        .filter(([starts, ends]) => starts < ends)
        .map(([starts, ends]) => ({
          vetId: shift.vetId,
          startsAt: atTime(location.timeZone, day, starts),
          endsAt: atTime(location.timeZone, day, ends),
        })),
    )
}

/** Who can be booked when, on some days of a location: shifts of active vets cut to opening hours (AP3, AP7). */
export async function rosterOf(
  ctx: Context,
  location: LocationRef,
  day: string,
  days: number,
  vetId?: string,
): Promise<RosterSpan[]> {
  if (!location.active) return []
  const lastDay = addDays(day, days - 1)
  const rows = await ctx.db
    .select({ shift: shifts })
    .from(shifts)
    .innerJoin(userRefs, eq(userRefs.id, shifts.vetId))
    .where(
      and(
        eq(shifts.locationId, location.id),
        lte(shifts.validFrom, lastDay),
        or(isNull(shifts.validTo), gte(shifts.validTo, day)),
        eq(userRefs.active, true),
        vetId === undefined ? undefined : eq(shifts.vetId, asId(vetId)),
      ),
    )
    .orderBy(asc(userRefs.name))
  const all = rows.map(({ shift }) => shift)
  return Array.from({ length: days }, (_, index) => spansOf(location, addDays(day, index), all)).flat()
}
