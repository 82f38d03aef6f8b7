import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, eq, gte, isNull, or } from 'drizzle-orm'
import { locations, users } from '../refs/refs.service.ts'
import { RosterChangeKind, signalRoster } from './changes.service.ts'
import { checkDay, checkTime } from './days.ts'
import type { Shift } from './duty.ts'
import { lockDuty } from './duty-lock.ts'
import { listRosters, type RosterWeek } from './roster.service.ts'
import { rosters } from './roster.table.ts'
import type { SaveRosterInput } from './roster.types.ts'
import { shifts } from './shift.table.ts'

const maxShifts = 28

/** Refuses shifts that overlap each other or lie off the grid. */
export function checkRoster({ from, to, shifts: week }: SaveRosterInput) {
  checkDay(from, 'from')
  if (to != null) checkDay(to, 'to')
  if (to != null && to < from) throw badInput('to', 'The last day is not before the first one.')
  if (week.length > maxShifts) throw badInput('shifts', `At most ${maxShifts} shifts a week.`)
  for (const { starts, ends } of week) {
    checkTime(starts, 'shifts')
    checkTime(ends, 'shifts')
    if (starts === ends) throw badInput('shifts', 'A shift ends at another time than it starts.')
  }
  const clash = week.some((a, index) =>
    week
      .slice(index + 1)
      .some(
        (b) =>
          a.weekday === b.weekday &&
          a.starts < (b.ends > b.starts ? b.ends : '24:00') &&
          b.starts < (a.ends > a.starts ? a.ends : '24:00'),
      ),
  )
  if (clash) throw badInput('shifts', 'Two shifts of one day overlap.')
}

type Saved = Pick<SaveRosterInput, 'userId' | 'from' | 'to' | 'shifts'>

/** What stands when a week is saved for some days: the shifts before stay before and after them (S1). */
export function replaced(old: readonly Shift[], { userId, from, to, shifts: week }: Saved): Shift[] {
  const kept = old.flatMap((shift) => {
    const parts: Shift[] = []
    const last = shift.validTo
    if (shift.validFrom < from)
      parts.push({ ...shift, validTo: last !== null && last < from ? last : addDays(from, -1) })
    if (to != null && (last === null || last > to))
      parts.push({ ...shift, validFrom: shift.validFrom > to ? shift.validFrom : addDays(to, 1) })
    return parts
  })
  const added = week.map(({ weekday, starts, ends }) => ({
    vetId: userId,
    weekday,
    starts,
    ends,
    validFrom: from,
    validTo: to ?? null,
  }))
  return [...kept, ...added]
}

const facts = (rows: readonly Shift[]) =>
  rows.map(({ weekday, starts, ends, validFrom, validTo }) => ({ weekday, starts, ends, validFrom, validTo }))

/** Sets somebody’s week at a location from a day on, or for some days only; what was before stays in the past. */
export async function saveRoster(ctx: Context, input: SaveRosterInput): Promise<RosterWeek[]> {
  authorize(ctx, 'roster:write', input.locationId)
  checkRoster(input)
  const [location, user] = await Promise.all([
    locations.find(ctx, input.locationId),
    users.find(ctx, input.userId),
  ])
  if (!location) throw notFound('location', 'locationId')
  if (!user?.active) throw notFound('active user', 'userId')
  if (input.from < dayOf(ctx.now(), location.timeZone))
    throw badInput('from', 'The past stays as it was: save from today on.')
  await transact(ctx, async (ctx) => {
    await lockDuty(ctx, user.id)
    const own = and(eq(rosters.locationId, location.id), eq(rosters.userId, user.id))
    const [known] = await ctx.db.select().from(rosters).where(own)
    const version = known?.version ?? 0
    const standing = and(
      eq(shifts.locationId, location.id),
      eq(shifts.vetId, user.id),
      or(isNull(shifts.validTo), gte(shifts.validTo, input.from)),
    )
    const old = await ctx.db.select().from(shifts).where(standing)
    if (version !== input.version) throw stale({ shifts: facts(old) }, version)
    const next = replaced(old, { ...input, userId: user.id })
    await ctx.db.delete(shifts).where(standing)
    if (next.length > 0)
      await ctx.db
        .insert(shifts)
        .values(next.map((shift) => ({ ...shift, id: newId(), locationId: location.id })))
    const id = known?.id ?? newId()
    const now = ctx.now()
    if (known)
      await ctx.db
        .update(rosters)
        .set({ version: version + 1, updatedAt: now })
        .where(own)
    else {
      const added = { userId: user.id, locationId: location.id, version: 1, createdAt: now, updatedAt: now }
      await ctx.db.insert(rosters).values({ id, ...added })
    }
    await audit(ctx, 'roster.save', {
      entity: 'Roster',
      entityId: id,
      before: { shifts: facts(old) },
      after: { userId: user.id, locationId: location.id, shifts: facts(next) },
    })
    await signalRoster(ctx, RosterChangeKind.ROSTER, [location.id])
  })
  return listRosters(ctx, location.id, input.from)
}
