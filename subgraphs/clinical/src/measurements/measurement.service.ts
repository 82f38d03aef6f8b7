import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { requiredText } from '@vetgraph/kit/text'
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { getPet, lockPet, type PetShown } from '../pets/pet.service.ts'
import { weightShown } from '../pets/weight.service.ts'
import { type WeightRow, weights } from '../pets/weight.table.ts'
import { getSpecies } from '../species/species.service.ts'
import {
  type RecordVitalsInput,
  type RecordWeightInput,
  type RetractMeasurementInput,
  WeightUnit,
} from './measurement.types.ts'
import { seriesOf } from './series.ts'
import { type VitalsRow, vitals } from './vitals.table.ts'
import { checkTime } from './time.check.ts'
import { checkJump, checkPlausible, weightOf } from './weight.check.ts'

const maxReason = 1000

const weightsOf = seriesOf<WeightRow>({
  table: weights,
  at: weights.measuredAt,
  timeOf: ({ measuredAt }) => measuredAt,
  shown: () => isNull(weights.retractedAt),
})

/** A pet's weights as they were read, whoever may see the pet. */
export async function listWeights(...args: Parameters<typeof weightsOf>) {
  const page = await weightsOf(...args)
  return { ...page, rows: page.rows.map(weightShown) }
}

const vitalsOf = seriesOf<VitalsRow>({
  table: vitals,
  at: vitals.measuredAt,
  timeOf: ({ measuredAt }) => measuredAt,
  shown: (ctx): SQL | undefined =>
    and(isNull(vitals.retractedAt), can(ctx.viewer, 'medical-record:read') ? undefined : sql`false`),
})

/**
 * A pet's vital signs, for those who read medical records: an owner is shown what is released (P1). That staff
 * opened the chart stands in the audit (C1).
 */
export async function listVitals(...[ctx, petId, args]: Parameters<typeof vitalsOf>) {
  const page = await vitalsOf(ctx, petId, args)
  await noteChartOpened(ctx, petId)
  return page
}

/** Keeps a weight; the current one is that measured last, whenever it is typed (PT3). */
export async function recordWeight(ctx: Context, input: RecordWeightInput): Promise<PetShown> {
  const { userId } = authorize(ctx, 'pet:write')
  const petId = await once(ctx, 'recordWeight', input, async (ctx) => {
    const pet = await lockPet(ctx, input.petId, 'petId')
    const measuredAt = input.measuredAt ?? ctx.now()
    const weight = weightOf(input.value, input.unit ?? WeightUnit.KG)
    await checkTime(ctx, pet, measuredAt, 'measuredAt')
    const patient = { ...pet, species: await getSpecies(ctx, pet.speciesId) }
    checkPlausible(patient, weight.grams, measuredAt)
    const [last] = await ctx.db
      .select()
      .from(weights)
      .where(and(eq(weights.petId, pet.id), isNull(weights.retractedAt)))
      .orderBy(desc(weights.measuredAt), desc(weights.id))
      .limit(1)
    if (!input.confirmed) checkJump(patient, weight.grams, measuredAt, last ?? null)
    const [row] = await ctx.db
      .insert(weights)
      .values({ id: newId(), petId: pet.id, ...weight, measuredAt, enteredAt: ctx.now(), enteredBy: userId })
      .returning()
    const { value, unit } = weightShown(row!)
    await audit(ctx, 'weight.record', {
      entity: 'Pet',
      entityId: pet.id,
      after: { weight: value, unit, measuredAt, confirmed: input.confirmed ?? false },
    })
    await signalPet(ctx, pet)
    return pet.id
  })
  return getPet(ctx, petId)
}

function within(field: string, value: number | null | undefined, min: number, max: number): number | null {
  if (value === null || value === undefined) return null
  if (value < min || value > max) throw badInput(field, `This is between ${min} and ${max}.`)
  return value
}

function tenthsOf(temperature: number | null): number | null {
  const tenths = temperature === null ? null : Math.round(temperature * 10)
  if (temperature !== null && tenths! / 10 !== temperature)
    throw badInput('temperature', 'At most one decimal.')
  return tenths
}

/** Keeps vital signs that were measured together. */
export async function recordVitals(ctx: Context, input: RecordVitalsInput): Promise<PetShown> {
  const { userId } = authorize(ctx, 'medical-record:write')
  const petId = await once(ctx, 'recordVitals', input, async (ctx) => {
    const pet = await lockPet(ctx, input.petId, 'petId')
    const measuredAt = input.measuredAt ?? ctx.now()
    await checkTime(ctx, pet, measuredAt, 'measuredAt')
    const signs = {
      temperature: tenthsOf(within('temperature', input.temperature, 20, 45)),
      heartRate: within('heartRate', input.heartRate, 1, 1000),
      respiratoryRate: within('respiratoryRate', input.respiratoryRate, 1, 500),
      painScore: within('painScore', input.painScore, 0, 4),
      bodyConditionScore: within('bodyConditionScore', input.bodyConditionScore, 1, 9),
    }
    if (Object.values(signs).every((sign) => sign === null)) {
      throw badInput('temperature', 'Enter at least one vital sign.')
    }
    await ctx.db
      .insert(vitals)
      .values({ id: newId(), petId: pet.id, ...signs, measuredAt, enteredAt: ctx.now(), enteredBy: userId })
    await audit(ctx, 'vitals.record', {
      entity: 'Pet',
      entityId: pet.id,
      after: { ...signs, temperature: input.temperature ?? null, measuredAt },
    })
    await signalPet(ctx, pet)
    return pet.id
  })
  return getPet(ctx, petId)
}

/** Takes back what was entered in error: it stays in the database with the reason and counts no longer. */
export async function retractMeasurement(ctx: Context, input: RetractMeasurementInput): Promise<PetShown> {
  const viewer = authorize(ctx, 'pet:write')
  const reason = requiredText('reason', input.reason, maxReason)
  const id = asId(input.id)
  const petId = await transact(ctx, async (ctx) => {
    const [weight] = await ctx.db.select().from(weights).where(eq(weights.id, id))
    const [signs] = weight ? [] : await ctx.db.select().from(vitals).where(eq(vitals.id, id))
    const known = weight ?? signs
    if (!known) throw notFound('measurement', 'id')
    if (signs) authorize(ctx, 'medical-record:write')
    const pet = await lockPet(ctx, known.petId, 'id')
    const table = weight ? weights : vitals
    const retracted = await ctx.db
      .update(table)
      .set({ retractedAt: ctx.now(), retractedBy: viewer.userId, retractionReason: reason })
      .where(and(eq(table.id, id), isNull(table.retractedAt)))
      .returning({ id: table.id })
    if (retracted.length === 0) return pet.id
    await audit(ctx, weight ? 'weight.retract' : 'vitals.retract', {
      entity: 'Pet',
      entityId: pet.id,
      before: weight ? { weight: weightShown(weight).value, unit: weightShown(weight).unit } : signs,
      after: { reason },
    })
    await signalPet(ctx, pet)
    return pet.id
  })
  return getPet(ctx, petId)
}
