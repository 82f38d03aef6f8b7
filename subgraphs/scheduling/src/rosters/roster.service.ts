import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { addDays, weekdayOf } from '@vetgraph/kit/time'
import { and, asc, eq, exists, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { listClosuresIn } from '../closures/closure.service.ts'
import { type LocationRef, userRefs } from '../refs/refs.table.ts'
import { checkDay } from './days.ts'
import { type DutyFacts, dutyIn, type RosterSpan } from './duty.ts'
import { leave, type LeaveRow, rosters } from './roster.table.ts'
import { shifts, type ShiftRow } from './shift.table.ts'

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

/** Some days, and those beside them from and into which shifts reach. */
interface Around {
  from: string
  to: string
}

const around = (day: string, days: number): Around => ({ from: addDays(day, -1), to: addDays(day, days) })

const shiftsIn = statement(
  (db, { locationId, vetId, from, to }: Places<Around & { locationId: string; vetId: string | null }>) =>
    db
      .select({ shift: shifts })
      .from(shifts)
      .innerJoin(userRefs, eq(userRefs.id, shifts.vetId))
      .where(
        and(
          eq(shifts.locationId, locationId),
          lte(shifts.validFrom, to),
          or(isNull(shifts.validTo), gte(shifts.validTo, from)),
          eq(userRefs.isVet, true),
          eq(userRefs.active, true),
          vetId ? eq(shifts.vetId, vetId) : undefined,
        ),
      )
      .orderBy(asc(userRefs.name)),
)

const leaveIn = statement((db, { vetId, from, to }: Places<Around & { vetId: string | null }>) =>
  db
    .select()
    .from(leave)
    .where(
      and(gte(leave.lastDay, from), lte(leave.firstDay, to), vetId ? eq(leave.userId, vetId) : undefined),
    ),
)

/** What says who of the vets is on duty on some days of a location. */
export async function dutyFactsOf(
  ctx: Context,
  location: LocationRef,
  day: string,
  days: number,
  vetId?: string,
): Promise<DutyFacts> {
  const dates = around(day, days)
  const vet = vetId === undefined ? null : asId(vetId)
  const [found, away, closures] = await Promise.all([
    shiftsIn(ctx, { locationId: location.id, vetId: vet, ...dates }),
    leaveIn(ctx, { vetId: vet, ...dates }),
    listClosuresIn(ctx, { locationId: location.id, ...dates }),
  ])
  return { shifts: found.map(({ shift }) => shift), leave: away, closures }
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
  return dutyIn(location, await dutyFactsOf(ctx, location, day, days, vetId), day, days)
}

/** One person’s week at a location. */
export interface RosterWeek {
  userId: string
  version: number
  shifts: ShiftRow[]
  leave: LeaveRow[]
}

const weekShifts = statement((db, { locationId, from, to }: Places<Around & { locationId: string }>) =>
  db
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.locationId, locationId),
        lte(shifts.validFrom, to),
        or(isNull(shifts.validTo), gte(shifts.validTo, from)),
      ),
    )
    .orderBy(asc(shifts.weekday), asc(shifts.starts)),
)

const namesOf = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select({ id: userRefs.id })
    .from(userRefs)
    .where(and(among(userRefs.id, ids), eq(userRefs.active, true)))
    .orderBy(asc(userRefs.name), asc(userRefs.id)),
)

/** The week of a day, from Monday to Sunday, of everybody who works at the location, by name. */
export async function listRosters(ctx: Context, locationId: string, date: string): Promise<RosterWeek[]> {
  authorize(ctx, 'roster:write', locationId)
  checkDay(date)
  const from = addDays(date, 1 - weekdayOf(date))
  const to = addDays(from, 6)
  const [known, worked] = await Promise.all([
    ctx.db
      .select()
      .from(rosters)
      .where(eq(rosters.locationId, asId(locationId))),
    weekShifts(ctx, { locationId: asId(locationId), from, to }),
  ])
  const ids = [...new Set([...known, ...worked.map(({ vetId }) => ({ userId: vetId }))].map((r) => r.userId))]
  if (ids.length === 0) return []
  const [people, away] = await Promise.all([
    namesOf(ctx, { ids }),
    ctx.db
      .select()
      .from(leave)
      .where(and(inArray(leave.userId, ids), gte(leave.lastDay, from), lte(leave.firstDay, to)))
      .orderBy(asc(leave.firstDay), asc(leave.id)),
  ])
  return people.map(({ id }) => ({
    userId: id,
    version: known.find(({ userId }) => userId === id)?.version ?? 0,
    shifts: worked.filter(({ vetId }) => vetId === id),
    leave: away.filter(({ userId }) => userId === id),
  }))
}
