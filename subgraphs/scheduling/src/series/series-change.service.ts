import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf, daysBetween, minutesBetween, timeOfDayOf } from '@vetgraph/kit/time'
import { eq, sql } from 'drizzle-orm'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { getForChange } from '../appointments/appointment.service.ts'
import { AppointmentAction, type AppointmentRow, appointments } from '../appointments/appointment.table.ts'
import { checkCredit, checkParties, patientOf, textOf } from '../appointments/checks.service.ts'
import { callOff } from '../appointments/progress.service.ts'
import { writeStep } from '../appointments/step.service.ts'
import {
  inOrderOfMoving,
  isFixed,
  movedWith,
  type Pattern,
  type Planned,
  planSeries,
  refuseClashes,
} from './plan.service.ts'
import { daysOf, restOf, ruleOf, shifted, textOfRule, withCount } from './rule.ts'
import {
  bookPlanned,
  getSeries,
  lockParties,
  patternOfBooking,
  rowOf,
  saved,
  skippedNumbers,
} from './series.service.ts'
import type { SeriesRow } from './series.table.ts'
import {
  type CancelSeriesInput,
  type PreviewSeriesInput,
  SeriesChangeKind,
  SeriesScope,
  type UpdateSeriesInput,
} from './series.types.ts'

/** A series with one of its visits and those that a change is about, by their numbers after it. */
interface Subject {
  series: SeriesRow
  anchor: AppointmentRow
  scope: SeriesScope
  /** The number of the first visit that the change is about, minus one. */
  before: number
  visits: Map<number, AppointmentRow>
}

/** Reads a series for a change of some of its visits, and keeps others from changing them. */
async function subjectOf(
  ctx: Context,
  { appointmentId, version, scope }: Pick<UpdateSeriesInput, 'appointmentId' | 'version' | 'scope'>,
  permission: 'appointment:book' | 'appointment:cancel',
): Promise<Subject> {
  const anchor = await getForChange(ctx, appointmentId, permission, version)
  if (anchor.seriesId === null || anchor.seriesNumber === null)
    throw badInput('appointmentId', 'This visit is not of a series.')
  const series = await saved.lock(ctx, anchor.seriesId)
  const all = await ctx.db
    .select()
    .from(appointments)
    .where(eq(appointments.seriesId, series.id))
    .orderBy(appointments.seriesNumber)
    .for('update')
  const before = scope === SeriesScope.ALL ? 0 : anchor.seriesNumber - 1
  const of = all.filter(({ id, seriesNumber }) =>
    scope === SeriesScope.THIS ? id === anchor.id : seriesNumber! > before,
  )
  if (scope !== SeriesScope.ALL && isFixed(ctx, anchor))
    throw badInput(
      'appointmentId',
      'This visit is past, has arrived, or was cancelled or invoiced: choose a later one.',
    )
  return {
    series,
    anchor,
    scope,
    before,
    visits: new Map(of.map((row) => [row.seriesNumber! - before, row])),
  }
}

/** The day and the rule of the visits that a change is about, before the change. */
function standing({ series, anchor, scope, before }: Subject, zone: string) {
  const own = dayOf(anchor.startsAt, zone)
  if (scope === SeriesScope.THIS)
    return {
      rule: 'FREQ=DAILY;COUNT=1',
      day: own,
      firstDay: own,
      timeOfDay: timeOfDayOf(anchor.startsAt, zone),
    }
  const { firstDay, timeOfDay } = series
  const day = daysOf(series.rule, firstDay)[anchor.seriesNumber! - 1] ?? own
  return scope === SeriesScope.ALL
    ? { rule: series.rule, day, firstDay, timeOfDay }
    : { rule: restOf(series.rule, before + 1), day, firstDay: day, timeOfDay }
}

async function patternOfUpdate(ctx: Context, subject: Subject, input: UpdateSeriesInput): Promise<Pattern> {
  const { series, anchor, scope, before } = subject
  if (scope === SeriesScope.THIS && input.rule)
    throw badInput('rule', 'A single visit has no rule: choose more of the series.')
  const isOne = scope === SeriesScope.THIS
  const kept = isOne
    ? { ...anchor, petId: patientOf(anchor), durationMinutes: minutesBetween(anchor) }
    : series
  const parties = await checkParties(ctx, { ...kept, vetId: input.vetId ?? kept.vetId })
  const zone = parties.location.timeZone
  const now = standing(subject, zone)
  const days = input.startsAt ? daysBetween(now.day, dayOf(input.startsAt, zone)) : 0
  return {
    ...parties,
    rule: input.rule ? textOfRule(ruleOf(input.rule)) : now.rule,
    firstDay: shifted(now.firstDay, days),
    timeOfDay: input.startsAt ? timeOfDayOf(input.startsAt, zone) : now.timeOfDay,
    minutes: durationOf(parties.type, input.durationMinutes ?? kept.durationMinutes, null),
    roomId: input.roomId ?? (isOne ? null : series.roomId),
    skipped: isOne ? [] : series.skipped.flatMap((number) => (number > before ? [number - before] : [])),
    skip: input.skip,
  }
}

/** What booking or changing a series would do, without doing it (AP8). */
export async function previewSeries(ctx: Context, { book, update }: PreviewSeriesInput): Promise<Planned[]> {
  if (Boolean(book) === Boolean(update))
    throw badInput('book', 'Give one: a series to book, or one to change.')
  if (book) {
    authorize(ctx, 'appointment:book', book.locationId)
    return planSeries(ctx, await patternOfBooking(ctx, book))
  }
  authorize(ctx, 'appointment:book')
  const subject = await subjectOf(ctx, update!, 'appointment:book')
  return planSeries(ctx, await patternOfUpdate(ctx, subject, update!), subject.visits, subject.anchor.id)
}

