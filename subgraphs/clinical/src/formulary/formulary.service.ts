import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity } from '@vetgraph/kit/reads/entity'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { requiredText } from '@vetgraph/kit/text'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { getItem } from '../refs/item.service.ts'
import { checkKind } from '../species/species.service.ts'
import { type DrugStopRow, drugStops } from './drug-stop.table.ts'
import { type FormularyDoseRow, formularyDoses } from './formulary-dose.table.ts'
import type { AddDrugStopInput, FormularyDoseFilter, SaveFormularyDoseInput } from './formulary.types.ts'
import { usableSubstance } from './substance.service.ts'

const forStaff = (ctx: Context) => {
  authorize(ctx, 'pet:read')
  return {}
}

const doses = entity({
  table: formularyDoses,
  type: 'FormularyDose',
  always: ['id'],
  takes: {},
  noun: 'dose',
  seen: forStaff,
  visible: () => undefined,
  whole: true,
  from: (db, columns) => db.select(columns).from(formularyDoses).$dynamic(),
})

export const { find: findFormularyDose, get: getFormularyDose } = doses

/** The doses of the formulary by product, for staff. */
export const listFormularyDoses = doses.list({
  wanted: (filter: FormularyDoseFilter | null) => ({
    beginning: filter?.search?.trim() || null,
    speciesId: filter?.speciesId ?? null,
    retired: filter?.includeRetired ? true : null,
  }),
  matching: ({ beginning, speciesId, retired }) =>
    and(
      retired ? undefined : isNull(formularyDoses.retiredAt),
      speciesId ? eq(formularyDoses.speciesId, speciesId) : undefined,
      beginning ? sql`starts_with(${formularyDoses.sortName}, clinical.fold(${beginning}))` : undefined,
    ),
  order: () => ({ key: formularyDoses.sortName, id: formularyDoses.id, direction: 'asc' }),
})

const stops = entity({
  table: drugStops,
  type: 'DrugStop',
  always: ['id'],
  takes: {},
  noun: 'stop',
  seen: forStaff,
  visible: () => undefined,
  whole: true,
  from: (db, columns) => db.select(columns).from(drugStops).$dynamic(),
})

/** The stops of the formulary, in the order in which they were entered, for staff. */
export const listDrugStops = stops.list({
  wanted: () => ({}),
  matching: () => undefined,
  order: () => ({ key: drugStops.id, id: drugStops.id, direction: 'asc' }),
})

const maxNumber = 1_000_000

function thousandths(field: string, value: number, min = 1): number {
  const number = thousandthsIn(field, value)
  if (number < min) throw badInput(field, min === 0 ? 'This cannot be negative.' : 'This is more than 0.')
  if (value > maxNumber) throw badInput(field, `At most ${maxNumber}.`)
  return number
}

const doseValues = (dose: FormularyDoseRow) => ({
  product: dose.product,
  substanceId: dose.substanceId,
  speciesId: dose.speciesId,
  minKilograms: quantityOf(dose.minWeight),
  maxKilograms: dose.maxWeight === null ? null : quantityOf(dose.maxWeight),
  milligramsPerKilogram: quantityOf(dose.rate),
  maxMilligramsPerKilogram: quantityOf(dose.maxRate),
  frequency: dose.frequency,
  milligramsPerUnit: quantityOf(dose.concentration),
  unit: dose.unit,
  divisibleUnit: quantityOf(dose.divisibleUnit),
  retiredAt: dose.retiredAt,
})

function bandOf({ minKilograms, maxKilograms }: SaveFormularyDoseInput) {
  const minWeight = thousandths('minKilograms', minKilograms, 0)
  const maxWeight = maxKilograms == null ? null : thousandths('maxKilograms', maxKilograms)
  if (maxWeight !== null && maxWeight <= minWeight) {
    throw badInput('maxKilograms', 'The band ends above where it begins.')
  }
  return { minWeight, maxWeight }
}

function ratesOf(input: SaveFormularyDoseInput) {
  const rate = thousandths('milligramsPerKilogram', input.milligramsPerKilogram)
  const maxRate = thousandths('maxMilligramsPerKilogram', input.maxMilligramsPerKilogram)
  if (maxRate < rate) throw badInput('maxMilligramsPerKilogram', 'The maximum is not below the dose.')
  return { rate, maxRate }
}

