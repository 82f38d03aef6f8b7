import type { Page } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'

import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { householdOf } from '@vetgraph/kit/access/authorize'
import { householdsOf, ownedBy } from '@vetgraph/kit/access/household'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { and, eq, exists, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { getPet } from '../pets/pet.service.ts'
import { type PetRow, pets } from '../pets/pet.table.ts'
import type { VaccinationChangeFilter, VaccinationFilter } from './vaccination.inputs.ts'
import { VaccinationKind, type VaccinationRow, vaccinations } from './vaccination.table.ts'

export interface VaccinationSignal extends Signal {
  petId: string
  households: string[]
  at: string
}

const topic = 'vaccination'

/** Staff see everything; an owner what holds and was given to the own household's pets (P1, AU4). */
const reading = entity({
  table: vaccinations,
  type: 'Vaccination',
  always: ['id', 'givenOn'],
  takes: {
    pet: ['petId'],
    location: ['locationId'],
    appointment: ['appointmentId'],
    product: ['productId'],
    protocols: ['protocolIds'],
    vet: ['vetId'],
    enteredBy: ['enteredBy'],
  },
  noun: 'vaccination',
  seen: (ctx) => ({ household: householdOf(ctx, 'vaccination:read') }),
  visible: ({ household }, db) =>
    household
      ? and(
          ne(vaccinations.kind, sql.raw(`'${VaccinationKind.DECLINED}'`)),
          isNull(vaccinations.retractedAt),
          exists(
            db
              .select({ id: pets.id })
              .from(pets)
              .where(and(eq(pets.id, vaccinations.petId), ownedBy(pets, household))),
          ),
        )
      : undefined,
  from: (db, columns) => db.select(columns).from(vaccinations).$dynamic(),
})

export const { read: readVaccinations, find: findVaccination, get: getVaccination } = reading

const pageOfVaccinations = reading.list({
  wanted: (filter: VaccinationFilter | null) => ({
    petId: asIdOrNull(filter?.petId),
    kind: filter?.kind ?? null,
    productId: asIdOrNull(filter?.productId),
    lot: filter?.lot ?? null,
    retracted: filter?.retracted === true ? true : null,
    holds: (filter ? filter.retracted : false) === false ? true : null,
  }),
  matching: (wanted) =>
    and(
      wanted.petId ? eq(vaccinations.petId, wanted.petId) : undefined,
      wanted.kind ? eq(vaccinations.kind, wanted.kind) : undefined,
      wanted.productId ? eq(vaccinations.productId, wanted.productId) : undefined,
      wanted.lot ? eq(vaccinations.lot, wanted.lot) : undefined,
      wanted.retracted ? isNotNull(vaccinations.retractedAt) : undefined,
      wanted.holds ? isNull(vaccinations.retractedAt) : undefined,
    ),
  order: () => ({ key: vaccinations.givenOn, id: vaccinations.id, direction: 'desc' }),
  keyOf: ({ givenOn }) => givenOn,
})

/** Vaccinations, latest first. */
export const listVaccinations = (
  ctx: Context,
  args: { first: number; after?: string | null },
  filter: VaccinationFilter | null,
): Promise<Page<VaccinationRow>> => pageOfVaccinations(ctx, args, filter)

/**
 * A pet's vaccinations, latest first, for staff with those entered in error; that staff opened the chart stands in
 * the audit (C1).
 */
export async function listVaccinationsOf(
  ctx: Context,
  petId: string,
  args: { first: number; after?: string | null },
): Promise<Page<VaccinationRow>> {
  const page = await pageOfVaccinations(ctx, args, { petId, retracted: null })
  await noteChartOpened(ctx, petId, 'vaccination:read')
  return page
}

/** Tells open screens that something about a patient's vaccinations changed. */
export const signalVaccination = (ctx: Context, pet: PetRow) =>
  signal(ctx, topic, {
    petId: pet.id,
    households: householdsOf(pet),
    at: ctx.now().toISOString(),
  } satisfies VaccinationSignal)

/** What changes about one patient's vaccinations, whom the viewer may see; of others nothing is ever heard. */
export function watchVaccinations(ctx: Context, filter: VaccinationChangeFilter | null) {
  const household = householdOf(ctx, 'vaccination:read')
  return heard<VaccinationSignal>(
    ctx.live,
    topic,
    ({ petId, households }) =>
      petId === filter?.petId && (household === null || households.includes(household)),
  )
}

export const getVaccinationChange = async (ctx: Context, { petId, at }: VaccinationSignal) => ({
  pet: await getPet(ctx, petId),
  at: new Date(at),
})

/** What the audit says of a vaccination. */
export const vaccinationValues = ({
  petId,
  kind,
  givenOn,
  productName,
  lot,
  lotExpiresOn,
  route,
  dose,
  site,
  tagNumber,
  vetId,
  declineReason,
  adverseReaction,
  dueOverride,
  dueOverrideReason,
  retractedAt,
  retractionReason,
}: VaccinationRow) => ({
  petId,
  kind,
  givenOn,
  productName,
  lot,
  lotExpiresOn,
  route,
  dose,
  site,
  tagNumber,
  vetId,
  declineReason,
  adverseReaction,
  dueOverride,
  dueOverrideReason,
  retractedAt,
  retractionReason,
})
