import { audit } from '@vetgraph/kit/work/audit'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { emit, type VaccinationFacts } from '@vetgraph/kit/contracts/events'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { maxReason, optionalText, requiredText } from '@vetgraph/kit/text'
import { dayOf } from '@vetgraph/kit/time'
import { checkAlive, lockPet } from '../pets/pet.service.ts'
import type { PetRow } from '../pets/pet.table.ts'
import { visitOf } from '../refs/appointment-ref.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { users } from '../refs/user-ref.service.ts'
import { computeDues } from './due.service.ts'
import type { DeclineVaccinationInput, RecordVaccinationInput } from './vaccination.inputs.ts'
import { getVaccination, signalVaccination, vaccinationValues } from './vaccination.service.ts'
import { VaccinationKind, type VaccinationRow, vaccinations } from './vaccination.table.ts'
import { findProduct, knownProtocols, protocolsOf } from './vaccine.service.ts'

const maxLot = 50

type Entry = typeof vaccinations.$inferInsert

/** A patient who can be vaccinated: one that has died cannot. */
async function lockLiving(ctx: Context, petId: string): Promise<PetRow> {
  const pet = await lockPet(ctx, petId, 'petId')
  checkAlive(pet, 'petId')
  return pet
}

async function todayAt(ctx: Context, locationId: string): Promise<string> {
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  return dayOf(ctx.now(), location.timeZone)
}

function dayGiven(input: RecordVaccinationInput, pet: PetRow, today: string): string {
  const day = input.givenOn ?? today
  if (day > today) throw badInput('givenOn', 'This day has not come yet.')
  if (pet.dateOfBirth !== null && !pet.birthDateEstimated && day < pet.dateOfBirth) {
    throw badInput('givenOn', `${pet.name} was born later.`)
  }
  return day
}

async function visitHere(ctx: Context, input: RecordVaccinationInput): Promise<string | null> {
  const visit = await visitOf(ctx, input)
  if (visit && visit.locationId !== input.locationId)
    throw badInput('appointmentId', 'This is not a visit at this location.')
  return visit?.id ?? null
}

async function vetOf(ctx: Context, viewer: Viewer, input: RecordVaccinationInput): Promise<string | null> {
  if (input.elsewhere) return null
  const id = input.vetId ?? viewer.userId
  const vet = await users.find(ctx, id)
  if (!vet?.isVet || !vet.active) throw badInput('vetId', 'Name the vet who answers for this vaccination.')
  return vet.id
}

/** Which doses it was, by the vaccine, or as somebody says of one that is not in the list. */
async function productOf(ctx: Context, input: RecordVaccinationInput, pet: PetRow) {
  const product = input.productId ? await findProduct(ctx, input.productId) : null
  if (input.productId && !product) throw notFound('vaccine', 'productId')
  if (!product && !input.elsewhere) throw badInput('productId', 'Which vaccine was given?')
  if (product?.retiredAt && !input.elsewhere)
    throw badInput('productId', `${product.name} is no longer in use.`)
  const named = product?.protocolIds ?? (await knownProtocols(ctx, input.protocolIds ?? []))
  const protocolIds = await fitting(ctx, named, pet, product ? 'productId' : 'protocolIds')
  return {
    protocolIds,
    productId: product?.id ?? null,
    productName: product?.name ?? requiredText('productName', input.productName ?? ''),
    maker: product?.maker ?? null,
    route: input.route ?? product?.route ?? null,
    dose: optionalText('dose', input.dose, maxLot) ?? (input.elsewhere ? null : (product?.dose ?? null)),
  }
}

/** Those protocols that are for the patient's species. */
async function fitting(ctx: Context, ids: readonly string[], pet: PetRow, field: string): Promise<string[]> {
  const fit = (await protocolsOf(ctx, ids)).filter(({ speciesId }) => speciesId === pet.speciesId)
  if (fit.length === 0) throw badInput(field, `This is not for the species of ${pet.name}.`)
  return fit.map(({ id }) => id)
}

function lotOf(input: RecordVaccinationInput, givenOn: string) {
  const lot = optionalText('lot', input.lot, maxLot)
  const lotExpiresOn = input.lotExpiresOn ?? null
  if (!input.elsewhere && lot === null) throw badInput('lot', 'The lot number is needed.')
  if (!input.elsewhere && lotExpiresOn === null)
    throw badInput('lotExpiresOn', 'Until when is this lot good?')
  if (!input.elsewhere && lotExpiresOn! < givenOn) {
    throw badInput('lotExpiresOn', `This lot expired on ${lotExpiresOn}.`)
  }
  return { lot, lotExpiresOn }
}

