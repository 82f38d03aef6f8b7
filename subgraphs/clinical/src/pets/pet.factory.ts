import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { anOwner } from '../owners/owner.factory.ts'
import type { CreatePetInput } from './pet.inputs.ts'
import type { PetRow } from './pet.table.ts'
import { weights } from './weight.table.ts'
import { createPet } from './write.service.ts'
import { newId } from '@vetgraph/kit/ids'
import { systemViewer } from '@vetgraph/kit/context'

/** A dog called Bella, of an owner of its own unless one is given. */
export async function aPet(hospital: TestSubgraph, overrides: Partial<CreatePetInput> = {}): Promise<PetRow> {
  const ownerId = overrides.ownerId ?? (await anOwner(hospital)).id
  return createPet(hospital.context(), { name: 'Bella', speciesId: 'dog', ...overrides, ownerId })
}

/** A weight as an earlier visit left it. */
export async function aWeight(
  hospital: TestSubgraph,
  petId: string,
  grams: number,
  measuredAt: string,
  enteredAt = measuredAt,
) {
  await hospital
    .context()
    .db.insert(weights)
    .values({
      id: newId(),
      petId,
      grams,
      measuredAt: new Date(measuredAt),
      enteredAt: new Date(enteredAt),
      enteredBy: systemViewer.userId,
    })
}
