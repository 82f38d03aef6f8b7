import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { optionalText, requiredText } from '@vetgraph/kit/text'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { type SubstanceRow, substances } from './substance.table.ts'
import type { SaveSubstanceInput, SubstanceFilter } from './substance.types.ts'

/** The names of substances are no secret: an owner reads them on the pet's allergies and prescriptions. */
const reading = entity({
  table: substances,
  type: 'Substance',
  always: ['id'],
  takes: {},
  noun: 'substance',
  seen: (ctx) => {
    requireViewer(ctx)
    return {}
  },
  visible: () => undefined,
  whole: true,
  from: (db, columns) => db.select(columns).from(substances).$dynamic(),
})

export const { read: readSubstances, find: findSubstance, get: getSubstance } = reading

const list = reading.list({
  wanted: (filter: SubstanceFilter | null) => ({
    beginning: filter?.search?.trim() || null,
    retired: filter?.includeRetired ? true : null,
  }),
  matching: ({ beginning, retired }) =>
    and(
      retired ? undefined : isNull(substances.retiredAt),
      beginning ? sql`starts_with(${substances.sortName}, clinical.fold(${beginning}))` : undefined,
    ),
  order: () => ({ key: substances.sortName, id: substances.id, direction: 'asc' }),
})

/** Substances by name. */
export function listSubstances(...[ctx, args, filter]: Parameters<typeof list>) {
  authorize(ctx, 'pet:read')
  return list(ctx, args, filter)
}

const valuesOf = ({ name, family, retiredAt }: SubstanceRow) => ({ name, family, retiredAt })

/** A substance that may be chosen anew: known and not retired. */
export async function usableSubstance(ctx: Context, id: string, field: string): Promise<SubstanceRow> {
  const substance = await findSubstance(ctx, id)
  if (!substance) throw notFound('substance', field)
  if (substance.retiredAt) throw badInput(field, `${substance.name} is no longer in use.`)
  return substance
}

/** Adds or changes a substance; a retired one stays on what names it and is offered no longer. */
export async function saveSubstance(ctx: Context, input: SaveSubstanceInput): Promise<SubstanceRow> {
  authorize(ctx, 'formulary:write')
  const id = await once(ctx, 'saveSubstance', input, async (ctx) => {
    const [before] = input.id
      ? await ctx.db
          .select()
          .from(substances)
          .where(eq(substances.id, asId(input.id)))
          .for('update')
      : []
    if (input.id && !before) throw notFound('substance', 'id')
    if (before && before.version !== input.version) throw stale(valuesOf(before), before.version)
    const values = {
      name: requiredText('name', input.name),
      family: optionalText('family', input.family),
      retiredAt: input.retired ? (before?.retiredAt ?? ctx.now()) : null,
      version: (before?.version ?? 0) + 1,
    }
    const [after] = before
      ? await ctx.db.update(substances).set(values).where(eq(substances.id, before.id)).returning()
      : await ctx.db
          .insert(substances)
          .values({ id: newId(), ...values })
          .returning()
    await audit(ctx, before ? 'substance.update' : 'substance.create', {
      entity: 'Substance',
      entityId: after!.id,
      before: before && valuesOf(before),
      after: valuesOf(after!),
    })
    return after!.id
  })
  return getSubstance(ctx, id)
}
