import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { entity, visibleToAll } from '@vetgraph/kit/reads/entity'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, asIdOrNull } from '@vetgraph/kit/reads/refs'
import { optionalText, requiredText } from '@vetgraph/kit/text'
import { and, arrayOverlaps, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { checkKind } from '../species/species.service.ts'
import {
  type VaccinationProtocolRow,
  vaccinationProtocols,
  type VaccineProductRow,
  vaccineProducts,
} from './vaccine.table.ts'
import type {
  SaveVaccinationProtocolInput,
  SaveVaccineProductInput,
  VaccineProductFilter,
} from './vaccine.types.ts'

const maxDiseases = 20
const maxProtocols = 20

/** Everybody who is signed in may know them: they say what a vaccination is. */
const readingProtocols = entity({
  table: vaccinationProtocols,
  type: 'VaccinationProtocol',
  always: ['id'],
  takes: { species: ['speciesId'] },
  noun: 'vaccination protocol',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(vaccinationProtocols).$dynamic(),
})

export const { read: readProtocols, find: findProtocol, get: getProtocol } = readingProtocols

const readingProducts = entity({
  table: vaccineProducts,
  type: 'VaccineProduct',
  always: ['id'],
  takes: { protocols: ['protocolIds'] },
  noun: 'vaccine',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(vaccineProducts).$dynamic(),
})

export const { read: readProducts, find: findProduct } = readingProducts

/** The vaccines by name. */
export const listProducts = readingProducts.list({
  wanted: (filter: VaccineProductFilter | null) => ({
    speciesId: filter?.speciesId ?? null,
    retired: filter?.retired === true ? true : null,
    inUse: (filter ? filter.retired : false) === false ? true : null,
  }),
  matching: (wanted, db) =>
    and(
      wanted.retired ? isNotNull(vaccineProducts.retiredAt) : undefined,
      wanted.inUse ? isNull(vaccineProducts.retiredAt) : undefined,
      wanted.speciesId
        ? arrayOverlaps(
            vaccineProducts.protocolIds,
            sql`array${db
              .select({ id: vaccinationProtocols.id })
              .from(vaccinationProtocols)
              .where(eq(vaccinationProtocols.speciesId, wanted.speciesId))}`,
          )
        : undefined,
    ),
  order: () => ({ key: vaccineProducts.sortName, id: vaccineProducts.id, direction: 'asc' }),
})

/** The protocols of a species, or of all, by species and name: some dozens. */
export function listProtocols(
  ctx: Context,
  speciesId: string | null,
  includeRetired: boolean,
): Promise<VaccinationProtocolRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(vaccinationProtocols)
    .where(
      and(
        speciesId === null ? undefined : eq(vaccinationProtocols.speciesId, speciesId),
        includeRetired ? undefined : isNull(vaccinationProtocols.retiredAt),
      ),
    )
    .orderBy(asc(vaccinationProtocols.speciesId), asc(vaccinationProtocols.name))
}

/** Those of the ids that are protocols, by name. */
export async function protocolsOf(ctx: Context, ids: readonly string[]): Promise<VaccinationProtocolRow[]> {
  const found = await Promise.all(ids.map((id) => findProtocol(ctx, id)))
  return found.flatMap((protocol) => protocol ?? []).sort((a, b) => a.name.localeCompare(b.name))
}

function between(field: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw badInput(field, `From ${least} to ${most}.`)
  return value
}

function scheduleOf(input: SaveVaccinationProtocolInput) {
  const firstDoseWeeks = between('firstDoseWeeks', input.firstDoseWeeks, 0, 520)
  const primaryUntilWeeks = between('primaryUntilWeeks', input.primaryUntilWeeks, firstDoseWeeks, 520)
  return {
    firstDoseWeeks,
    primaryUntilWeeks,
    intervalWeeks: between('intervalWeeks', input.intervalWeeks, 1, 52),
    lateStartDoses: between('lateStartDoses', input.lateStartDoses, 1, 5),
    firstBoosterAgeWeeks:
      input.firstBoosterAgeWeeks == null
        ? null
        : between('firstBoosterAgeWeeks', input.firstBoosterAgeWeeks, primaryUntilWeeks, 520),
    firstBoosterMonths: between('firstBoosterMonths', input.firstBoosterMonths, 1, 120),
    boosterMonths: between('boosterMonths', input.boosterMonths, 1, 120),
  }
}

type Saved = { id: string; version: number; updatedAt: Date }

const valuesOf = ({
  id: _id,
  version: _version,
  updatedAt: _at,
  ...values
}: Saved & Record<string, unknown>) => values

