import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from './facts.ts'
import { bench } from './places.ts'

export type Variables = Record<string, unknown>

/** One operation of the public schema with the variables of its n-th request. */
export interface Operation {
  name: string
  query: string
  operationName: string
  /** Each write is different, and each contender books in slots of its own. */
  writes: boolean
  variablesOf: (n: number, lane: number) => Variables
}

const pick = <T>(items: readonly T[], n: number): T => items[n % items.length]!

/** Days are dealt out to so many writers. */
export const lanes = 16
const slotMinutes = 5
/** From 9 to 16 o'clock UTC everybody is on duty, in summer and in winter. */
const firstHour = 9
const slotsOfDay = (7 * 60) / slotMinutes
const dayMs = 24 * 60 * 60_000
/** The demo's own visits end before. */
const firstDay = 42

/** The start of a slot on a working day that lies far ahead. */
function slot(number: number, lane: number): string {
  const workday = Math.floor(number / slotsOfDay) * lanes + lane
  const today = new Date()
  const monday = Date.UTC(
    today.getUTCFullYear(),
    today.getUTCMonth(),
    today.getUTCDate() + firstDay - today.getUTCDay() + 1,
  )
  const day = monday + (Math.floor(workday / 5) * 7 + (workday % 5)) * dayMs
  return new Date(day + (firstHour * 60 + (number % slotsOfDay) * slotMinutes) * 60_000).toISOString()
}

/** What is measured; the operations themselves stand in bench/operations. */
const variablesOf: Record<string, (facts: Facts, n: number, lane: number) => Variables> = {
  'day-sheet': ({ locationId, days }, n) => ({ locationId, ...pick(days, n), first: 30 }),
  'pet-chart': ({ petIds }, n) => ({ id: pick(petIds, n) }),
  search: ({ searches }, n) => ({ search: pick(searches, n) }),
  book: ({ petIds, vetIds, locationId, typeId }, n, lane) => ({
    input: {
      petId: pick(petIds, n),
      vetId: pick(vetIds, n),
      locationId,
      typeId,
      startsAt: slot(Math.floor(n / vetIds.length), lane),
      durationMinutes: slotMinutes,
      reason: 'Yearly booster',
    },
  }),
  'type-name': () => ({}),
}

export const operationNames = Object.keys(variablesOf)

export function operationOf(name: string, facts: Facts): Operation {
  const query = readFileSync(join(bench, 'operations', `${name}.graphql`), 'utf8')
  const [, kind, operationName = ''] = /^(query|mutation) (\w+)/m.exec(query) ?? []
  return {
    name,
    query,
    operationName,
    writes: kind === 'mutation',
    variablesOf: (n, lane) => variablesOf[name]!(facts, n, lane),
  }
}
