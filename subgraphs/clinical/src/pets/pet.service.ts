import type { Context } from '@vetgraph/kit/context'
import { entity } from '@vetgraph/kit/reads/entity'
import { conflict, notFound } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/contracts/events'
import { can, householdOf, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { asId, asIdOrNull } from '@vetgraph/kit/reads/refs'
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { lastRecord, latestOfPet, recordColumns, recordsShownOf } from '../medical-records/last-record.ts'
import type { MedicalRecordRow } from '../medical-records/medical-record.table.ts'
import { getOwner, lockOwner, ownerColumns } from '../owners/owner.service.ts'
import { type OwnerRow, owners } from '../owners/owner.table.ts'
import { searchOf, soughtBy } from '../search/search.ts'
import { breedColumns, speciesColumns } from '../species/species.service.ts'
import { type BreedRow, breeds, species, type SpeciesRow } from '../species/species.table.ts'
import { hospitalDay } from '../refs/location-ref.service.ts'
import { ageText } from './age.ts'
import { signalPet } from './changes.service.ts'
import { type PetRow, pets, PetStatus } from './pet.table.ts'
import type { PetFilter } from './pet.inputs.ts'
import { isCurrentWeight, weightColumns } from './weight.service.ts'
import { type WeightRow, weights } from './weight.table.ts'

/** Staff see every pet; an owner sees the own household's (AU4). */
export function visiblePets(ctx: Context): SQL | undefined {
  const sight = sightOf(ctx, 'pet:read')
  return sight.all ? undefined : ownedBy(pets, sight.ownerId)
}

/** A pet with what was read beside it. */
export interface PetShown extends PetRow {
  owner?: OwnerRow | null
  species?: SpeciesRow | null
  breed?: BreedRow | null
  weight?: WeightRow | null
  lastMedicalRecord?: MedicalRecordRow | null
}

const petColumns = {
  table: pets,
  type: 'Pet',
  always: ['id'],
  takes: {
    owner: ['ownerId'],
    species: ['speciesId'],
    breed: ['breedId'],
    ageText: ['dateOfBirth', 'deceasedOn'],
    alerts: ['alerts', 'allergies'],
    alertDetails: [],
    weights: [],
    vitals: [],
    prescriptions: [],
    microchips: [],
    weight: [],
    lastMedicalRecord: [],
    medicalRecords: [],
    vaccinations: [],
    transfers: [],
    coOwners: [],
    vaccinationsDue: ['status'],
    files: [],
    photo: [],
    editRequest: [],
  },
  joins: {
    owner: ownerColumns,
    species: speciesColumns,
    breed: breedColumns,
    weight: weightColumns,
    lastMedicalRecord: { ...recordColumns, table: lastRecord },
  },
} as const

/** Staff see every pet; an owner sees the own household's (AU4). */
const reading = entity({
  ...petColumns,
  noun: 'pet',
  seen: (ctx) => ({ household: householdOf(ctx, 'pet:read'), recordsOf: recordsShownOf(ctx) }),
  visible: ({ household }) => (household ? ownedBy(pets, household) : undefined),
  from: (db, columns, { recordsOf }) =>
    db
      .select(columns)
      .from(pets)
      .leftJoin(owners, eq(owners.id, pets.ownerId))
      .leftJoin(species, eq(species.id, pets.speciesId))
      .leftJoin(breeds, eq(breeds.id, pets.breedId))
      .leftJoin(weights, isCurrentWeight)
      .leftJoinLateral(latestOfPet('lastMedicalRecord' in columns, recordsOf), sql`true`)
      .$dynamic(),
})

export const { read: readPets, find: findPet, get: getPet } = reading

/** Pets by name, or by how well they match the search; active ones unless another status is asked for (PT5). */
export const listPets = reading.list({
  wanted: (filter: PetFilter | null) => ({
    status: filter ? (filter.status ?? null) : PetStatus.ACTIVE,
    ownerId: asIdOrNull(filter?.ownerId),
    speciesId: filter?.speciesId ?? null,
    deathReported: filter?.deathReported ? true : null,
    ...soughtBy(filter?.search),
  }),
  matching: (wanted) =>
    and(
      wanted.status ? eq(pets.status, wanted.status) : undefined,
      wanted.ownerId ? eq(pets.ownerId, wanted.ownerId) : undefined,
      wanted.speciesId ? eq(pets.speciesId, wanted.speciesId) : undefined,
      wanted.deathReported ? isNotNull(pets.deathReportedAt) : undefined,
      searchOf(wanted, pets)?.where,
    ),
  order: (wanted) => ({
    key: searchOf(wanted, pets)?.place ?? pets.sortName,
    id: pets.id,
    direction: 'asc',
  }),
  lengthy: true,
})

/** Whose pet it is, for those who may see that owner; a wall screen shows patients without their clients. */
export function ownerOf(ctx: Context, { ownerId, owner }: PetShown): OwnerRow | null | Promise<OwnerRow> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'owner:read') && viewer.ownerId !== ownerId) return null
  return owner ?? getOwner(ctx, ownerId)
}

