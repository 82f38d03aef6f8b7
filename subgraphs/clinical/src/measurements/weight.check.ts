import { badInput, conflict } from '@vetgraph/kit/errors'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import type { SpeciesRow } from '../species/species.table.ts'
import { WeightUnit } from './measurement.types.ts'

const maxThousandths = 20_000_000

/** Exact by law: one pound is 453.59237 g. */
export const gramsOfPounds = (thousandths: number) => Math.round((thousandths * 45_359_237) / 1e8)

/** What is kept of a weight as it was typed. */
export function weightOf(value: number, unit: WeightUnit) {
  const thousandths = thousandthsIn('value', value)
  if (thousandths <= 0) throw badInput('value', 'A weight is more than 0.')
  if (thousandths > maxThousandths) throw badInput('value', 'No patient weighs that much.')
  return unit === WeightUnit.LB
    ? { grams: Math.max(1, gramsOfPounds(thousandths)), pounds: thousandths }
    : { grams: thousandths, pounds: null }
}

const day = 86_400_000
const infancy = 84 * day
const youth = 365 * day
const recently = 183 * day

interface Patient {
  name: string
  dateOfBirth: string | null
  species: SpeciesRow
}

/** Refuses what no animal of the species and age weighs: up to twelve weeks a quarter of the species' limit (PT3). */
export function checkPlausible({ name, dateOfBirth, species }: Patient, grams: number, at: Date) {
  if (species.maxGrams === null) return
  const isInfant = dateOfBirth !== null && at.getTime() - Date.parse(dateOfBirth) < infancy
  const limit = isInfant ? Math.round(species.maxGrams / 4) : species.maxGrams
  if (grams <= limit) return
  const kind = species.name.toLowerCase()
  throw badInput(
    'value',
    `${name} is a ${isInfant ? 'young ' : ''}${kind}: at most ${quantityOf(limit)} kg.`,
    {
      maxKilograms: quantityOf(limit),
    },
  )
}

/** Asks again before a weight is kept that has changed by more than a quarter within half a year; the young grow. */
export function checkJump(
  { name, dateOfBirth }: Patient,
  grams: number,
  at: Date,
  last: { grams: number; measuredAt: Date } | null,
) {
  if (!last || Math.abs(at.getTime() - last.measuredAt.getTime()) > recently) return
  const grows = dateOfBirth === null || at.getTime() - Date.parse(dateOfBirth) < youth
  const ratio = grams / last.grams
  if (ratio >= 0.75 && ratio <= (grows ? 3 : 1.25)) return
  throw conflict(`${name} weighed ${quantityOf(last.grams)} kg last time. Is this weight right?`, {
    field: 'value',
    needsConfirmation: true,
    lastKilograms: quantityOf(last.grams),
  })
}
