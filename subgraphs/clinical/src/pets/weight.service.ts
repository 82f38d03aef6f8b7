import type { Context } from '@vetgraph/kit/context'
import { groupLoaderOf } from '@vetgraph/kit/refs'
import { among, type Places, statement } from '@vetgraph/kit/statement'
import { desc } from 'drizzle-orm'
import { weights } from './weight.table.ts'

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
export async function findWeight(ctx: Context, petId: string) {
  const [current] = await groupLoaderOf(ctx, readCurrentWeights).load(petId)
  return current ? { value: current.grams / 1000, unit: 'kg', measuredAt: current.measuredAt } : null
}
