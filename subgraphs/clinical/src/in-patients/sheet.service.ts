import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { addMinutes, dayOf, daysIn, type Interval } from '@vetgraph/kit/time'
import { and, asc, gt, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { getInPatient, isForWard } from './in-patient.service.ts'
import type { InPatientRow } from './in-patient.table.ts'
import { overdueFrom, timesOf } from './times.ts'
import { treatmentEntries, type TreatmentEntryRow, type TreatmentRow, treatments } from './treatment.table.ts'

/** How long a task that nobody has entered is shown on the board, and how far ahead, in minutes. */
const [behind, ahead] = [24 * 60, 60]
const maxLines = 200
const maxDue = 20

/** What runs within the interval, stopped treatments too while they had times in it. */
const treatmentsWithin = (ctx: Context, ids: readonly string[], { startsAt, endsAt }: Interval) =>
  ctx.db
    .select()
    .from(treatments)
    .where(
      and(
        inArray(treatments.inPatientId, [...ids]),
        lt(treatments.startsAt, endsAt),
        or(isNull(treatments.stoppedAt), gt(treatments.stoppedAt, startsAt)),
      ),
    )
    .orderBy(asc(treatments.startsAt), asc(treatments.id))

/** An entry belongs to the time that it answers, else to when it was given. */
const slot = sql`coalesce(${treatmentEntries.dueAt}, ${treatmentEntries.at})`

const entriesWithin = (ctx: Context, ids: readonly string[], { startsAt, endsAt }: Interval) =>
  ctx.db
    .select()
    .from(treatmentEntries)
    .where(
      and(
        inArray(treatmentEntries.inPatientId, [...ids]),
        gte(slot, sql`${startsAt.toISOString()}::timestamptz`),
        lt(slot, sql`${endsAt.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(treatmentEntries.at), asc(treatmentEntries.id))

function tasksOf(
  treatment: TreatmentRow,
  entries: readonly TreatmentEntryRow[],
  within: Interval,
  timeZone: string,
) {
  const held = new Map(
    entries.flatMap((entry) =>
      entry.treatmentId === treatment.id && entry.dueAt && !entry.undoneAt
        ? [[entry.dueAt.getTime(), entry] as const]
        : [],
    ),
  )
  return timesOf(treatment, within, timeZone).map((dueAt) => ({
    treatment,
    dueAt,
    overdueAt: overdueFrom(dueAt),
    entry: held.get(dueAt.getTime()) ?? null,
  }))
}

/** The sheet of one day of an in-patient: today where none is named, the last day of one that has gone home. */
export async function treatmentSheet(ctx: Context, inPatientId: string, date: string | null) {
  authorize(ctx, 'in-patient:read')
  const stay = await getInPatient(ctx, inPatientId, 'inPatientId')
  authorize(ctx, 'in-patient:read', stay.locationId)
  await noteChartOpened(ctx, stay.petId, 'in-patient:read')
  const { timeZone } = (await locations.find(ctx, stay.locationId))!
  const shown = date ?? dayOf(stay.dischargedAt ?? ctx.now(), timeZone)
  const day = daysIn(timeZone, shown)
  const ordered = (await treatmentsWithin(ctx, [stay.id], day)).slice(0, maxLines)
  const entries = await entriesWithin(ctx, [stay.id], day)
  const lines = ordered.map((treatment) => ({
    treatment,
    tasks: tasksOf(treatment, entries, day, timeZone),
    others: entries.filter(
      ({ treatmentId, dueAt, undoneAt }) => treatmentId === treatment.id && (!dueAt || undoneAt),
    ),
  }))
  return { inPatient: stay, date: shown, lines }
}

type Staying = Pick<InPatientRow, 'id' | 'locationId' | 'dischargedAt'>

/** From how long ago until when the board shows what is to be done. */
const boardTime = (ctx: Context): Interval => ({
  startsAt: addMinutes(ctx.now(), -behind),
  endsAt: addMinutes(ctx.now(), ahead),
})

const readRunning = async (ctx: Context, ids: readonly string[]) =>
  (await treatmentsWithin(ctx, ids, boardTime(ctx))).map((each) => [each.inPatientId, each] as const)

const readEntered = async (ctx: Context, ids: readonly string[]) =>
  (await entriesWithin(ctx, ids, boardTime(ctx))).map((each) => [each.inPatientId, each] as const)

const readZones = async (ctx: Context, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => [id, (await locations.find(ctx, id))!.timeZone] as const))

/** What nobody has entered of the last day and the next hour, the oldest first; of a whole ward in three statements. */
async function openTasks(ctx: Context, stay: Staying) {
  if (!isForWard(ctx, stay) || stay.dischargedAt) return []
  const [running, entries, [timeZone]] = await Promise.all([
    groupLoaderOf(ctx, readRunning).load(stay.id),
    groupLoaderOf(ctx, readEntered).load(stay.id),
    groupLoaderOf(ctx, readZones).load(stay.locationId),
  ])
  return running
    .flatMap((treatment) => tasksOf(treatment, entries, boardTime(ctx), timeZone!))
    .filter(({ entry }) => !entry)
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
}

export const tasksDue = async (ctx: Context, stay: Staying) => (await openTasks(ctx, stay)).slice(0, maxDue)

export const countOverdue = async (ctx: Context, stay: Staying) =>
  (await openTasks(ctx, stay)).filter(({ overdueAt }) => overdueAt <= ctx.now()).length
