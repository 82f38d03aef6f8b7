import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { readPet } from '../pets/pet.service.ts'
import { currentWeight } from '../pets/weight.service.ts'
import { computeDose } from './dose.ts'
import { getFormularyDose } from './formulary.service.ts'
import type { Dose } from './formulary.types.ts'

/** The dose of a product for a pet by its current weight (MR7). */
export async function doseFor(ctx: Context, petId: string, formularyDoseId: string): Promise<Dose> {
  authorize(ctx, 'prescription:read')
  const dose = await getFormularyDose(ctx, formularyDoseId, 'formularyDoseId')
  const pet = await readPet(ctx, petId, 'petId')
  return computeDose(pet, await currentWeight(ctx, pet.id), dose, ctx.now())
}
