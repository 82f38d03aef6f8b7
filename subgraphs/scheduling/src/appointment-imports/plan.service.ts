import { createHash } from 'node:crypto'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, DomainError, notFound } from '@vetgraph/kit/errors'
import { addMinutes, dayOf, daysBetween, type Interval, minutesBetween, overlaps } from '@vetgraph/kit/time'
import { and, eq, inArray } from 'drizzle-orm'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { heldIn, occupied, standingAround } from '../appointments/calendar.service.ts'
import { checkTime, type Parties, textOf } from '../appointments/checks.service.ts'
import { freeEquipment, noneFree } from '../appointments/equipment-choice.service.ts'
import { newVisit } from '../appointments/book.service.ts'
import { beyondHorizon, freeRoom, horizonOf } from '../appointments/slots.service.ts'
import type { AppointmentRow } from '../appointments/appointment.table.ts'
import { maxMinutes } from '../appointment-types/appointment-type.table.ts'
import { listEquipmentOf } from '../equipment/equipment.service.ts'
import type { EquipmentRow } from '../equipment/equipment.table.ts'
import type { LocationRef, PetRef } from '../refs/refs.table.ts'
import type { RoomRow } from '../rooms/room.table.ts'
import { dutyIn, type RosterSpan } from '../rosters/duty.ts'
import { dutyFactsOf } from '../rosters/roster.service.ts'
import { ImportOutcome } from './appointment-import.types.ts'
import { Diary, entryOf } from './diary.ts'
import { importedVisits } from './imported-visit.table.ts'
import type { FileVisit, Mistake } from './file-visit.ts'
import { type Known, patientKey, roomNamed, typeNamed, vetsNamed } from './parties.service.ts'

/** What becomes of a visit of the file. */
export interface PlannedVisit {
  visit: FileVisit
  outcome: ImportOutcome
  /** Whose it is; null if it is left out before that is looked at. */
  wish: Wish | null
  /** As it is to be booked; null if it is not. */
  row: AppointmentRow | null
}

/** A visit of the file with what it names. */
export interface Wish extends Interval, Parties {
  visit: FileVisit
  /** By what the line is known later. */
  key: string
  room: RoomRow | null
}

const hashOf = (identity: string) => createHash('sha256').update(identity).digest('base64url')

function patientIn(known: Known, visit: FileVisit): PetRef {
  const key = patientKey(visit)
  if (key === null) throw badInput('pet', 'Say the microchip, or the client and the patient’s name.')
  const found = known.patients.get(key) ?? []
  if (found.length === 0) throw notFound('patient', 'pet')
  const active = found.filter((pet) => pet.active)
  if (active.length === 1) return active[0]!
  throw active.length === 0
    ? badInput('pet', `${found[0]!.name} is not an active patient.`)
    : badInput('pet', 'Several patients fit: say the microchip.')
}

function vetIn(known: Known, { vet }: FileVisit): Parties['vet'] {
  const [found, another] = vetsNamed(known, vet)
  if (!found) throw notFound('vet who can be booked', 'vet')
  if (another) throw badInput('vet', 'Several vets have this name: say the e-mail address.')
  return found
}

function typeIn(known: Known, visit: FileVisit): Parties['type'] {
  const found = typeNamed(known, visit.type)
  if (!found) throw notFound('appointment type', 'type')
  return found
}

function roomIn(known: Known, { room }: FileVisit): { chosen: RoomRow | null } {
  const found = room === '' ? null : roomNamed(known, room)
  if (found === undefined) throw notFound('room at this location', 'room')
  return { chosen: found }
}

function endOf({ startsAt, endsAt, minutes }: FileVisit, { type, pet }: Pick<Parties, 'type' | 'pet'>): Date {
  if (endsAt && endsAt <= startsAt) throw badInput('end', 'It ends before it begins.')
  const wanted = endsAt ? minutesBetween({ startsAt, endsAt }) : minutes
  return addMinutes(startsAt, durationOf(type, wanted, pet.speciesId))
}

