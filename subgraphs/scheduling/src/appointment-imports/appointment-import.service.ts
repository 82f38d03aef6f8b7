import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { writeImported } from '../appointments/step.service.ts'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { keepDuty } from '../rosters/duty-lock.ts'
import {
  type AppointmentImport,
  type ImportAppointmentsInput,
  type ImportedVisit,
  maxCharacters,
  maxVisits,
} from './appointment-import.types.ts'
import { importedVisits } from './imported-visit.table.ts'
import { type Known, lookUp } from './parties.service.ts'
import { type PlannedVisit, planImport } from './plan.service.ts'
import { visitsOfCsv } from './visits.csv.ts'
import { visitsOfIcs } from './visits.ics.ts'

/** As many mistakes as somebody mends at once. */
const maxErrors = 100

function read(file: string, { timeZone }: LocationRef) {
  if (file.length > maxCharacters) throw badInput('file', 'This file is too large: import it in parts.')
  const text = file.replace(/^\uFEFF/, '')
  if (text.trim() === '') throw badInput('file', 'This file is empty.')
  const content = /^\s*BEGIN:VCALENDAR/i.test(text)
    ? visitsOfIcs(text, timeZone)
    : visitsOfCsv(text, timeZone)
  if (content.visits.length + content.mistakes.length > maxVisits)
    throw badInput('file', `At most ${maxVisits} visits: import the file in parts.`)
  return content
}

const shown = ({ visit, outcome, wish, row }: PlannedVisit, { rooms }: Known): ImportedVisit => ({
  line: visit.line,
  outcome,
  startsAt: visit.startsAt,
  endsAt: wish?.endsAt ?? visit.endsAt,
  petName: wish?.pet.name ?? null,
  vetName: wish?.vet.name ?? null,
  typeName: wish?.type.name ?? null,
  roomName: rooms.find(({ id }) => id === (row?.roomId ?? wish?.room?.id))?.name ?? null,
})

async function book(ctx: Context, location: LocationRef, planned: readonly PlannedVisit[]) {
  const booked = planned.flatMap(({ row, wish }) =>
    row && wish ? [{ row, pet: wish.pet, line: wish.key }] : [],
  )
  if (booked.length === 0) return
  await writeImported(ctx, booked)
  await ctx.db.insert(importedVisits).values(
    booked.map(({ row, line }) => ({
      locationId: location.id,
      line,
      appointmentId: row.id,
      importedAt: ctx.now(),
    })),
  )
}

/**
 * Books the visits of another system's calendar: all of a file or, when any line is wrong, none. A dry run answers the same and
 * writes nothing. A line is booked once, also by two who import the same file at once (AP16).
 * no audit: each visit's is written.
 */
export async function importAppointments(
  ctx: Context,
  { locationId, file, dryRun }: ImportAppointmentsInput,
): Promise<AppointmentImport> {
  authorize(ctx, 'appointment:import', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  if (!location.active) throw badInput('locationId', `${location.name} is closed.`)
  const { visits, mistakes } = read(file, location)
  const known = await lookUp(ctx, location.id, visits)
  return transact(ctx, async (ctx) => {
    const vets = [...new Set([...known.vets.values()].flat().map(({ id }) => id))].sort()
    // Rosters, leave and closures stay as they are until the visits stand (AP12).
    await keepDuty(ctx, vets, location.id)
    await lockFor(ctx, `import ${location.id}`)
    const plan = await planImport(ctx, location, visits, known)
    const errors = [...mistakes, ...plan.mistakes].sort((a, b) => a.line - b.line)
    const isRight = errors.length === 0
    if (isRight && !dryRun) await book(ctx, location, plan.planned)
    return {
      applied: isRight && !dryRun,
      visits: plan.planned.map((planned) => shown(planned, known)),
      errors: errors.slice(0, maxErrors),
    }
  })
}
