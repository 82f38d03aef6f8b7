import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { requiredText } from '@vetgraph/kit/text'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { allAlertsOf } from '../alerts/pet-alert.service.ts'
import { freshWeight, maxQuantityOf } from '../formulary/dose.ts'
import { drugStops } from '../formulary/drug-stop.table.ts'
import type { FormularyDoseRow } from '../formulary/formulary-dose.table.ts'
import { getFormularyDose } from '../formulary/formulary.service.ts'
import { usableSubstance } from '../formulary/substance.service.ts'
import { type SubstanceRow, substances } from '../formulary/substance.table.ts'
import { readPet } from '../pets/pet.service.ts'
import type { PetRow } from '../pets/pet.table.ts'
import { currentWeight } from '../pets/weight.service.ts'
import { type Override, prescriptions, PrescriptionStopKind } from './prescription.table.ts'
import type { MedicineInput, OverrideInput } from './prescription.inputs.ts'
import type { PrescriptionStop } from './prescription.types.ts'

const maxReason = 1000
const maxQuantity = 1_000_000

/** A quantity of a prescription in thousandths. */
export function amountOf(field: string, value: number): number {
  const amount = thousandthsIn(field, value)
  if (amount <= 0) throw badInput(field, 'This is more than 0.')
  if (value > maxQuantity) throw badInput(field, `At most ${maxQuantity}.`)
  return amount
}

/** What is prescribed, as far as stops go by it. */
export interface Medicine {
  pet: PetRow
  substance: SubstanceRow
  formulary: FormularyDoseRow | null
  /** In thousandths of the unit, at a time. */
  dose: number | null
}

/** The medicine that an input names: by a dose of the formulary, or by its substance alone. */
export async function medicineOf(ctx: Context, pet: PetRow, input: MedicineInput): Promise<Medicine> {
  const formulary = input.formularyDoseId
    ? await getFormularyDose(ctx, input.formularyDoseId, 'formularyDoseId')
    : null
  const substanceId = formulary?.substanceId ?? input.substanceId
  if (!substanceId) throw badInput('substanceId', 'Name the substance, or a dose of the formulary.')
  if (formulary?.retiredAt) throw badInput('formularyDoseId', 'This dose is no longer in use.')
  if (formulary && formulary.speciesId !== pet.speciesId) {
    throw badInput('formularyDoseId', 'This dose is for another species.')
  }
  return {
    pet,
    substance: await usableSubstance(ctx, substanceId, 'substanceId'),
    formulary,
    dose: input.dose == null ? null : amountOf('dose', input.dose),
  }
}

const { ALLERGY, SPECIES, MAX_DOSE, INTERACTION } = PrescriptionStopKind

async function allergies(ctx: Context, { pet, substance }: Medicine): Promise<PrescriptionStop[]> {
  const alerts = (await allAlertsOf(ctx, pet.id)).filter(({ substanceId }) => substanceId !== null)
  if (alerts.length === 0) return []
  const known = await ctx.db
    .select({ id: substances.id, family: substances.family })
    .from(substances)
    .where(
      inArray(
        substances.id,
        alerts.map(({ substanceId }) => substanceId!),
      ),
    )
  const families = new Map(known.map(({ id, family }) => [id, family]))
  return alerts
    .filter(
      ({ substanceId }) =>
        substanceId === substance.id ||
        (substance.family !== null && families.get(substanceId!) === substance.family),
    )
    .map(({ id, text }) => ({ id: `${ALLERGY}:${id}`, kind: ALLERGY, message: `${pet.name}: ${text}` }))
}

async function forbidden(ctx: Context, { pet, substance }: Medicine): Promise<PrescriptionStop[]> {
  const rows = await ctx.db
    .select()
    .from(drugStops)
    .where(and(eq(drugStops.substanceId, substance.id), eq(drugStops.speciesId, pet.speciesId)))
  return rows.map(({ id, reason }) => ({
    id: `${SPECIES}:${id}`,
    kind: SPECIES,
    message: `${substance.name}: ${reason}`,
  }))
}

async function interactions(
  ctx: Context,
  { pet, substance }: Medicine,
  except: string | null,
): Promise<PrescriptionStop[]> {
  const other = sql`case when ${drugStops.substanceId} = ${substance.id} then ${drugStops.otherSubstanceId} else ${drugStops.substanceId} end`
  const rows = await ctx.db
    .select({ id: prescriptions.id, drug: prescriptions.drug, reason: drugStops.reason })
    .from(prescriptions)
    .innerJoin(drugStops, eq(prescriptions.substanceId, other))
    .where(
      and(
        eq(prescriptions.petId, pet.id),
        isNull(prescriptions.cancelledAt),
        gte(prescriptions.expiresOn, dayOf(ctx.now(), 'UTC')),
        except === null ? undefined : ne(prescriptions.id, except),
        or(
          and(eq(drugStops.substanceId, substance.id), sql`${drugStops.otherSubstanceId} is not null`),
          eq(drugStops.otherSubstanceId, substance.id),
        ),
      ),
    )
    .limit(20)
  return rows.map(({ id, drug, reason }) => ({
    id: `${INTERACTION}:${id}`,
    kind: INTERACTION,
    message: `With ${drug}: ${reason}`,
  }))
}

async function overdose(ctx: Context, { pet, formulary, dose }: Medicine): Promise<PrescriptionStop[]> {
  if (!formulary || dose === null) return []
  const stop = (message: string) => [{ id: MAX_DOSE, kind: MAX_DOSE, message }]
  const current = await currentWeight(ctx, pet.id)
  let max: number
  try {
    max = maxQuantityOf(freshWeight(pet, current, ctx.now()), formulary)
  } catch (error) {
    return stop(`The dose cannot be checked. ${(error as Error).message}`)
  }
  return dose <= max
    ? []
    : stop(`At most ${quantityOf(max)} ${formulary.unit} at a time for ${pet.name}’s weight.`)
}

/** Everything that speaks against a medicine for a pet (MR7). */
export async function stopsOf(
  ctx: Context,
  medicine: Medicine,
  except: string | null,
): Promise<PrescriptionStop[]> {
  return [
    ...(await allergies(ctx, medicine)),
    ...(await forbidden(ctx, medicine)),
    ...(await overdose(ctx, medicine)),
    ...(await interactions(ctx, medicine, except)),
  ]
}

/** The stops with the prescriber's reasons; one without a reason refuses the prescription and lists them all. */
export function overridden(stops: readonly PrescriptionStop[], given: readonly OverrideInput[]): Override[] {
  const reasons = new Map(given.map(({ stopId, reason }) => [stopId, reason]))
  const open = stops.filter(({ id }) => !reasons.has(id))
  if (open.length > 0) {
    throw conflict(open.map(({ message }) => message).join(' '), { field: 'overrides', stops })
  }
  return stops.map(({ id, kind, message }) => ({
    kind,
    message,
    reason: requiredText('overrides', reasons.get(id)!, maxReason),
  }))
}

/** What would speak against a medicine, for a form that shows it while it is filled in. */
export async function findStops(ctx: Context, input: MedicineInput): Promise<PrescriptionStop[]> {
  authorize(ctx, 'prescription:read')
  const pet = await readPet(ctx, input.petId, 'petId')
  return stopsOf(ctx, await medicineOf(ctx, pet, input), null)
}