/** Makes a protocol or changes it; what is due already stays as it was computed until the next vaccination. */
export async function saveVaccinationProtocol(
  ctx: Context,
  input: SaveVaccinationProtocolInput,
): Promise<VaccinationProtocolRow> {
  authorize(ctx, 'vaccine:write')
  const id = await once(ctx, 'saveVaccinationProtocol', input, async (ctx) => {
    const before = input.id ? await lockProtocol(ctx, input.id) : null
    if (before && before.version !== input.version) throw stale(valuesOf(before), before.version)
    if (before && before.speciesId !== input.speciesId) {
      throw badInput('speciesId', 'A protocol keeps its species.')
    }
    if (!before) await checkKind(ctx, input.speciesId, null)
    if (input.diseases.length < 1 || input.diseases.length > maxDiseases) {
      throw badInput('diseases', `From 1 to ${maxDiseases}.`)
    }
    const values = {
      speciesId: input.speciesId,
      name: requiredText('name', input.name),
      diseases: input.diseases.map((disease) => requiredText('diseases', disease)),
      importance: input.importance,
      rabies: input.rabies,
      ...scheduleOf(input),
      source: optionalText('source', input.source),
      retiredAt: input.retired ? (before?.retiredAt ?? ctx.now()) : null,
      version: (before?.version ?? 0) + 1,
      updatedAt: ctx.now(),
    }
    const [saved] = before
      ? await ctx.db
          .update(vaccinationProtocols)
          .set(values)
          .where(eq(vaccinationProtocols.id, before.id))
          .returning()
      : await ctx.db
          .insert(vaccinationProtocols)
          .values({ id: newId(), ...values })
          .returning()
    await audit(ctx, 'vaccination-protocol.save', {
      entity: 'VaccinationProtocol',
      entityId: saved!.id,
      before: before && valuesOf(before),
      after: valuesOf(saved!),
    })
    return saved!.id
  })
  return getProtocol(ctx, id)
}

async function lockProtocol(ctx: Context, id: string): Promise<VaccinationProtocolRow> {
  const [protocol] = await ctx.db
    .select()
    .from(vaccinationProtocols)
    .where(eq(vaccinationProtocols.id, asId(id)))
    .for('update')
  if (!protocol) throw notFound('vaccination protocol', 'id')
  return protocol
}

/** Adds a vaccine, changes or retires one. Vaccinations that were given keep what they were given with. */
export async function saveVaccineProduct(
  ctx: Context,
  input: SaveVaccineProductInput,
): Promise<VaccineProductRow> {
  authorize(ctx, 'vaccine:write')
  const id = await once(ctx, 'saveVaccineProduct', input, async (ctx) => {
    const [before] = input.id
      ? await ctx.db
          .select()
          .from(vaccineProducts)
          .where(eq(vaccineProducts.id, asId(input.id)))
          .for('update')
      : []
    if (input.id && !before) throw notFound('vaccine', 'id')
    if (before && before.version !== input.version) throw stale(valuesOf(before), before.version)
    const values = {
      name: requiredText('name', input.name),
      maker: requiredText('maker', input.maker),
      protocolIds: await knownProtocols(ctx, input.protocolIds),
      route: input.route,
      dose: requiredText('dose', input.dose),
      licensedMonths:
        input.licensedMonths == null ? null : between('licensedMonths', input.licensedMonths, 1, 120),
      retiredAt: input.retired ? (before?.retiredAt ?? ctx.now()) : null,
      version: (before?.version ?? 0) + 1,
      updatedAt: ctx.now(),
    }
    const [saved] = before
      ? await ctx.db.update(vaccineProducts).set(values).where(eq(vaccineProducts.id, before.id)).returning()
      : await ctx.db
          .insert(vaccineProducts)
          .values({ id: newId(), ...values })
          .returning()
    await audit(ctx, 'vaccine-product.save', {
      entity: 'VaccineProduct',
      entityId: saved!.id,
      before: before && valuesOf(before),
      after: valuesOf(saved!),
    })
    return saved!.id
  })
  return readingProducts.get(ctx, id)
}

/** The protocols that a vaccine or a declined dose names: known ones, each once. */
export async function knownProtocols(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids.map((id) => asIdOrNull(id)!))]
  if (wanted.length < 1 || wanted.length > maxProtocols) {
    throw badInput('protocolIds', `From 1 to ${maxProtocols}.`)
  }
  const found = await ctx.db
    .select({ id: vaccinationProtocols.id })
    .from(vaccinationProtocols)
    .where(inArray(vaccinationProtocols.id, wanted))
  if (found.length < wanted.length) throw notFound('vaccination protocol', 'protocolIds')
  return wanted.sort()
}
