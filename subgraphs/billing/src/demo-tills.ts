import type { Context } from '@vetgraph/kit/context'
import type { DemoLocation } from '@vetgraph/kit/demo/hospital'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addDays, atTime, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import {
  journalEntries,
  JournalEntryKind,
  type JournalEntryRow,
  type JournalLineRow,
  journalLines,
  LedgerAccount,
} from './ledger/journal.table.ts'
import { cashOf } from './tills/cash.ts'
import {
  type CountedCash,
  tills,
  type TillSessionRow,
  tillSessions,
  TillSessionStatus,
} from './tills/till.table.ts'

/** For so many days before today the demo hospital has counted its tills. */
const countedDays = 6
const float = 20_000

/** An amount in the fewest notes and coins. */
function inCash(amount: number, currency: string): CountedCash[] {
  let left = amount
  return cashOf(currency).flatMap((value) => {
    const pieces = Math.floor(left / value)
    left -= pieces * value
    return pieces > 0 ? [{ value, pieces }] : []
  })
}

interface Money {
  entries: readonly JournalEntryRow[]
  lines: readonly JournalLineRow[]
}

function sessionsOf(plan: DemoPlan, money: Money, now: Date) {
  const openedBy = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  const placeOf = new Map(money.entries.map(({ id, locationId, day }) => [id, `${locationId} ${day}`]))
  const cashAt = new Map<string, JournalLineRow[]>()
  for (const line of money.lines) {
    if (line.account !== LedgerAccount.CASH) continue
    const place = placeOf.get(line.entryId)!
    const there = cashAt.get(place)
    if (there) there.push(line)
    else cashAt.set(place, [line])
  }
  const sessionOf = (location: DemoLocation, place: number, ago: number) => {
    const day = addDays(dayOf(now, location.timeZone), -ago)
    const lines = cashAt.get(`${location.id} ${day}`) ?? []
    const opens = atTime(location.timeZone, day, '08:15')
    const createdAt = opens < now ? opens : now
    const session: TillSessionRow = {
      id: demoId('till session', place * 100 + ago),
      tillId: demoId('till', place),
      locationId: location.id,
      currency: location.currency,
      status: TillSessionStatus.OPEN,
      day,
      float,
      openedBy,
      countingSince: null,
      cash: null,
      expected: null,
      counted: null,
      differenceReason: null,
      banked: null,
      bankReference: null,
      closedAt: null,
      closedBy: null,
      version: 1,
      createdAt,
      updatedAt: createdAt,
    }
    return { session, lines, ago }
  }
  return plan.locations.flatMap((location, place) =>
    Array.from({ length: countedDays + 1 }, (_, ago) => sessionOf(location, place, ago)).filter(
      ({ ago, lines }) => ago === 0 || lines.length > 0,
    ),
  )
}

/** The count of a past day; once there was too little. */
function closingOf({ session, lines, ago }: ReturnType<typeof sessionsOf>[number], timeZone: string) {
  const expected = lines.reduce((sum, { amount }) => sum + amount, float)
  const short = ago === 2 && expected > float + 500 ? 500 : 0
  const counted = expected - short
  const closedAt = atTime(timeZone, session.day, '19:30')
  return {
    status: TillSessionStatus.CLOSED,
    countingSince: closedAt,
    cash: inCash(counted, session.currency),
    expected,
    counted,
    differenceReason: short > 0 ? 'Change given for a fifty instead of a twenty' : null,
    banked: Math.max(counted - float, 0),
    bankReference: `Bag ${session.day}`,
    closedAt,
    closedBy: session.openedBy,
    version: 2,
    updatedAt: closedAt,
  }
}

/** Writes the ledger, its cash of the last days in the sessions of the tills, in the order that the database demands. */
export async function loadLedger(ctx: Context, plan: DemoPlan, money: Money, now: Date) {
  const sessions = sessionsOf(plan, money, now)
  const sessionOf = new Map(
    sessions.flatMap(({ session, lines }) => lines.map(({ entryId }) => [entryId, session.id] as const)),
  )
  await insertRows(ctx, journalEntries, money.entries)
  await insertRows(
    ctx,
    journalLines,
    money.lines.filter(({ entryId }) => !sessionOf.has(entryId)),
    'entryId',
  )
  await insertRows(
    ctx,
    tills,
    plan.locations.map(({ id: locationId }, place) => ({
      id: demoId('till', place),
      locationId,
      name: 'Front desk',
      active: true,
      version: 1,
      createdAt: now,
      updatedAt: now,
    })),
  )
  for (const each of [...sessions].reverse()) {
    const { session, ago } = each
    const { id, locationId, currency, day } = session
    await insertRows(ctx, tillSessions, [session])
    const mine = money.lines.filter(({ entryId }) => sessionOf.get(entryId) === id)
    await insertRows(
      ctx,
      journalLines,
      mine.map((line) => ({
        ...line,
        tillSessionId: line.account === LedgerAccount.CASH ? id : null,
      })),
      'entryId',
    )
    if (ago === 0) continue
    const { timeZone } = plan.locations.find((location) => location.id === locationId)!
    const closing = closingOf(each, timeZone)
    await ctx.db.update(tillSessions).set(closing).where(eq(tillSessions.id, id))
    for (const [kind, account, amount] of [
      [JournalEntryKind.TILL_DIFFERENCE, LedgerAccount.TILL_DIFFERENCE, closing.expected - closing.counted],
      [JournalEntryKind.BANKING, LedgerAccount.BANK, closing.banked],
    ] as const) {
      if (amount === 0) continue
      const entryId = demoId(kind, sessions.indexOf(each))
      await insertRows(ctx, journalEntries, [
        {
          id: entryId,
          kind,
          sourceId: id,
          locationId,
          ownerId: null,
          currency,
          day,
          at: closing.closedAt,
          receivable: 0,
          credit: 0,
        },
      ])
      await insertRows(
        ctx,
        journalLines,
        [
          { account, amount },
          { account: LedgerAccount.CASH, amount: -amount },
        ].map((line, index) => ({ ...line, entryId, position: index + 1 })),
      )
    }
  }
}
