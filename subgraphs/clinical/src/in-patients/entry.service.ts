import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { addMinutes, timeOfDayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { checkPast } from '../measurements/time.check.ts'
import { locations } from '../refs/location-ref.service.ts'
import { users } from '../refs/user-ref.service.ts'
import type { RecordTreatmentInput, UndoTreatmentInput } from './in-patient.inputs.ts'
import { lockPresent, signalSheet } from './in-patient.service.ts'
import { lockTreatment } from './order.service.ts'
import { timesOf } from './times.ts'
import {
  treatmentEntries,
  type TreatmentEntryRow,
  TreatmentFrequency,
  TreatmentOutcome,
  type TreatmentRow,
} from './treatment.table.ts'

/** How far ahead of its time something may be given, in minutes. */
const earliest = 120
/** What is given as needed twice within so many minutes is one dose that two nurses have entered. */
const sameDose = 5

const saved = writing({
  table: treatmentEntries,
  type: 'TreatmentEntry',
  noun: 'entry of the treatment sheet',
  values: ({ createdAt: _at, updatedAt: _changed, id: _id, version: _version, ...values }) => values,
})

const verbs = { GIVEN: 'given', SKIPPED: 'skipped', HELD: 'held' } as const

/** Whoever comes second is told who was first (MR10). */
async function refuseTwice(ctx: Context, treatment: TreatmentRow, dueAt: Date | null, timeZone: string) {
  const same = dueAt
    ? eq(treatmentEntries.dueAt, dueAt)
    : gt(treatmentEntries.createdAt, addMinutes(ctx.now(), -sameDose))
  const [first] = await ctx.db
    .select()
    .from(treatmentEntries)
    .where(
      and(
        eq(treatmentEntries.treatmentId, treatment.id),
        eq(treatmentEntries.inPatientId, treatment.inPatientId),
        same,
        isNull(treatmentEntries.undoneAt),
      ),
    )
  if (!first) return
  const by = await users.find(ctx, first.enteredBy)
  throw conflict(
    `${by?.name ?? 'A colleague'} has entered this as ${verbs[first.outcome]} at ${timeOfDayOf(first.at, timeZone)}.`,
    { field: 'dueAt', entryId: first.id, enteredBy: first.enteredBy, at: first.at.toISOString() },
  )
}

function checkDue(ctx: Context, treatment: TreatmentRow, dueAt: Date | null, timeZone: string) {
  const isAsNeeded = treatment.frequency === TreatmentFrequency.PRN
  if (!dueAt) {
    if (!isAsNeeded) throw badInput('dueAt', 'Say which of its times.')
    if (treatment.stoppedAt) throw conflict('This treatment is stopped.', { field: 'treatmentId' })
    return
  }
  const times = timesOf(treatment, { startsAt: dueAt, endsAt: addMinutes(dueAt, 1) }, timeZone)
  if (times[0]?.getTime() !== dueAt.getTime()) throw badInput('dueAt', 'This is none of its times.')
  if (dueAt > addMinutes(ctx.now(), earliest)) throw badInput('dueAt', 'This is not due yet.')
}

/** Keeps what was done about a treatment: each of its times once, however many nurses enter it (MR10). */
export async function recordTreatment(ctx: Context, input: RecordTreatmentInput): Promise<TreatmentEntryRow> {
  const { userId } = authorize(ctx, 'treatment:record')
  const id = await once(ctx, 'recordTreatment', input, async (ctx) => {
    const { stay, treatment } = await lockTreatment(ctx, input.treatmentId, 'treatmentId')
    authorize(ctx, 'treatment:record', stay.locationId)
    const { timeZone } = (await locations.find(ctx, stay.locationId))!
    const dueAt = input.dueAt ?? null
    checkDue(ctx, treatment, dueAt, timeZone)
    const at = input.at ?? ctx.now()
    checkPast(ctx, at, 'at')
    if (at < stay.admittedAt) throw badInput('at', 'The patient was not in the hospital then.')
    if (input.outcome !== TreatmentOutcome.GIVEN && !input.note) throw badInput('note', 'Say why.')
    await refuseTwice(ctx, treatment, dueAt, timeZone)
    const { outcome, note = null } = input
    const done = { treatmentId: treatment.id, inPatientId: stay.id, dueAt, outcome, at, note }
    const entry = await saved.add(ctx, { ...done, enteredBy: userId })
    await signalSheet(ctx, stay)
    return entry.id
  })
  return getEntry(ctx, id)
}

async function getEntry(ctx: Context, id: string): Promise<TreatmentEntryRow> {
  const [entry] = await ctx.db
    .select()
    .from(treatmentEntries)
    .where(eq(treatmentEntries.id, asId(id)))
  if (!entry) throw notFound('entry of the treatment sheet', 'id')
  return entry
}

/** Takes an entry back: it stays on the sheet with the reason, and its time is open again (MR10). */
export async function undoTreatment(ctx: Context, input: UndoTreatmentInput): Promise<TreatmentEntryRow> {
  const { userId } = authorize(ctx, 'treatment:record')
  return transact(ctx, async (ctx) => {
    const { inPatientId } = await getEntry(ctx, input.id)
    const stay = await lockPresent(ctx, inPatientId, 'id')
    authorize(ctx, 'treatment:record', stay.locationId)
    const entry = await saved.lock(ctx, input.id)
    if (entry.undoneAt) throw conflict('This is undone already.', { field: 'id' })
    const undo = { undoneAt: ctx.now(), undoneBy: userId, undoReason: input.reason }
    const undone = await saved.change(ctx, entry, undo, 'undo')
    await signalSheet(ctx, stay)
    return undone
  })
}
