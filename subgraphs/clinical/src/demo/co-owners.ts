import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { petCoOwners } from '../co-owners/co-owner.table.ts'

/** Pets whom two clients own. */
export async function loadCoOwners(ctx: Context, plan: DemoPlan, since: Date) {
  const addedBy = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  await insertRows(
    ctx,
    petCoOwners,
    plan.pets.flatMap(({ id: petId, coOwnerIds }) =>
      coOwnerIds.map((ownerId) => ({ petId, ownerId, addedAt: since, addedBy })),
    ),
  )
}
