import type { Context } from '@vetgraph/kit/context'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { sightOf } from '@vetgraph/kit/access/authorize'
import { householdsOf, type Owned } from '@vetgraph/kit/access/household'
import type { PetChangeFilter } from './pet.inputs.ts'

/** What is told of a change of a patient. */
export interface PetSignal extends Signal {
  petId: string
  households: string[]
}

const topic = 'pet'

/** Tells open screens that something about a patient changed, in the transaction that changes it. */
export const signalPet = (ctx: Context, pet: Owned & { id: string }) =>
  signal(ctx, topic, { petId: pet.id, households: householdsOf(pet) } satisfies PetSignal)

/** The changes of the patients that the viewer may see: staff of all, owners of the own household's (AU4). */
export function hearPets(ctx: Context, filter: PetChangeFilter | null) {
  const sight = sightOf(ctx, 'pet:read')
  return heard<PetSignal>(
    ctx.live,
    topic,
    ({ petId, households }) =>
      (sight.all || households.includes(sight.ownerId)) && (!filter?.petId || filter.petId === petId),
  )
}
