import type { Context } from '@vetgraph/kit/context'
import { groupLoaderOf } from '@vetgraph/kit/refs'
import { among, type Places, statement } from '@vetgraph/kit/statement'
import { desc, eq, sql } from 'drizzle-orm'
import { pets } from './pet.table.ts'
import { type WeightRow, weights } from './weight.table.ts'

export const weightColumns = {
  table: weights,
  type: 'Weight',
  always: ['id', 'grams', 'measuredAt'],
  takes: { value: [], unit: [] },
} as const

/** A pet's weight that was measured last, whenever it was typed (PT3). */
export const isCurrentWeight = eq(
  weights.id,
  sql`(select w.id from ${weights} w where w.pet_id = ${pets.id} order by w.measured_at desc, w.id desc limit 1)`,
)

const currentWeights = statement((db, { petIds }: Places<{ petIds: readonly string[] }>) =>
  db
    .selectDistinctOn([weights.petId])
    .from(weights)
    .where(among(weights.petId, petIds))
    .orderBy(weights.petId, desc(weights.measuredAt), desc(weights.id)),
)

const readCurrentWeights = async (ctx: Context, petIds: readonly string[]) =>
  (await currentWeights(ctx, { petIds })).map((row) => [row.petId, row] as const)

/** The weight measured last, whenever it was typed (PT3); the pet has been shown to the viewer already. */
export async function findWeight(ctx: Context, pet: { id: string; weight?: WeightRow | null }) {
  const [current] =
    pet.weight === undefined ? await groupLoaderOf(ctx, readCurrentWeights).load(pet.id) : [pet.weight]
  return current ? { value: current.grams / 1000, unit: 'kg', measuredAt: current.measuredAt } : null
}