const surplus = 'The series became shorter.'

interface Texts {
  reason: string | null
  notes: string | null
}

const textsOf = ({ reason, notes }: UpdateSeriesInput): Texts => ({
  reason: reason == null ? null : textOf('reason', reason),
  notes: notes == null ? null : textOf('notes', notes),
})

/** What a visit says after its series says something else; what was changed on it alone stays. */
function textsFor(row: AppointmentRow, { series, scope }: Subject, texts: Texts) {
  const follows = (field: 'reason' | 'notes') =>
    texts[field] !== null && (scope === SeriesScope.THIS || row[field] === series[field])
  return {
    reason: follows('reason') ? texts.reason! : row.reason,
    notes: follows('notes') ? texts.notes! : row.notes,
  }
}

/** Writes what is planned: first whatever frees a time, then the moves in an order in which none is in the way of another. */
async function apply(
  ctx: Context,
  subject: Subject,
  { pattern, planned, texts }: { pattern: Pattern; planned: readonly Planned[]; texts: Texts },
) {
  const seriesException = subject.scope === SeriesScope.THIS
  for (const { change, row } of planned)
    if (row && change === SeriesChangeKind.CANCEL) await callOff(ctx, row, surplus)
  for (const visit of inOrderOfMoving(planned)) {
    const words = textsFor(visit.row!, subject, texts)
    const after = { ...movedWith(ctx, pattern, visit), ...words, seriesException }
    await writeStep(ctx, { action: AppointmentAction.RESCHEDULE, before: visit.row, after })
  }
  for (const { change, row } of planned) {
    if (!row || change !== SeriesChangeKind.KEEP || isFixed(ctx, row)) continue
    const words = textsFor(row, subject, texts)
    if (words.reason === row.reason && words.notes === row.notes) continue
    const after = { ...row, ...words, version: row.version + 1, updatedAt: ctx.now() }
    await writeStep(ctx, { action: AppointmentAction.UPDATE, before: row, after })
  }
}

/** The visits from one on become a series of their own; the one before ends before it (AP8). */
async function split(ctx: Context, subject: Subject, values: Parameters<typeof saved.add>[1]) {
  const { series, before, visits } = subject
  await saved.change(ctx, series, {
    rule: withCount(series.rule, before),
    skipped: series.skipped.filter((number) => number <= before),
  })
  const next = await saved.add(ctx, values)
  await ctx.db
    .update(appointments)
    .set({ seriesId: next.id, seriesNumber: sql`${appointments.seriesNumber} - ${before}` })
    .where(sql`${appointments.seriesId} = ${series.id} and ${appointments.seriesNumber} > ${before}`)
  for (const [number, row] of visits) Object.assign(row, { seriesId: next.id, seriesNumber: number })
  return next.id
}

/** Changes one visit of a series, it and those after it, or all: all of what is planned, or nothing (AP8). */
export async function updateSeries(ctx: Context, input: UpdateSeriesInput): Promise<SeriesRow> {
  authorize(ctx, 'appointment:book')
  const id = await once(ctx, 'series.update', input, async (ctx) => {
    const subject = await subjectOf(ctx, input, 'appointment:book')
    const { series, scope, before, visits, anchor } = subject
    const texts = textsOf(input)
    const pattern = await patternOfUpdate(ctx, subject, input)
    await lockParties(ctx, pattern)
    const skipped = skippedNumbers(pattern)
    const planned = await planSeries(ctx, pattern, visits, anchor.id)
    refuseClashes(planned)
    const adds = planned.some(({ change }) => change === SeriesChangeKind.BOOK)
    const creditStopReason = adds ? await checkCredit(ctx, pattern, input.creditStopReason) : null
    if (planned.some(({ change }) => change === SeriesChangeKind.CANCEL))
      authorize(ctx, 'appointment:cancel', series.locationId)
    const { reason, notes } = { reason: texts.reason ?? series.reason, notes: texts.notes ?? series.notes }
    const values = { ...rowOf(pattern), reason, notes, skipped }
    let seriesId = series.id
    if (scope === SeriesScope.FOLLOWING && before > 0) seriesId = await split(ctx, subject, values)
    else if (scope !== SeriesScope.THIS) await saved.change(ctx, series, values)
    await apply(ctx, subject, { pattern, planned, texts })
    await bookPlanned(ctx, pattern, planned, { seriesId, reason, notes }, creditStopReason)
    return seriesId
  })
  return getSeries(ctx, id)
}

/** Cancels visits of a series that have not begun, those that were moved on their own too (AP8, AP10). */
export async function cancelSeries(ctx: Context, input: CancelSeriesInput): Promise<SeriesRow> {
  authorize(ctx, 'appointment:cancel')
  const id = await once(ctx, 'series.cancel', input, async (ctx) => {
    const { series, scope, before, visits } = await subjectOf(ctx, input, 'appointment:cancel')
    const reason = textOf('reason', input.reason)
    if (reason === '') throw badInput('reason', 'Say why the visits are cancelled.')
    const cancelled = [...visits.values()].filter((row) => !isFixed(ctx, row))
    if (cancelled.length === 0) throw badInput('appointmentId', 'No visit of this series can be cancelled.')
    if (scope === SeriesScope.FOLLOWING && before > 0)
      await saved.change(ctx, series, { rule: withCount(series.rule, before) })
    for (const row of cancelled) await callOff(ctx, row, reason)
    return series.id
  })
  return getSeries(ctx, id)
}