/** Another day for the next dose than the protocol's: only with a reason. */
export function overrideOf(
  { nextDueOn, nextDueReason }: { nextDueOn?: string | null; nextDueReason?: string | null },
  givenOn: string,
) {
  if (nextDueOn == null) {
    if (nextDueReason?.trim()) throw badInput('nextDueOn', 'Which day is it due instead?')
    return { dueOverride: null, dueOverrideReason: null }
  }
  if (nextDueOn <= givenOn) throw badInput('nextDueOn', 'The next dose comes after this one.')
  return {
    dueOverride: nextDueOn,
    dueOverrideReason: requiredText('nextDueReason', nextDueReason ?? '', maxReason),
  }
}

/** What the subgraphs that charge it and keep the stock must know; of what was given here only. */
export function vaccinationFacts(pet: PetRow, row: VaccinationRow): VaccinationFacts | null {
  const { id, version, petId, locationId, appointmentId, vetId, productId, productName, lot, givenOn } = row
  if (row.kind !== VaccinationKind.GIVEN || !vetId || !productId || !productName || !lot) return null
  return {
    id,
    version,
    petId,
    petName: pet.name,
    ownerId: pet.ownerId,
    locationId,
    appointmentId,
    vetId,
    productId,
    productName,
    lot,
    givenOn,
  }
}

async function write(
  ctx: Context,
  viewer: Viewer,
  action: string,
  pet: PetRow,
  entry: Pick<Entry, 'kind' | 'givenOn' | 'locationId' | 'protocolIds'> & Partial<Entry>,
): Promise<VaccinationRow> {
  const [row] = await ctx.db
    .insert(vaccinations)
    .values({
      ...entry,
      id: newId(),
      petId: pet.id,
      enteredBy: viewer.userId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
      version: 1,
    })
    .returning()
  await computeDues(ctx, pet, row!.protocolIds)
  await audit(ctx, action, { entity: 'Vaccination', entityId: row!.id, after: vaccinationValues(row!) })
  await signalVaccination(ctx, pet)
  return row!
}

/**
 * Records a vaccination that was given here or elsewhere (MR8). An expired lot and a dead patient are refused, and the
 * next dose becomes due by the protocol, or on the day that is given with a reason.
 */
export async function recordVaccination(
  ctx: Context,
  input: RecordVaccinationInput,
): Promise<VaccinationRow> {
  const viewer = authorize(ctx, 'vaccination:write', input.locationId)
  const id = await once(ctx, 'recordVaccination', input, async (ctx) => {
    const today = await todayAt(ctx, input.locationId)
    const vetId = await vetOf(ctx, viewer, input)
    const appointmentId = await visitHere(ctx, input)
    const pet = await lockLiving(ctx, input.petId)
    const givenOn = dayGiven(input, pet, today)
    const row = await write(ctx, viewer, 'vaccination.record', pet, {
      kind: input.elsewhere ? VaccinationKind.GIVEN_ELSEWHERE : VaccinationKind.GIVEN,
      givenOn,
      locationId: input.locationId,
      appointmentId,
      vetId,
      ...(await productOf(ctx, input, pet)),
      ...lotOf(input, givenOn),
      site: optionalText('site', input.site),
      tagNumber: optionalText('tagNumber', input.tagNumber, maxLot),
      ...overrideOf(input, givenOn),
    })
    const facts = vaccinationFacts(pet, row)
    if (facts) await emit(ctx, 'vaccination.given', row.id, facts)
    return row.id
  })
  return getVaccination(ctx, id)
}

/** Records that the client declined doses, with the reason: they are no longer listed as due. */
export async function declineVaccination(
  ctx: Context,
  input: DeclineVaccinationInput,
): Promise<VaccinationRow> {
  const viewer = authorize(ctx, 'vaccination:write', input.locationId)
  const id = await once(ctx, 'declineVaccination', input, async (ctx) => {
    const givenOn = await todayAt(ctx, input.locationId)
    const pet = await lockLiving(ctx, input.petId)
    const row = await write(ctx, viewer, 'vaccination.decline', pet, {
      kind: VaccinationKind.DECLINED,
      givenOn,
      locationId: input.locationId,
      protocolIds: await fitting(ctx, await knownProtocols(ctx, input.protocolIds), pet, 'protocolIds'),
      declineReason: requiredText('reason', input.reason, maxReason),
    })
    return row.id
  })
  return getVaccination(ctx, id)
}
