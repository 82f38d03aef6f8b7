import { authorize, can } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { audit } from '@vetgraph/kit/work/audit'
import { and, eq } from 'drizzle-orm'
import { lockOwners } from '../owners/owner.service.ts'
import { announcePet, getPet, lockPet, readPet } from '../pets/pet.service.ts'
import { type PetRow, pets } from '../pets/pet.table.ts'
import { type PetCoOwnerRow, petCoOwners } from './co-owner.table.ts'
import type { CoOwnerInput } from './co-owner.types.ts'

const maxCoOwners = 10

const coOwnersOf = statement((db, { petIds }: Places<{ petIds: readonly string[] }>) =>
  db
    .select()
    .from(petCoOwners)
    .where(among(petCoOwners.petId, petIds))
    .orderBy(petCoOwners.addedAt, petCoOwners.ownerId),
)

const readCoOwners = async (ctx: Context, petIds: readonly string[]) =>
  (await coOwnersOf(ctx, { petIds })).map((row) => [row.petId, row] as const)

/** Who owns a pet together with its owner; which other clients do is not for an owner's eyes. */
export const listCoOwners = async (ctx: Context, petId: string): Promise<PetCoOwnerRow[]> =>
  can(ctx.viewer, 'pet:read') && can(ctx.viewer, 'owner:read')
    ? groupLoaderOf(ctx, readCoOwners).load(petId)
    : []

/** The pet with the client; the rows of owners are taken before it. */
async function lockBoth(ctx: Context, { petId, ownerId }: CoOwnerInput) {
  const known = await readPet(ctx, petId, 'petId')
  const owners = await lockOwners(ctx, { [known.ownerId]: 'ownerId', [ownerId]: 'ownerId' })
  return { client: owners.get(ownerId)!, pet: await lockPet(ctx, petId, 'petId') }
}

/** Everybody who keeps a copy of the pet learns by its version to whom it is shown now. */
async function tell(ctx: Context, before: PetRow, verb: 'add-co-owner' | 'remove-co-owner') {
  const [pet] = await ctx.db
    .update(pets)
    .set({ version: before.version + 1, updatedAt: ctx.now() })
    .where(eq(pets.id, before.id))
    .returning()
  await audit(ctx, `pet.${verb}`, {
    entity: 'Pet',
    entityId: before.id,
    before: { coOwnerIds: before.coOwnerIds },
    after: { coOwnerIds: pet!.coOwnerIds },
  })
  await announcePet(ctx, pet!)
}

/** Shows a pet to a further client who owns it too (P5); doing it twice is no error. */
export async function addCoOwner(ctx: Context, input: CoOwnerInput): Promise<PetRow> {
  const { userId } = authorize(ctx, 'pet:share')
  const petId = await transact(ctx, async (ctx) => {
    const { client, pet } = await lockBoth(ctx, input)
    if (pet.coOwnerIds.includes(client.id)) return pet.id
    if (client.archivedAt) throw badInput('ownerId', 'This owner is archived.')
    if (pet.coOwnerIds.length >= maxCoOwners) throw badInput('ownerId', `At most ${maxCoOwners} co-owners.`)
    await ctx.db
      .insert(petCoOwners)
      .values({ petId: pet.id, ownerId: client.id, addedAt: ctx.now(), addedBy: userId })
    await tell(ctx, pet, 'add-co-owner')
    return pet.id
  })
  return getPet(ctx, petId)
}

/** From now on the client sees nothing of the pet any more (P5); doing it twice is no error. */
export async function removeCoOwner(ctx: Context, input: CoOwnerInput): Promise<PetRow> {
  authorize(ctx, 'pet:share')
  const petId = await transact(ctx, async (ctx) => {
    const { client, pet } = await lockBoth(ctx, input)
    if (!pet.coOwnerIds.includes(client.id)) return pet.id
    await ctx.db
      .delete(petCoOwners)
      .where(and(eq(petCoOwners.petId, pet.id), eq(petCoOwners.ownerId, client.id)))
    await tell(ctx, pet, 'remove-co-owner')
    return pet.id
  })
  return getPet(ctx, petId)
}
