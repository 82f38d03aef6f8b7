import type { DemoPet, DemoVisit } from '@vetgraph/kit/demo/plan'
import { Random } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'

/** A grown animal's weight, the same at every loading; visits show it a little up and down. */
export function usualGrams({ species, number }: DemoPet): number {
  const random = new Random(1000 + number)
  const [from, to] = species.grams
  return from + Math.round(((to - from) * (random.next() + random.next())) / 2)
}

/** When the vet saw the patient. */
export const seenAt = (visit: DemoVisit) => addMinutes(visit.startsAt, 8)