/** How the graph's fields are called in a mistake. */
const saidAs: Readonly<Record<string, keyof FileVisit['columns']>> = {
  startsAt: 'start',
  durationMinutes: 'end',
  notes: 'note',
}

/** What a check refuses, as a mistake of the line. */
function mistakeOf({ line, columns }: FileVisit, error: unknown): Mistake {
  if (!(error instanceof DomainError)) throw error
  const field = error.details.field ?? ''
  const column = columns[saidAs[field] ?? (field as keyof FileVisit['columns'])] ?? null
  return { line, column, code: error.code, message: error.message }
}

/** The visit that a line wants; all that it names wrongly is told at once. */
function wishOf(known: Known, location: LocationRef, visit: FileVisit, mistakes: Mistake[]): Wish[] {
  const tried = <T>(check: () => T): T | null => {
    try {
      return check()
    } catch (error) {
      mistakes.push(mistakeOf(visit, error))
      return null
    }
  }
  const type = tried(() => typeIn(known, visit))
  const vet = tried(() => vetIn(known, visit))
  const pet = tried(() => patientIn(known, visit))
  const room = tried(() => roomIn(known, visit))
  const endsAt = type && pet && tried(() => endOf(visit, { type, pet }))
  if (!vet || !room || !endsAt) return []
  const { startsAt } = visit
  const key = hashOf(visit.identity ?? `${pet.id} ${vet.id} ${startsAt.toISOString()}`)
  return [{ visit, key, location, type, vet, pet, startsAt, endsAt, room: room.chosen }]
}

/** Who takes the time already: another visit, or an earlier line. */
const by = (line: number | null) => (line === null ? 'already has a visit' : `has the visit of line ${line}`)

function rowOf(
  ctx: Context,
  wish: Wish,
  diary: Diary,
  { rooms }: Known,
  equipment: readonly EquipmentRow[],
): AppointmentRow {
  const { pet, vet, type } = wish
  const notes = textOf('notes', wish.visit.note)
  const needed = occupied(wish, type)
  const taken = diary.around(wish, type)
  const ofPet = taken.find(({ patient }) => patient?.petId === pet.id && overlaps(patient, wish))
  if (ofPet) throw conflict(`${pet.name} ${by(ofPet.line)} at that time.`, { field: 'startsAt' })
  const ofVet = taken.find(({ vetId }) => vetId === vet.id)
  if (ofVet) throw conflict(`${vet.name} ${by(ofVet.line)} at that time.`, { field: 'startsAt' })
  const room = wish.room || type.needsRoom ? freeRoom(wish.room ? [wish.room] : rooms, taken, needed) : null
  if (!room && wish.room) throw conflict('This room is already taken at that time.', { field: 'room' })
  if (!room && type.needsRoom) throw conflict('No room is free at that time.', { field: 'startsAt' })
  const { found, missing } = freeEquipment(type.equipmentKinds, equipment, taken, needed)
  if (missing) throw noneFree(missing)
  return newVisit(ctx, wish, {
    roomId: room?.id ?? null,
    equipmentIds: found.map(({ id }) => id),
    reason: '',
    notes,
  })
}

/** The keys of the lines that were imported before. */
async function importedOf(
  ctx: Context,
  location: LocationRef,
  wishes: readonly Wish[],
): Promise<Set<string>> {
  if (wishes.length === 0) return new Set()
  const keys = wishes.map(({ key }) => key)
  const rows = await ctx.db
    .select({ line: importedVisits.line })
    .from(importedVisits)
    .where(and(eq(importedVisits.locationId, location.id), inArray(importedVisits.line, keys)))
  return new Set(rows.map(({ line }) => line))
}

interface Around {
  diary: Diary
  equipment: EquipmentRow[]
  /** When the vet of a wish is on duty on its day. */
  rosterAt: (wish: Wish) => RosterSpan[]
}

