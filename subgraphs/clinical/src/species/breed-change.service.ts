import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { eq } from 'drizzle-orm'
import { checkKind, maxBreeds } from './species.service.ts'
import { type BreedRow, breeds } from './species.table.ts'
import type { CreateBreedInput, UpdateBreedInput } from './species.types.ts'
import { synonymsOf, termAfter, valuesOf } from './term.ts'

const saved = writing({ table: breeds, type: 'Breed', noun: 'breed', values: valuesOf })

/** Adds a breed to a species. */
export async function createBreed(ctx: Context, input: CreateBreedInput): Promise<BreedRow> {
  authorize(ctx, 'species:write')
  const id = await once(ctx, 'createBreed', input, async (ctx) => {
    const { speciesId, name, synonyms } = input
    await checkKind(ctx, speciesId, null)
    const known = await ctx.db.$count(breeds, eq(breeds.speciesId, speciesId))
    if (known >= maxBreeds) throw badInput('name', `At most ${maxBreeds} breeds of a species.`)
    return (await saved.add(ctx, { speciesId, name, synonyms: synonymsOf(synonyms) })).id
  })
  const [breed] = await ctx.db.select().from(breeds).where(eq(breeds.id, id))
  return breed!
}

/** Changes a breed; retired ones are kept by the patients that have them (PT8). */
export async function updateBreed(ctx: Context, input: UpdateBreedInput): Promise<BreedRow> {
  authorize(ctx, 'species:write')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(breeds).where(eq(breeds.id, input.id)).for('update')
    if (!before) throw notFound('breed', 'id')
    if (before.version !== input.version) throw stale(valuesOf(before), before.version)
    return saved.change(ctx, before, {
      ...changesOf(breeds, input, ['name']),
      ...termAfter(ctx, before, input),
    })
  })
}
