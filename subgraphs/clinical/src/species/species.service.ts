import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { asc, isNull } from 'drizzle-orm'
import { type BreedRow, breeds, species, type SpeciesRow } from './species.table.ts'

export const speciesColumns = {
  table: species,
  type: 'Species',
  always: ['id'],
  takes: { breeds: [], retired: ['retiredAt'] },
} as const

export const breedColumns = {
  table: breeds,
  type: 'Breed',
  always: ['id'],
  takes: { retired: ['retiredAt'] },
} as const

export const maxSpecies = 500
export const maxBreeds = 1000

type Ids = Places<{ ids: readonly string[] }>

const speciesById = statement((db, { ids }: Ids) => db.select().from(species).where(among(species.id, ids)))

const readSpecies = async (ctx: Context, ids: readonly string[]) =>
  (await speciesById(ctx, { ids })).map((row) => [row.id, row] as const)

const breedsById = statement((db, { ids }: Ids) => db.select().from(breeds).where(among(breeds.id, ids)))

const readBreeds = async (ctx: Context, ids: readonly string[]) =>
  (await breedsById(ctx, { ids })).map((row) => [row.id, row] as const)

const breedsOfSpecies = statement((db, { ids }: Ids) =>
  db.select().from(breeds).where(among(breeds.speciesId, ids)).orderBy(asc(breeds.name)),
)

const readBreedsOfSpecies = async (ctx: Context, ids: readonly string[]) =>
  (await breedsOfSpecies(ctx, { ids })).map((row) => [row.speciesId, row] as const)

/** The kinds of animals that can be picked, by name; open to everyone who is signed in. */
export function listSpecies(ctx: Context, withRetired: boolean): Promise<SpeciesRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(species)
    .where(withRetired ? undefined : isNull(species.retiredAt))
    .orderBy(asc(species.name))
    .limit(maxSpecies)
}

/** A species that a pet has, retired or not (PT8). */
export async function getSpecies(ctx: Context, id: string): Promise<SpeciesRow> {
  const [row] = await groupLoaderOf(ctx, readSpecies).load(id)
  if (!row) throw new Error(`species ${id} is missing`)
  return row
}

/** A breed that a pet has, retired or not (PT8). */
export async function findBreed(ctx: Context, id: string | null): Promise<BreedRow | null> {
  return id === null ? null : ((await groupLoaderOf(ctx, readBreeds).load(id))[0] ?? null)
}

/** A species' breeds by name; there are never more than `maxBreeds`. */
export async function listBreeds(ctx: Context, speciesId: string, withRetired: boolean): Promise<BreedRow[]> {
  const all = await groupLoaderOf(ctx, readBreedsOfSpecies).load(speciesId)
  return withRetired ? all : all.filter(({ retiredAt }) => retiredAt === null)
}

/** Refuses a species or breed that is unknown, retired, or of another species. */
export async function checkKind(ctx: Context, speciesId: string, breedId: string | null) {
  const [kind] = await groupLoaderOf(ctx, readSpecies).load(speciesId)
  if (!kind) throw badInput('speciesId', 'There is no such species.')
  if (kind.retiredAt) throw badInput('speciesId', `${kind.name} is no longer in use.`)
  const breed = await findBreed(ctx, breedId)
  if (breedId !== null && breed?.speciesId !== speciesId) {
    throw badInput('breedId', `There is no such breed of ${kind.name.toLowerCase()}.`)
  }
  if (breed?.retiredAt) throw badInput('breedId', `${breed.name} is no longer in use.`)
}
