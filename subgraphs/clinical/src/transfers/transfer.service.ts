import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { desc, eq, inArray } from 'drizzle-orm'
import { petCoOwners } from '../co-owners/co-owner.table.ts'
import { lockOwners } from '../owners/owner.service.ts'
import { numbersOf } from '../pets/microchip.service.ts'
import { announcePet, getPet, lockPet, petValues, readPet } from '../pets/pet.service.ts'
import { type PetRow, pets, PetStatus } from '../pets/pet.table.ts'
import { checkPastDay } from '../pets/status.service.ts'
import { petTransfers, type PetTransferRow } from './transfer.table.ts'
import type { TransferPetInput } from './transfer.types.ts'

/** A pet changes owner so rarely that all its transfers are read. */
const readTransfers = async (ctx: Context, petIds: readonly string[]) => {
  const rows = await ctx.db
    .select()
    .from(petTransfers)
    .where(inArray(petTransfers.petId, [...petIds]))
    .orderBy(desc(petTransfers.recordedAt), desc(petTransfers.id))
  return rows.map((row) => [row.petId, row] as const)
}

/** A pet's changes of owner, the latest first; who else has had it is not for its owner's eyes. */
export const listTransfers = async (ctx: Context, petId: string): Promise<PetTransferRow[]> =>
  can(ctx.viewer, 'pet:read') && can(ctx.viewer, 'owner:read')
    ? groupLoaderOf(ctx, readTransfers).load(petId)
    : []

const maxTransfers = 50

async function checkTransfer(ctx: Context, pet: PetRow, { toOwnerId, transferredOn }: TransferPetInput) {
  if (pet.status === PetStatus.DECEASED) {
    throw conflict(`${pet.name} is deceased.`, { field: 'id', status: pet.status })
  }
  if (pet.ownerId === toOwnerId) throw badInput('toOwnerId', `${pet.name} is this owner’s already.`)
  await checkPastDay(ctx, 'transferredOn', transferredOn, pet.dateOfBirth)
}

/**
 * Gives a patient to another owner (PT5, PT6, P5): the chart and the visits ahead go with it, invoices stay with whom
 * they were made out to, and neither the former owner nor a co-owner sees anything of the patient any more.
 */
export async function transferPet(ctx: Context, input: TransferPetInput): Promise<PetRow> {
  const viewer = authorize(ctx, 'pet:transfer')
  const petId = await once(ctx, 'transferPet', input, async (ctx) => {
    const { ownerId } = await readPet(ctx, input.id, 'id')
    // Owners before pets.
    const owners = await lockOwners(ctx, { [input.toOwnerId]: 'toOwnerId', [ownerId]: 'id' })
    if (owners.get(input.toOwnerId)!.archivedAt) throw badInput('toOwnerId', 'This owner is archived.')
    const before = await lockPet(ctx, input.id, 'id')
    const chips = await numbersOf(ctx, before.id)
    const isStale = input.version != null && input.version !== before.version
    if (isStale || before.ownerId !== ownerId) throw stale(petValues(before, chips), before.version)
    await checkTransfer(ctx, before, input)
    if ((await ctx.db.$count(petTransfers, eq(petTransfers.petId, before.id))) >= maxTransfers) {
      throw conflict(`${before.name} has changed owner ${maxTransfers} times.`, { field: 'id' })
    }
    const { toOwnerId, transferredOn, reason } = input
    await ctx.db.delete(petCoOwners).where(eq(petCoOwners.petId, before.id))
    const [pet] = await ctx.db
      .update(pets)
      .set({ ownerId: toOwnerId, version: before.version + 1, updatedAt: ctx.now() })
      .where(eq(pets.id, before.id))
      .returning()
    await ctx.db.insert(petTransfers).values({
      ...{ id: newId(), petId: before.id, fromOwnerId: ownerId, toOwnerId, transferredOn, reason },
      ...{ recordedAt: ctx.now(), recordedBy: viewer.userId },
    })
    await audit(ctx, 'pet.transfer', {
      entity: 'Pet',
      entityId: before.id,
      before: { ...petValues(before, chips), coOwnerIds: before.coOwnerIds },
      after: { ...petValues(pet!, chips), transferredOn, reason },
    })
    await announcePet(ctx, pet!)
    return pet!.id
  })
  return getPet(ctx, petId)
}
