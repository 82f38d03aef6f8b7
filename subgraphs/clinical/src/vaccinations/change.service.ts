import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound, stale } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { maxNote, maxReason, optionalText, requiredText } from '@vetgraph/kit/text'
import { eq } from 'drizzle-orm'
import { lockPet } from '../pets/pet.service.ts'
import type { PetRow } from '../pets/pet.table.ts'
import { computeDues } from './due.service.ts'
import { overrideOf, vaccinationFacts } from './give.service.ts'
import type { RetractVaccinationInput, UpdateVaccinationInput } from './vaccination.inputs.ts'
import { signalVaccination, vaccinationValues } from './vaccination.service.ts'
import { VaccinationKind, type VaccinationRow, vaccinations } from './vaccination.table.ts'

const maxTag = 50

interface Locked {
  pet: PetRow
  before: VaccinationRow
}

/** The entry and its patient, kept from others; only one that holds and is as the caller has seen it can change. */
async function lock(ctx: Context, { id, version }: { id: string; version: number }): Promise<Locked> {
  const [known] = await ctx.db
    .select({ petId: vaccinations.petId, locationId: vaccinations.locationId })
    .from(vaccinations)
    .where(eq(vaccinations.id, asId(id)))
  if (!known) throw notFound('vaccination', 'id')
  authorize(ctx, 'vaccination:write', known.locationId)
  const pet = await lockPet(ctx, known.petId, 'id')
  const [before] = await ctx.db
    .select()
    .from(vaccinations)
    .where(eq(vaccinations.id, asId(id)))
    .for('update')
  if (before!.version !== version) throw stale(vaccinationValues(before!), before!.version)
  if (before!.retractedAt) throw conflict('This was retracted already.', { field: 'id' })
  return { pet, before: before! }
}

async function write(
  ctx: Context,
  action: string,
  { pet, before }: Locked,
  change: Partial<VaccinationRow>,
): Promise<VaccinationRow> {
  const [row] = await ctx.db
    .update(vaccinations)
    .set({ ...change, version: before.version + 1, updatedAt: ctx.now() })
    .where(eq(vaccinations.id, before.id))
    .returning()
  await computeDues(ctx, pet, before.protocolIds)
  await audit(ctx, action, {
    entity: 'Vaccination',
    entityId: before.id,
    before: vaccinationValues(before),
    after: vaccinationValues(row!),
  })
  await signalVaccination(ctx, pet)
  return row!
}

/** Notes an adverse reaction, the site, the tag, or another day for the next dose. What was given stays. */
export async function updateVaccination(
  ctx: Context,
  input: UpdateVaccinationInput,
): Promise<VaccinationRow> {
  authorize(ctx, 'vaccination:write')
  return transact(ctx, async (ctx) => {
    const locked = await lock(ctx, input)
    const { before } = locked
    if (before.kind === VaccinationKind.DECLINED) {
      throw badInput('id', 'Nothing about a declined vaccination can change; retract it.')
    }
    return write(ctx, 'vaccination.update', locked, {
      adverseReaction:
        input.adverseReaction === undefined
          ? before.adverseReaction
          : optionalText('adverseReaction', input.adverseReaction, maxNote),
      site: input.site === undefined ? before.site : optionalText('site', input.site),
      tagNumber:
        input.tagNumber === undefined ? before.tagNumber : optionalText('tagNumber', input.tagNumber, maxTag),
      ...(input.nextDueOn === undefined ? {} : overrideOf(input, before.givenOn)),
    })
  })
}

/** Marks a vaccination as entered in error: it stays visible, and what was due before it is due again (MR2). */
export async function retractVaccination(
  ctx: Context,
  input: RetractVaccinationInput,
): Promise<VaccinationRow> {
  const { userId } = authorize(ctx, 'vaccination:write')
  return transact(ctx, async (ctx) => {
    const locked = await lock(ctx, input)
    const row = await write(ctx, 'vaccination.retract', locked, {
      retractedAt: ctx.now(),
      retractedBy: userId,
      retractionReason: requiredText('reason', input.reason, maxReason),
    })
    const facts = vaccinationFacts(locked.pet, row)
    if (facts) await emit(ctx, 'vaccination.retracted', row.id, { ...facts, reason: row.retractionReason! })
    return row
  })
}