/** Adds or changes how a product is dosed; prescriptions that were made keep what they say. */
export async function saveFormularyDose(
  ctx: Context,
  input: SaveFormularyDoseInput,
): Promise<FormularyDoseRow> {
  authorize(ctx, 'formulary:write')
  const id = await once(ctx, 'saveFormularyDose', input, async (ctx) => {
    const [before] = input.id
      ? await ctx.db
          .select()
          .from(formularyDoses)
          .where(eq(formularyDoses.id, asId(input.id)))
          .for('update')
      : []
    if (input.id && !before) throw notFound('dose', 'id')
    if (before && before.version !== input.version) throw stale(doseValues(before), before.version)
    const substance = await usableSubstance(ctx, input.substanceId, 'substanceId')
    await checkKind(ctx, input.speciesId, null)
    const values = {
      product: requiredText('product', input.product),
      itemId: input.itemId ? (await getItem(ctx, input.itemId, 'itemId')).id : null,
      substanceId: substance.id,
      speciesId: input.speciesId,
      ...bandOf(input),
      ...ratesOf(input),
      frequency: requiredText('frequency', input.frequency),
      concentration: thousandths('milligramsPerUnit', input.milligramsPerUnit),
      unit: requiredText('unit', input.unit, 50),
      divisibleUnit: thousandths('divisibleUnit', input.divisibleUnit),
      retiredAt: input.retired ? (before?.retiredAt ?? ctx.now()) : null,
      version: (before?.version ?? 0) + 1,
    }
    const [after] = before
      ? await ctx.db.update(formularyDoses).set(values).where(eq(formularyDoses.id, before.id)).returning()
      : await ctx.db
          .insert(formularyDoses)
          .values({ id: newId(), ...values })
          .returning()
    await audit(ctx, before ? 'formulary-dose.update' : 'formulary-dose.create', {
      entity: 'FormularyDose',
      entityId: after!.id,
      before: before && doseValues(before),
      after: doseValues(after!),
    })
    return after!.id
  })
  return getFormularyDose(ctx, id)
}

/** Adds a stop: a substance that a species, or whoever has another substance, must not have. */
export async function addDrugStop(ctx: Context, input: AddDrugStopInput): Promise<DrugStopRow> {
  authorize(ctx, 'formulary:write')
  const id = await once(ctx, 'addDrugStop', input, async (ctx) => {
    if (!input.speciesId === !input.otherSubstanceId) {
      throw badInput('speciesId', 'Name a species or another substance, one of the two.')
    }
    const one = await usableSubstance(ctx, input.substanceId, 'substanceId')
    const other = input.otherSubstanceId
      ? await usableSubstance(ctx, input.otherSubstanceId, 'otherSubstanceId')
      : null
    if (other?.id === one.id) throw badInput('otherSubstanceId', 'Name another substance.')
    if (input.speciesId) await checkKind(ctx, input.speciesId, null)
    const [first, second] = other && other.id < one.id ? [other.id, one.id] : [one.id, other?.id ?? null]
    const [stop] = await ctx.db
      .insert(drugStops)
      .values({
        id: newId(),
        substanceId: first,
        speciesId: input.speciesId ?? null,
        otherSubstanceId: second,
        reason: requiredText('reason', input.reason),
      })
      .returning()
    await audit(ctx, 'drug-stop.add', { entity: 'DrugStop', entityId: stop!.id, after: stop })
    return stop!.id
  })
  return stops.get(ctx, id)
}

/** Takes a stop out of the formulary; the audit keeps it. Answers whether it was there. */
export async function removeDrugStop(ctx: Context, id: string): Promise<boolean> {
  authorize(ctx, 'formulary:write')
  return transact(ctx, async (ctx) => {
    const [stop] = await ctx.db
      .delete(drugStops)
      .where(eq(drugStops.id, asId(id)))
      .returning()
    if (stop) await audit(ctx, 'drug-stop.remove', { entity: 'DrugStop', entityId: stop.id, before: stop })
    return stop !== undefined
  })
}
