import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { writing } from '@vetgraph/kit/work/writing'
import { dayOf, timeOfDayOf } from '@vetgraph/kit/time'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { newVisit } from '../appointments/book.service.ts'
import { checkCredit, checkParties, textOf } from '../appointments/checks.service.ts'
import { writeStep } from '../appointments/step.service.ts'
import { keepDuty } from '../rosters/duty-lock.ts'
import { type Pattern, type Planned, planSeries, refuseClashes } from './plan.service.ts'
import { daysOf, ruleOf, textOfRule } from './rule.ts'
import { series, type SeriesRow } from './series.table.ts'
import { type BookSeriesInput, SeriesChangeKind } from './series.types.ts'

const byIds = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select().from(series).where(among(series.id, ids)),
)

const readSeries = (ctx: Context, ids: readonly string[]) => byIds(ctx, { ids })

/** The series of a visit that the viewer sees. */
export const findSeries = (ctx: Context, id: string) => loaderOf(ctx, readSeries).load(id)

export async function getSeries(ctx: Context, id: string): Promise<SeriesRow> {
  const found = await findSeries(ctx, id)
  if (!found) throw notFound('series')
  return found
}

export const saved = writing({
  table: series,
  type: 'AppointmentSeries',
  noun: 'series',
  values: ({ id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...values }) => values,
})

/** Keeps others from booking the patient, the vet, the rooms and the equipment until the transaction ends, in the order of single bookings. */
export async function lockParties(ctx: Context, { pet, vet, location }: Pattern) {
  await keepDuty(ctx, [vet.id], location.id)
  for (const subject of [
    `pet ${pet.id}`,
    `vet ${vet.id}`,
    `rooms ${location.id}`,
    `equipment ${location.id}`,
  ])
    await lockFor(ctx, subject)
}

/** What a new series is to be. */
export async function patternOfBooking(ctx: Context, input: BookSeriesInput): Promise<Pattern> {
  const parties = await checkParties(ctx, input)
  const zone = parties.location.timeZone
  return {
    ...parties,
    rule: textOfRule(ruleOf(input.rule)),
    firstDay: dayOf(input.startsAt, zone),
    timeOfDay: timeOfDayOf(input.startsAt, zone),
    minutes: durationOf(parties.type, input.durationMinutes, parties.pet.speciesId),
    roomId: input.roomId ?? null,
    skipped: [],
    skip: input.skip,
  }
}

/** The numbers of the days of a rule that are left out; BAD_USER_INPUT for a day that the rule does not have. */
export function skippedNumbers({ rule, firstDay, skipped, skip }: Pattern): number[] {
  const days = daysOf(rule, firstDay)
  const numbers = skip.map((date) => days.indexOf(date) + 1)
  if (numbers.includes(0)) throw badInput('skip', 'Only days of the rule can be left out.')
  return [...new Set([...skipped, ...numbers])].sort((a, b) => a - b)
}

/** Books the planned visits that are new. */
export async function bookPlanned(
  ctx: Context,
  pattern: Pattern,
  planned: readonly Planned[],
  texts: { seriesId: string; reason: string; notes: string },
  stepReason: string | null = null,
) {
  for (const { change, number, startsAt, endsAt, roomId, equipmentIds } of planned) {
    if (change !== SeriesChangeKind.BOOK) continue
    const chosen = { ...texts, roomId, equipmentIds, seriesNumber: number }
    const after = newVisit(ctx, { ...pattern, startsAt, endsAt }, chosen)
    await writeStep(ctx, { action: 'BOOK', before: null, after, reason: stepReason })
  }
}

/** Books all visits of a series or none: what is not possible is listed and can be left out (AP8). */
export async function bookSeries(ctx: Context, input: BookSeriesInput): Promise<SeriesRow> {
  authorize(ctx, 'appointment:book', input.locationId)
  const id = await once(ctx, 'series.book', input, async (ctx) => {
    const pattern = await patternOfBooking(ctx, input)
    const creditStopReason = await checkCredit(ctx, pattern, input.creditStopReason)
    const texts = { reason: textOf('reason', input.reason), notes: textOf('notes', input.notes) }
    const skipped = skippedNumbers(pattern)
    await lockParties(ctx, pattern)
    const planned = await planSeries(ctx, pattern)
    if (planned.length === 0) throw badInput('skip', 'Nothing is left of the series.')
    refuseClashes(planned)
    const row = await saved.add(ctx, { ...rowOf(pattern), ...texts, skipped })
    await bookPlanned(ctx, pattern, planned, { seriesId: row.id, ...texts }, creditStopReason)
    return row.id
  })
  return getSeries(ctx, id)
}

/** What the table keeps of a pattern. */
export const rowOf = ({ rule, firstDay, timeOfDay, minutes, roomId, ...parties }: Pattern) => ({
  rule,
  firstDay,
  timeOfDay,
  durationMinutes: minutes,
  roomId,
  petId: parties.pet.id,
  vetId: parties.vet.id,
  locationId: parties.location.id,
  typeId: parties.type.id,
})
