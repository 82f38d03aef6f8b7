import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { issuerOf, microchipNumber } from './microchip.number.ts'
import { type MicrochipRow, microchips } from './microchip.table.ts'
import { type PetRow, pets, PetStatus } from './pet.table.ts'

const maxChips = 10

const microchipsOf = statement((db, { petIds }: Places<{ petIds: readonly string[] }>) =>
  db.select().from(microchips).where(among(microchips.petId, petIds)).orderBy(asc(microchips.position)),
)

const readMicrochips = async (ctx: Context, petIds: readonly string[]) =>
  (await microchipsOf(ctx, { petIds })).map((row) => [row.petId, row] as const)

/** A pet's microchips in the order they were given; the pet has been shown to the viewer already. */
export async function listMicrochips(ctx: Context, petId: string) {
  const rows = await groupLoaderOf(ctx, readMicrochips).load(petId)
  return rows.map(({ number }) => ({ number, issuer: issuerOf(number) }))
}

/** Living pets other than this one that bear one of the numbers. */
const bearersOf = (ctx: Context, numbers: readonly string[], petId: string) =>
  ctx.db
    .select({ id: pets.id, name: pets.name, microchip: microchips.number })
    .from(microchips)
    .innerJoin(pets, eq(pets.id, microchips.petId))
    .where(
      and(inArray(microchips.number, [...numbers]), eq(microchips.living, true), ne(microchips.petId, petId)),
    )
    .orderBy(asc(microchips.shared), asc(pets.name))

/**
 * Gives the pet exactly these microchips. A number that another living pet bears is a CONFLICT that
 * leads to that pet, unless whoever enters it insists (PT1); two desks at once are told alike.
 */
export async function setMicrochips(
  ctx: Context,
  pet: PetRow,
  texts: readonly string[],
  allowDuplicate: boolean,
): Promise<string[]> {
  const numbers = [...new Set(texts.map((text) => microchipNumber('microchips', text)))]
  if (numbers.length > maxChips) throw badInput('microchips', `At most ${maxChips} microchips.`)
  const before = (await readMicrochips(ctx, [pet.id])).map(([, row]) => row)
  const had = new Map(before.map((row) => [row.number, row]))
  const added = numbers.filter((number) => !had.has(number)).sort()
  for (const number of added) await lockFor(ctx, `microchip ${number}`)
  const bearers =
    added.length > 0 && pet.status !== PetStatus.DECEASED ? await bearersOf(ctx, added, pet.id) : []
  const [first] = bearers
  if (first && !allowDuplicate) {
    throw conflict(`${first.name} already has the microchip ${first.microchip}.`, {
      field: 'microchips',
      existingPetId: first.id,
      existingPets: bearers,
    })
  }
  const unchanged = numbers.join() === before.map((row) => row.number).join()
  if (unchanged) return numbers
  const taken = new Set(bearers.map(({ microchip }) => microchip))
  await ctx.db.delete(microchips).where(eq(microchips.petId, pet.id))
  if (numbers.length > 0) {
    await ctx.db.insert(microchips).values(
      numbers.map((number, position): typeof microchips.$inferInsert => ({
        petId: pet.id,
        number,
        position,
        shared: had.get(number)?.shared ?? taken.has(number),
      })),
    )
  }
  return numbers
}

export const numbersOf = async (ctx: Context, petId: string): Promise<string[]> =>
  (await readMicrochips(ctx, [petId])).map(([, { number }]: readonly [string, MicrochipRow]) => number)