/** What stands around the wishes, in as many statements for one as for all. */
async function around(ctx: Context, location: LocationRef, wishes: readonly Wish[]): Promise<Around> {
  const starts = wishes.map(({ startsAt }) => startsAt).sort((a, b) => a.getTime() - b.getTime())
  const [first, last] = [starts[0], starts.at(-1)]
  if (!first || !last) return { diary: new Diary([]), equipment: [], rosterAt: () => [] }
  const whole = { startsAt: first, endsAt: addMinutes(last, maxMinutes) }
  const [vetIds, petIds] = [wishes.map(({ vet }) => vet.id), wishes.map(({ pet }) => pet.id)].map((ids) => [
    ...new Set(ids),
  ]) as [string[], string[]]
  const visits = await standingAround(ctx, { locationId: location.id, vetIds, petIds }, [whole])
  const held = await heldIn(ctx, location.id, vetIds, whole)
  const [from, to] = [dayOf(first, location.timeZone), dayOf(last, location.timeZone)]
  const facts = await dutyFactsOf(ctx, location, from, daysBetween(from, to) + 1)
  const days = new Map<string, RosterSpan[]>()
  const rosterOn = (day: string) => {
    const roster = days.get(day) ?? dutyIn(location, facts, day, 1)
    days.set(day, roster)
    return roster
  }
  return {
    diary: new Diary([
      ...visits.map((row) => entryOf(row)),
      ...held.map((time) => ({ ...time, patient: null, line: null })),
    ]),
    equipment: await listEquipmentOf(ctx, location.id),
    rosterAt: ({ startsAt, vet }) =>
      rosterOn(dayOf(startsAt, location.timeZone)).filter(({ vetId }) => vetId === vet.id),
  }
}

/** What becomes of each visit, with what stands in its way: other visits, earlier lines, closures, rosters (AP16). */
export async function planImport(
  ctx: Context,
  location: LocationRef,
  visits: readonly FileVisit[],
  known: Known,
): Promise<{ planned: PlannedVisit[]; mistakes: Mistake[] }> {
  const mistakes: Mistake[] = []
  const planned: PlannedVisit[] = []
  const wishes: Wish[] = []
  for (const visit of visits) {
    const leftOut = visit.cancelled
      ? ImportOutcome.CANCELLED
      : visit.startsAt < ctx.now()
        ? ImportOutcome.PAST
        : null
    if (leftOut) planned.push({ visit, outcome: leftOut, wish: null, row: null })
    else wishes.push(...wishOf(known, location, visit, mistakes))
  }
  const imported = await importedOf(ctx, location, wishes)
  const horizon = horizonOf(ctx, location)
  // What lies too far ahead is not looked up: there are days that no calendar of ours has.
  const fresh = wishes.filter(({ key, startsAt }) => !imported.has(key) && startsAt <= horizon)
  const { diary, equipment, rosterAt } = await around(ctx, location, fresh)
  const lines = new Map<string, number>()
  for (const wish of wishes) {
    const { visit, key } = wish
    if (imported.has(key)) {
      planned.push({ visit, outcome: ImportOutcome.KNOWN, wish, row: null })
      continue
    }
    try {
      const earlier = lines.get(key)
      if (earlier !== undefined) throw conflict(`Line ${earlier} is the same visit.`)
      lines.set(key, visit.line)
      if (wish.startsAt > horizon) throw badInput('startsAt', beyondHorizon(location))
      await checkTime(ctx, wish, wish, rosterAt(wish))
      const row = rowOf(ctx, wish, diary, known, equipment)
      diary.add(entryOf(row, visit.line))
      planned.push({ visit, outcome: ImportOutcome.BOOK, wish, row })
    } catch (error) {
      mistakes.push(mistakeOf(visit, error))
    }
  }
  planned.sort((a, b) => a.visit.line - b.visit.line)
  return { planned, mistakes }
}