/** CONFLICT for a patient that has died: nothing is ordered, planned or given to it any more. */
export function checkAlive({ name, status }: PetRow, field: string) {
  if (status === PetStatus.DECEASED) throw conflict(`${name} has died.`, { field, status })
}

/**
 * The pet's row, kept from others until the transaction ends, or NOT_FOUND. The owner's row is taken
 * before it, by everyone who writes in a household, so that two of them wait and never deadlock.
 */
export async function lockPet(ctx: Context, id: string, field: string): Promise<PetRow> {
  const [known] = await ctx.db
    .select({ ownerId: pets.ownerId })
    .from(pets)
    .where(eq(pets.id, asId(id)))
  if (!known) throw notFound('pet', field)
  await lockOwner(ctx, known.ownerId, field)
  const [pet] = await ctx.db
    .select()
    .from(pets)
    .where(eq(pets.id, asId(id)))
    .for('update')
  if (!pet) throw notFound('pet', field)
  return pet
}

/** A pet's row whole and as it is now, or NOT_FOUND, for verbs of staff that write nothing about it. */
export async function readPet(ctx: Context, id: string, field: string): Promise<PetRow> {
  const [pet] = await ctx.db
    .select()
    .from(pets)
    .where(eq(pets.id, asId(id)))
  if (!pet) throw notFound('pet', field)
  return pet
}

/** How old the pet is today at the hospital, or was when it died. */
export const petAge = async (ctx: Context, pet: { dateOfBirth: string | null; deceasedOn: string | null }) =>
  pet.dateOfBirth && ageText(pet.dateOfBirth, pet.deceasedOn ?? (await hospitalDay(ctx)))

/** What staff wrote about a pet is not for the owner's eyes. */
export const petNotes = (ctx: Context, { notes }: { notes: string | null }) =>
  can(ctx.viewer, 'pet:read') ? notes : null

/** What whoever handles the pet must know; its owner reads the allergies only. */
export const petAlertTexts = (ctx: Context, { alerts, allergies }: Pick<PetRow, 'alerts' | 'allergies'>) =>
  can(ctx.viewer, 'pet:read') ? alerts : allergies

/** A pet's values as the graph shows them: for the audit, and beside a stale save. */
export const petValues = (pet: PetRow, microchips: readonly string[]) => ({
  ownerId: pet.ownerId,
  name: pet.name,
  speciesId: pet.speciesId,
  breedId: pet.breedId,
  sex: pet.sex,
  neuterStatus: pet.neuterStatus,
  dateOfBirth: pet.dateOfBirth,
  birthDateEstimated: pet.birthDateEstimated,
  color: pet.color,
  microchips,
  status: pet.status,
  statusReason: pet.statusReason,
  notes: pet.notes,
})

/** A pet's values for whoever tried to change it: what staff wrote is not for the owner's eyes. */
export const petValuesFor = (ctx: Context, pet: PetRow, microchips: readonly string[]) => ({
  ...petValues(pet, microchips),
  ...(!can(ctx.viewer, 'pet:read') && { statusReason: null, notes: null }),
})

/** Tells open screens and the subgraphs that keep a copy what a pet is now; only an active one can be booked (PT5). */
export async function announcePet(ctx: Context, pet: PetRow) {
  const { id, version, ownerId, coOwnerIds, name, speciesId, status } = pet
  await signalPet(ctx, pet)
  await emit(ctx, 'pet.changed', id, {
    id,
    version,
    ownerId,
    coOwnerIds,
    name,
    speciesId,
    active: status === PetStatus.ACTIVE,
  })
}
