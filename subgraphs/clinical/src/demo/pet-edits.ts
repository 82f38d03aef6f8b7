import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addMinutes } from '@vetgraph/kit/time'
import { petEditRequests, type PetEdits, PetEditStatus } from '../pet-edits/pet-edit.table.ts'

const wishes: readonly PetEdits[] = [
  { color: 'Silver with a white chest' },
  { color: 'Fawn, one white paw', birthDateEstimated: true },
]

/** What some owners have asked to change lately. */
export async function loadPetEdits(ctx: Context, plan: DemoPlan) {
  const [portal] = plan.owners
  const pets = plan.pets.filter(({ status, ownerId }) => status === 'ACTIVE' && ownerId !== portal!.id)
  await insertRows(
    ctx,
    petEditRequests,
    wishes.slice(0, pets.length).map((edits, number) => {
      const at = addMinutes(ctx.now(), -75 * (number + 1))
      const { id: petId, ownerId } = pets[number]!
      const row = { petId, ownerId, edits, status: PetEditStatus.WAITING, version: 1 }
      return { ...row, id: demoId('pet-edit', number), createdAt: at, updatedAt: at }
    }),
  )
}
