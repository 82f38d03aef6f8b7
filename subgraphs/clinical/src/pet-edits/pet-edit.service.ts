import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, notFound, stale } from '@vetgraph/kit/errors'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { belongsTo, ownedBy } from '@vetgraph/kit/access/household'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, desc, eq, exists, inArray } from 'drizzle-orm'
import { signalPet } from '../pets/changes.service.ts'
import { numbersOf } from '../pets/microchip.service.ts'
import { getPet, lockPet, petValuesFor, readPet } from '../pets/pet.service.ts'
import { type PetRow, pets } from '../pets/pet.table.ts'
import { birthDay, changePet } from '../pets/write.service.ts'
import { checkKind } from '../species/species.service.ts'
import {
  editable,
  type PetEditRequestRow,
  petEditRequests,
  type PetEdits,
  PetEditStatus,
} from './pet-edit.table.ts'
import { checkOwnersEdit } from './owners-edit.service.ts'
import type { DecidePetEditInput, EditMyPetInput, RefusePetEditInput } from './pet-edit.types.ts'
import { PetEditPolicy } from './portal-settings.table.ts'

const saved = writing({
  table: petEditRequests,
  type: 'PetEditRequest',
  noun: 'request',
  values: ({ petId, status, edits, reason }) => ({ petId, status, ...edits, reason }),
  announce: async (ctx, { petId }) => signalPet(ctx, await readPet(ctx, petId, 'id')),
})

const isWaiting = eq(petEditRequests.status, PetEditStatus.WAITING)

/** The changes that owners have asked for and nobody has decided, the oldest first. */
export async function listPetEdits(ctx: Context, args: PageArgs): Promise<Page<PetEditRequestRow>> {
  authorize(ctx, 'pet:write')
  // What a former owner has asked for is nobody's to decide any more (P5).
  const stillOwned = ctx.db
    .select({ id: pets.id })
    .from(pets)
    .where(and(eq(pets.id, petEditRequests.petId), ownedBy(pets, petEditRequests.ownerId)))
  const wanted = and(isWaiting, exists(stillOwned))
  return pageOf(args, {
    key: petEditRequests.createdAt,
    id: petEditRequests.id,
    direction: 'asc',
    keyOf: ({ createdAt }) => createdAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(petEditRequests)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(petEditRequests, wanted),
  })
}

async function readLatest(ctx: Context, petIds: readonly string[]) {
  const { ownerId } = requireViewer(ctx)
  const asked = inArray(petEditRequests.petId, [...petIds])
  const rows = await ctx.db
    .selectDistinctOn([petEditRequests.petId])
    .from(petEditRequests)
    .where(
      can(ctx.viewer, 'pet:write') ? asked : and(asked, eq(petEditRequests.ownerId, asId(ownerId ?? ''))),
    )
    .orderBy(petEditRequests.petId, desc(petEditRequests.createdAt), desc(petEditRequests.id))
  return rows.map((row) => [row.petId, row] as const)
}

/** What the owner has asked for last, for that owner and for those who decide it. */
export async function findPetEdit(ctx: Context, petId: string): Promise<PetEditRequestRow | null> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'pet:write') && !viewer.ownerId) return null
  const [latest] = await groupLoaderOf(ctx, readLatest).load(petId)
  return latest ?? null
}

/** What differs from the pet as it is, and could be so. */
async function editsOf(ctx: Context, pet: PetRow, input: EditMyPetInput): Promise<PetEdits> {
  const given = changesOf(pets, input, editable) as PetEdits
  const edits = Object.fromEntries(
    editable
      .filter((field) => given[field] !== undefined && given[field] !== pet[field])
      .map((field) => [field, given[field]]),
  ) as PetEdits
  if (edits.breedId != null) await checkKind(ctx, pet.speciesId, edits.breedId)
  if (edits.dateOfBirth != null) await birthDay(ctx, edits.dateOfBirth)
  return edits
}

/** What an owner asks for anew takes the place of what waits. */
async function ask(ctx: Context, petId: string, ownerId: string, edits: PetEdits) {
  const [before] = await ctx.db
    .select()
    .from(petEditRequests)
    .where(and(eq(petEditRequests.petId, petId), isWaiting))
    .for('update')
  const asked = { ownerId, edits, createdAt: ctx.now() }
  if (before) await saved.change(ctx, before, asked)
  else await saved.add(ctx, { ...asked, petId, status: PetEditStatus.WAITING })
}

/** An owner changes an own pet: at once, by a request that waits, or not at all, as the hospital has decided (P2). */
export async function editMyPet(ctx: Context, input: EditMyPetInput): Promise<PetRow> {
  authorize(ctx, 'own-household:read')
  const petId = await transact(ctx, async (ctx) => {
    const pet = await lockPet(ctx, input.id, 'id')
    const { ownerId, policy } = await checkOwnersEdit(ctx, pet, 'id')
    if (pet.version !== input.version) {
      throw stale(petValuesFor(ctx, pet, await numbersOf(ctx, pet.id)), pet.version)
    }
    const edits = await editsOf(ctx, pet, input)
    if (Object.keys(edits).length === 0) return pet.id
    if (policy === PetEditPolicy.DIRECT) await changePet(ctx, pet, { ...edits, version: pet.version })
    else await ask(ctx, pet.id, ownerId, edits)
    return pet.id
  })
  return getPet(ctx, petId)
}

/** The request with its pet, both locked, the pet first as everybody does. */
async function lockWaiting(ctx: Context, { id, version }: DecidePetEditInput) {
  const [known] = await ctx.db
    .select({ petId: petEditRequests.petId })
    .from(petEditRequests)
    .where(eq(petEditRequests.id, asId(id)))
  if (!known) throw notFound('request', 'id')
  const pet = await lockPet(ctx, known.petId, 'id')
  const request = await saved.lock(ctx, id, version)
  if (request.status !== PetEditStatus.WAITING) {
    throw conflict('Somebody has decided this already.', { field: 'id', status: request.status })
  }
  if (!belongsTo(request.ownerId, pet)) throw conflict(`${pet.name} has another owner now.`, { field: 'id' })
  return { pet, request }
}

/** Changes the pet as its owner has asked (P2). */
export async function acceptPetEdit(ctx: Context, input: DecidePetEditInput): Promise<PetEditRequestRow> {
  const { userId } = authorize(ctx, 'pet:write')
  return transact(ctx, async (ctx) => {
    const { pet, request } = await lockWaiting(ctx, input)
    await changePet(ctx, pet, { ...request.edits, version: pet.version })
    const decided = { status: PetEditStatus.ACCEPTED, decidedAt: ctx.now(), decidedBy: userId }
    return saved.change(ctx, request, decided, 'accept')
  })
}

/** Leaves the pet as it is; its owner reads why (P2). */
export async function refusePetEdit(
  ctx: Context,
  { reason, ...input }: RefusePetEditInput,
): Promise<PetEditRequestRow> {
  const { userId } = authorize(ctx, 'pet:write')
  return transact(ctx, async (ctx) => {
    const { request } = await lockWaiting(ctx, input)
    const decided = { status: PetEditStatus.REFUSED, reason, decidedAt: ctx.now(), decidedBy: userId }
    return saved.change(ctx, request, decided, 'refuse')
  })
}
