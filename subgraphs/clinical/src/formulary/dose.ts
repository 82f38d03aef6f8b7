import { badInput } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import type { WeightRow } from '../pets/weight.table.ts'
import type { FormularyDoseRow } from './formulary-dose.table.ts'

/** Why no dose is computed; it stands beside the message as `reason`. */
export type DoseRefusal = 'NO_WEIGHT' | 'STALE_WEIGHT' | 'OTHER_SPECIES' | 'OUTSIDE_BAND' | 'TOO_SMALL'

const refuse = (reason: DoseRefusal, message: string) => badInput('petId', message, { reason })

const day = 86_400_000
const maxAge = { grown: 90, young: 14 }

interface Patient {
  name: string
  speciesId: string
  dateOfBirth: string | null
}

type Reading = Pick<WeightRow, 'grams' | 'pounds' | 'measuredAt'>

/** A weight that a dose may be computed from: at most 90 days old, 14 while the animal is under a year old. */
export function freshWeight<W extends Reading>(pet: Patient, weight: W | null, now: Date): W {
  if (!weight) throw refuse('NO_WEIGHT', `${pet.name} was never weighed.`)
  const isYoung = pet.dateOfBirth !== null && now.getTime() - Date.parse(pet.dateOfBirth) < 365 * day
  const days = isYoung ? maxAge.young : maxAge.grown
  if (now.getTime() - weight.measuredAt.getTime() > days * day) {
    throw refuse('STALE_WEIGHT', `The last weight of ${pet.name} is older than ${days} days: weigh again.`)
  }
  return weight
}

const gramScale = 100_000_000n

/** A weight exactly, in hundred-millionths of a gram: pounds are 453.59237 g. */
const exactly = ({ grams, pounds }: Reading): bigint =>
  pounds === null ? BigInt(grams) * gramScale : BigInt(pounds) * 45_359_237n

const divided = (numerator: bigint, divisor: bigint, rounding: 'nearest' | 'down') =>
  Number((rounding === 'nearest' ? numerator + divisor / 2n : numerator) / divisor)

/** The most of a product at a time in thousandths of its unit, rounded down to the divisible part. */
export function maxQuantityOf(weight: Reading, dose: FormularyDoseRow): number {
  const divisor = gramScale * BigInt(dose.concentration) * BigInt(dose.divisibleUnit)
  return divided(exactly(weight) * BigInt(dose.maxRate), divisor, 'down') * dose.divisibleUnit
}

/** Whether the weight lies in the band of a dose: from its minimum to below its maximum. */
export const isInBand = (weight: Reading, { minWeight, maxWeight }: FormularyDoseRow) =>
  exactly(weight) >= BigInt(minWeight) * gramScale &&
  (maxWeight === null || exactly(weight) < BigInt(maxWeight) * gramScale)

/**
 * Weight × rate ÷ concentration, rounded to the part of a unit that can be given but never above the
 * maximum (MR7). What cannot be computed is refused, never 0.
 */
export function computeDose(pet: Patient, current: Reading | null, dose: FormularyDoseRow, now: Date) {
  if (dose.speciesId !== pet.speciesId) {
    throw refuse('OTHER_SPECIES', `This dose of ${dose.product} is for another species.`)
  }
  const weight = freshWeight(pet, current, now)
  if (!isInBand(weight, dose)) {
    throw refuse('OUTSIDE_BAND', `This dose of ${dose.product} is for another weight.`)
  }
  const divisor = gramScale * BigInt(dose.concentration) * BigInt(dose.divisibleUnit)
  const nearest = divided(exactly(weight) * BigInt(dose.rate), divisor, 'nearest') * dose.divisibleUnit
  const max = maxQuantityOf(weight, dose)
  const quantity = Math.min(nearest, max)
  if (quantity === 0) {
    throw refuse(
      'TOO_SMALL',
      `${pet.name} needs less than ${quantityOf(dose.divisibleUnit)} ${dose.unit} of ${dose.product}: choose a weaker one.`,
    )
  }
  return {
    quantity: quantityOf(quantity),
    unit: dose.unit,
    milligrams: quantityOf((quantity * dose.concentration) / 1000),
    maxQuantity: quantityOf(max),
    frequency: dose.frequency,
    kilograms: quantityOf(weight.grams),
    measuredAt: weight.measuredAt,
  }
}
