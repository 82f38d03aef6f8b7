import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { eq } from 'drizzle-orm'
import { getSpecies, maxSpecies } from './species.service.ts'
import { species, type SpeciesRow } from './species.table.ts'
import type { CreateSpeciesInput, UpdateSpeciesInput } from './species.types.ts'
import { synonymsOf, termAfter, valuesOf } from './term.ts'

const saved = writing({ table: species, type: 'Species', noun: 'species', values: valuesOf })

/** Adds a kind of animal that the hospital treats. */
export async function createSpecies(ctx: Context, input: CreateSpeciesInput): Promise<SpeciesRow> {
  authorize(ctx, 'species:write')
  const id = await once(ctx, 'createSpecies', input, async (ctx) => {
    if ((await ctx.db.$count(species)) >= maxSpecies) throw badInput('name', `At most ${maxSpecies} species.`)
    const { name, synonyms } = input
    return (await saved.add(ctx, { name, synonyms: synonymsOf(synonyms) })).id
  })
  return getSpecies(ctx, id)
}

/** Changes a species; retired ones are kept by the patients that have them (PT8). */
export async function updateSpecies(ctx: Context, input: UpdateSpeciesInput): Promise<SpeciesRow> {
  authorize(ctx, 'species:write')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(species).where(eq(species.id, input.id)).for('update')
    if (!before) throw notFound('species', 'id')
    if (before.version !== input.version) throw stale(valuesOf(before), before.version)
    return saved.change(ctx, before, {
      ...changesOf(species, input, ['name']),
      ...termAfter(ctx, before, input),
    })
  })
}
