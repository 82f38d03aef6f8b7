import { audit } from '@vetgraph/kit/work/audit'
import { checkFirst, type Page, pageFrom, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, stale } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, asc, eq, getTableColumns, inArray, lte, sql } from 'drizzle-orm'
import { announceOwner, lockOwner, ownerValues, saved } from '../owners/owner.service.ts'
import { type OwnerRow, owners } from '../owners/owner.table.ts'
import type { ArchiveOwnerInput, ReactivateOwnerInput } from '../owners/owner.types.ts'
import { visiblePets } from '../pets/pet.service.ts'
import { type PetRow, pets, PetStatus } from '../pets/pet.table.ts'

const present = (includeInactive: boolean) =>
  includeInactive ? undefined : eq(pets.status, PetStatus.ACTIVE)

type ReadFirst = (
  ctx: Context,
  ownerIds: readonly string[],
) => Promise<ReadonlyArray<readonly [string, PetRow]>>

const firstReads = new Map<string, ReadFirst>()

/** Reads the first pets of many households in one statement; one function per size, as loaders are kept by it. */
function readFirstOf(limit: number, includeInactive: boolean): ReadFirst {
  const key = `${limit} ${includeInactive}`
  const known = firstReads.get(key)
  if (known) return known
  const read: ReadFirst = async (ctx, ownerIds) => {
    const ranked = ctx.db
      .select({
        ...getTableColumns(pets),
        household: sql<string>`${owners.id}`.as('household'),
        rank: sql<number>`row_number() over (partition by ${owners.id} order by ${pets.sortName}, ${pets.id})`.as(
          'rank',
        ),
      })
      .from(owners)
      .innerJoin(pets, ownedBy(pets, owners.id))
      .where(and(inArray(owners.id, [...ownerIds]), visiblePets(ctx), present(includeInactive)))
      .as('ranked')
    const rows = await ctx.db.select().from(ranked).where(lte(ranked.rank, limit)).orderBy(asc(ranked.rank))
    return rows.map((row) => [row.household, row] as const)
  }
  firstReads.set(key, read)
  return read
}

/** A household's pets by name; the first page is read for many households at once. */
export async function listPetsOf(
  ctx: Context,
  ownerId: string,
  args: { first: number; after?: string | null },
  includeInactive: boolean,
): Promise<Page<PetRow>> {
  const wanted = and(ownedBy(pets, ownerId), visiblePets(ctx), present(includeInactive))
  const count = () => ctx.db.$count(pets, wanted)
  const keyOf = (row: PetRow) => row.sortName
  if (!args.after) {
    checkFirst(args.first)
    const rows = await groupLoaderOf(ctx, readFirstOf(args.first + 1, includeInactive)).load(ownerId)
    return pageFrom(args, { keyOf, count }, rows)
  }
  return pageOf(args, {
    key: pets.sortName,
    id: pets.id,
    direction: 'asc',
    keyOf,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(pets)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count,
  })
}

/** Archives a client; refused while pets are still active, so that nobody archives a patient unawares. */
export async function archiveOwner(ctx: Context, input: ArchiveOwnerInput): Promise<OwnerRow> {
  authorize(ctx, 'owner:archive')
  return transact(ctx, async (ctx) => {
    const before = await lockOwner(ctx, input.id, 'id')
    if (before.archivedAt) return before
    if (input.version != null && input.version !== before.version) {
      throw stale(ownerValues(before), before.version)
    }
    const active = await ctx.db
      .select({ id: pets.id, name: pets.name })
      .from(pets)
      .where(and(eq(pets.ownerId, before.id), eq(pets.status, PetStatus.ACTIVE)))
      .orderBy(asc(pets.sortName), asc(pets.id))
    if (active.length > 0) {
      const names = active.map(({ name }) => name).join(', ')
      throw conflict(`Archive the pets first: ${names}.`, { field: 'id', pets: active })
    }
    const [owner] = await ctx.db
      .update(owners)
      .set({
        archivedAt: ctx.now(),
        archiveReason: input.reason,
        version: before.version + 1,
        updatedAt: ctx.now(),
      })
      .where(eq(owners.id, before.id))
      .returning()
    await audit(ctx, 'owner.archive', {
      entity: 'Owner',
      entityId: before.id,
      before: ownerValues(before),
      after: { ...ownerValues(owner!), reason: input.reason },
    })
    await announceOwner(ctx, owner!)
    return owner!
  })
}

/** Makes an archived owner a present client again; doing it twice is no error. */
export async function reactivateOwner(ctx: Context, input: ReactivateOwnerInput): Promise<OwnerRow> {
  authorize(ctx, 'owner:archive')
  return transact(ctx, async (ctx) => {
    const before = await lockOwner(ctx, input.id, 'id')
    if (!before.archivedAt) return before
    if (input.version != null && input.version !== before.version) {
      throw stale(ownerValues(before), before.version)
    }
    return saved.change(ctx, before, { archivedAt: null, archiveReason: null }, 'reactivate')
  })
}
