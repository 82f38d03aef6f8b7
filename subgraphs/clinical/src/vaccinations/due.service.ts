import type { Page } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { emit, emitAll, type VaccinationDueFacts } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { entity } from '@vetgraph/kit/reads/entity'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { ownedBy } from '@vetgraph/kit/access/household'
import { authorize, householdOf, requireViewer, sightOf, can } from '@vetgraph/kit/access/authorize'
import { asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { and, arrayContains, asc, eq, exists, gte, isNull, lte, sql } from 'drizzle-orm'
import { type PetRow, pets, PetStatus } from '../pets/pet.table.ts'
import { locations } from '../refs/location-ref.service.ts'
import { nextDue } from './next-due.ts'
import type { VaccinationsDueFilter } from './vaccination.inputs.ts'
import {
  DueBasis,
  type VaccinationDueRow,
  vaccinationDues,
  VaccinationKind,
  vaccinations,
} from './vaccination.table.ts'
import { protocolsOf } from './vaccine.service.ts'
import { type VaccinationProtocolRow, vaccinationProtocols } from './vaccine.table.ts'

const maxWithin = 730
const maxOverdue = 1095

/** Works out anew what is due for a patient by some protocols; the patient's row is locked. */
export async function computeDues(ctx: Context, pet: PetRow, protocolIds: readonly string[]) {
  for (const protocol of await protocolsOf(ctx, protocolIds)) await computeDue(ctx, pet, protocol)
}

/** For so many days ahead clients may be reminded. */
const toldDaysAhead = 60

const factsOf = (
  { id, name, ownerId, speciesId }: PetRow,
  protocol: Pick<VaccinationProtocolRow, 'id' | 'name'>,
  { dueOn, locationId, declinedOn }: Pick<VaccinationDueRow, 'dueOn' | 'locationId' | 'declinedOn'>,
): VaccinationDueFacts => ({
  ...{ id, petId: id, petName: name, ownerId, speciesId, locationId },
  ...{ protocolId: protocol.id, protocolName: protocol.name, dueOn, isOpen: declinedOn === null },
})

/**
 * Tells each day which doses come within the days ahead, also those that were due before anybody was told.
 * no authorization: it is the hospital's own work. no audit: nothing changes.
 */
export async function tellDues(ctx: Context) {
  const day = addDays(dayOf(ctx.now(), 'UTC'), toldDaysAhead)
  await transact(ctx, async (ctx) => {
    const dues = await ctx.db
      .select({ due: vaccinationDues, pet: pets, protocol: vaccinationProtocols })
      .from(vaccinationDues)
      .innerJoin(pets, eq(pets.id, vaccinationDues.petId))
      .innerJoin(vaccinationProtocols, eq(vaccinationProtocols.id, vaccinationDues.protocolId))
      .where(and(eq(vaccinationDues.dueOn, day), eq(pets.status, PetStatus.ACTIVE)))
    await emitAll(
      ctx,
      'vaccination.due',
      dues.map(({ due, pet, protocol }) => factsOf(pet, protocol, due)),
    )
  })
}

async function computeDue(ctx: Context, pet: PetRow, protocol: VaccinationProtocolRow) {
  const entries = await ctx.db
    .select()
    .from(vaccinations)
    .where(
      and(
        eq(vaccinations.petId, pet.id),
        arrayContains(vaccinations.protocolIds, [protocol.id]),
        isNull(vaccinations.retractedAt),
      ),
    )
    .orderBy(asc(vaccinations.givenOn), asc(vaccinations.id))
  const given = entries.filter(({ kind }) => kind !== VaccinationKind.DECLINED)
  const last = given.at(-1)
  if (!last) {
    const [gone] = await ctx.db
      .delete(vaccinationDues)
      .where(and(eq(vaccinationDues.petId, pet.id), eq(vaccinationDues.protocolId, protocol.id)))
      .returning()
    if (gone) await emit(ctx, 'vaccination.due', pet.id, { ...factsOf(pet, protocol, gone), isOpen: false })
    return
  }
  const doses = [...new Set(given.map(({ givenOn }) => givenOn))]
  const declined = entries.findLast(
    ({ kind, givenOn }) => kind === VaccinationKind.DECLINED && givenOn >= last.givenOn,
  )
  const due = {
    ...(last.dueOverride === null
      ? nextDue(protocol, pet.dateOfBirth, doses)
      : { dueOn: last.dueOverride, basis: DueBasis.OVERRIDDEN }),
    vaccinationId: last.id,
    locationId: last.locationId,
    dosesGiven: doses.length,
    protocolVersion: protocol.version,
    declinedOn: declined?.givenOn ?? null,
  }
  await ctx.db
    .insert(vaccinationDues)
    .values({ petId: pet.id, protocolId: protocol.id, id: newId(), ...due })
    .onConflictDoUpdate({ target: [vaccinationDues.petId, vaccinationDues.protocolId], set: due })
  await emit(ctx, 'vaccination.due', pet.id, factsOf(pet, protocol, due))
}

/** What is due for patients who still come and was not declined; an owner sees the own household's. */
const reading = entity({
  table: vaccinationDues,
  type: 'VaccinationDue',
  always: ['id'],
  takes: {},
  noun: 'due vaccination',
  seen: (ctx) => ({ household: householdOf(ctx, 'vaccination:read') }),
  visible: ({ household }, db) =>
    exists(
      db
        .select({ id: pets.id })
        .from(pets)
        .where(
          and(
            eq(pets.id, vaccinationDues.petId),
            eq(pets.status, sql.raw(`'${PetStatus.ACTIVE}'`)),
            household ? ownedBy(pets, household) : undefined,
          ),
        ),
    ),
  whole: true,
  from: (db, columns) => db.select(columns).from(vaccinationDues).$dynamic(),
})

const pageOfDues = reading.list({
  wanted: (wanted: { from: string; until: string; locationId: string | null; protocolId: string | null }) =>
    wanted,
  matching: ({ from, until, locationId, protocolId }) =>
    and(
      gte(vaccinationDues.dueOn, from),
      lte(vaccinationDues.dueOn, until),
      isNull(vaccinationDues.declinedOn),
      locationId ? eq(vaccinationDues.locationId, locationId) : undefined,
      protocolId ? eq(vaccinationDues.protocolId, protocolId) : undefined,
    ),
  order: () => ({ key: vaccinationDues.dueOn, id: vaccinationDues.id, direction: 'asc' }),
  keyOf: ({ dueOn }) => dueOn,
})

function daysOf(field: string, days: number, most: number): number {
  if (days < 0 || days > most) throw badInput(`filter.${field}`, `From 0 to ${most} days.`)
  return days
}

async function daysWanted(ctx: Context, filter: VaccinationsDueFilter | null) {
  sightOf(ctx, 'vaccination:read')
  const locationId = asIdOrNull(filter?.locationId)
  const location = locationId === null ? null : await locations.find(ctx, locationId)
  if (locationId !== null && !location) throw notFound('location', 'filter.locationId')
  if (location && can(ctx.viewer, 'vaccination:read')) authorize(ctx, 'vaccination:read', location.id)
  const today = dayOf(ctx.now(), location?.timeZone ?? 'UTC')
  return {
    from: addDays(today, -daysOf('overdueBy', filter?.overdueBy ?? 365, maxOverdue)),
    until: addDays(today, daysOf('within', filter?.within ?? 30, maxWithin)),
    locationId,
    protocolId: asIdOrNull(filter?.protocolId),
  }
}

/** Whose next dose is due, the longest overdue first: for the desk, who calls the owners. */
export async function listVaccinationsDue(
  ctx: Context,
  args: { first: number; after?: string | null },
  filter: VaccinationsDueFilter | null,
): Promise<Page<VaccinationDueRow>> {
  return pageOfDues(ctx, args, await daysWanted(ctx, filter))
}

/** How many doses `listVaccinationsDue` has. */
export const countVaccinationsDue = async (ctx: Context, filter: VaccinationsDueFilter): Promise<number> =>
  pageOfDues.count(ctx, await daysWanted(ctx, filter))

const duesOfPets = statement(
  (db, { ids, household }: Places<{ ids: readonly string[]; household: string | null }>) =>
    db
      .select()
      .from(vaccinationDues)
      .where(
        and(
          among(vaccinationDues.petId, ids),
          household
            ? exists(
                db
                  .select({ id: pets.id })
                  .from(pets)
                  .where(and(eq(pets.id, vaccinationDues.petId), ownedBy(pets, household))),
              )
            : undefined,
        ),
      )
      .orderBy(asc(vaccinationDues.dueOn), asc(vaccinationDues.id)),
)

const readDuesOf = async (ctx: Context, ids: readonly string[]) =>
  (await duesOfPets(ctx, { ids, household: householdOf(ctx, 'vaccination:read') })).map(
    (due) => [due.petId, due] as const,
  )

/** What is due next for a pet by each protocol that it has begun; nothing for a pet that has died. */
export async function listDuesOf(
  ctx: Context,
  pet: { id: string; status: PetStatus },
): Promise<VaccinationDueRow[]> {
  if (!maySee(ctx) || pet.status === PetStatus.DECEASED) return []
  return groupLoaderOf(ctx, readDuesOf).load(pet.id)
}

/** Whether the viewer sees vaccinations of any patient; a wall screen sees none. */
export function maySee(ctx: Context): boolean {
  const viewer = requireViewer(ctx)
  return can(viewer, 'vaccination:read') || (viewer.ownerId !== null && can(viewer, 'own-household:read'))
}

/** That a client has declined a dose is the staff's to know. */
export const declinedOn = (ctx: Context, due: { declinedOn: string | null }) =>
  can(ctx.viewer, 'vaccination:read') ? due.declinedOn : null
