import { authorize } from '@vetgraph/kit/access/authorize'
import { belongsTo } from '@vetgraph/kit/access/household'
import type { Context } from '@vetgraph/kit/context'
import { conflict, DomainError, ErrorCode, notFound } from '@vetgraph/kit/errors'
import { type PetRow, PetStatus } from '../pets/pet.table.ts'
import { getPortalSettings } from './portal-settings.service.ts'
import { PetEditPolicy } from './portal-settings.table.ts'

/** Refuses what the hospital does not let this owner change of a pet; answers the owner and how it is changed (P2). */
export async function checkOwnersEdit(
  ctx: Context,
  pet: PetRow,
  field: string,
): Promise<{ ownerId: string; policy: PetEditPolicy }> {
  const { ownerId } = authorize(ctx, 'own-household:read')
  if (!ownerId || !belongsTo(ownerId, pet)) throw notFound('pet', field)
  const { petEdits: policy } = await getPortalSettings(ctx)
  if (policy === PetEditPolicy.OFF) {
    throw new DomainError(ErrorCode.FORBIDDEN, 'The hospital keeps these particulars itself.')
  }
  if (pet.status !== PetStatus.ACTIVE && pet.status !== PetStatus.INACTIVE) {
    throw conflict(`${pet.name} is not a patient any more.`, { field, status: pet.status })
  }
  return { ownerId, policy }
}
