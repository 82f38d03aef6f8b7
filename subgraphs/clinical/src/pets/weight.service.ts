import type { Context } from '@vetgraph/kit/context'
import { quantityOf } from '@vetgraph/kit/money'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { pets } from './pet.table.ts'
import { type WeightRow, weights } from './weight.table.ts'

export const weightColumns = {
  table: weights,
  type: 'Weight',
  always: ['id', 'grams', 'pounds', 'measuredAt'],
  takes: { value: [], unit: [] },
} as const

/** A pet's weight that was measured last, whenever it was typed (PT3). */
export const isCurrentWeight = eq(
  weights.id,
  sql`(select w.id from ${weights} w where w.pet_id = ${pets.id} and w.retracted_at is null order by w.measured_at desc, w.id desc limit 1)`,
)

const currentWeights = statement((db, { petIds }: Places<{ petIds: readonly string[] }>) =>
  db
    .selectDistinctOn([weights.petId])
    .from(weights)
    .where(and(among(weights.petId, petIds), isNull(weights.retractedAt)))
    .orderBy(weights.petId, desc(weights.measuredAt), desc(weights.id)),
)

const readCurrentWeights = async (ctx: Context, petIds: readonly string[]) =>
  (await currentWeights(ctx, { petIds })).map((row) => [row.petId, row] as const)

/** The weight measured last, as it is kept. */
export const currentWeight = async (ctx: Context, petId: string): Promise<WeightRow | null> =>
  (await currentWeights(ctx, { petIds: [petId] }))[0] ?? null

/** A weight as it was read: in pounds or in kilograms. */
export const weightShown = ({ id, grams, pounds, measuredAt }: WeightRow) => ({
  id,
  value: quantityOf(pounds ?? grams),
  unit: pounds === null ? 'kg' : 'lb',
  measuredAt,
})

/** The weight measured last, whenever it was typed (PT3); the pet has been shown to the viewer already. */
export async function findWeight(ctx: Context, pet: { id: string; weight?: WeightRow | null }) {
  const [current] =
    pet.weight === undefined ? await groupLoaderOf(ctx, readCurrentWeights).load(pet.id) : [pet.weight]
  return current ? weightShown(current) : null
}
