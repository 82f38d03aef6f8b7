import type { Context } from '@vetgraph/kit/context'
import type { Database } from '@vetgraph/kit/database/database'
import { authorize } from '@vetgraph/kit/access/authorize'
import { phoneNumberOf } from '@vetgraph/kit/phone'
import { asId } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { owners } from '../owners/owner.table.ts'
import { chipNumberIn } from '../pets/microchip.number.ts'
import { microchips } from '../pets/microchip.table.ts'
import { pets } from '../pets/pet.table.ts'
import { timeZonesOf } from '../refs/location-ref.service.ts'
import { fold } from '../search/fold.ts'
import { DuplicateReason, type PossibleDuplicate, type PossibleDuplicatesInput } from './duplicate.types.ts'

const maxShown = 5
const maxTyped = 10

/** How alike two names are, from 0 to 1, that may be one person's or one animal's. */
const alike = 0.5

/** The same for pets of one household: a typing error in a short name costs much likeness, and there are few to confuse. */
const alikeAtHome = 0.3

/** Owners in the order of how like their names are, as the index `owners_like_name` has them. */
export const nearestOwners = (db: Database, name: SQL) =>
  db
    .select({ id: owners.id, sortName: owners.sortName })
    .from(owners)
    .orderBy(sql`${owners.sortName} operator(public.<->) ${name}`)
    .limit(maxShown)

const ownersLike = statement(
  (db, { firstName, lastName }: Places<{ firstName: string; lastName: string }>) => {
    const name = sql`(${fold(lastName)} || E'\t' || ${fold(firstName)})`
    const nearest = nearestOwners(db, name).as('nearest')
    return db
      .select({ ownerId: nearest.id })
      .from(nearest)
      .where(sql`public.similarity(${nearest.sortName}, ${name}) >= ${sql.raw(String(alike))}`)
  },
  { lengthy: true },
)

const ownersByEmail = statement((db, { email }: Places<{ email: string }>) =>
  db
    .select({ ownerId: owners.id })
    .from(owners)
    .where(eq(sql`lower(${owners.email})`, sql`lower(${email})`))
    .limit(maxShown),
)

const ownersByPhone = statement((db, { phones }: Places<{ phones: readonly string[] }>) =>
  db
    .select({ ownerId: owners.id })
    .from(owners)
    .where(sql`${owners.phoneNumbers} && ${phones}::text[]`)
    .limit(maxShown),
)

const petsByMicrochip = statement((db, { numbers }: Places<{ numbers: readonly string[] }>) =>
  db
    .selectDistinct({ petId: pets.id, ownerId: pets.ownerId })
    .from(microchips)
    .innerJoin(pets, eq(pets.id, microchips.petId))
    .where(among(microchips.number, numbers))
    .limit(maxShown),
)

const petsLike = statement((db, { ownerId, petName }: Places<{ ownerId: string; petName: string }>) => {
  const similarity = sql`public.similarity(${pets.sortName}, ${fold(petName)})`
  return db
    .select({ petId: pets.id, ownerId: pets.ownerId })
    .from(pets)
    .where(and(eq(pets.ownerId, ownerId), sql`${similarity} >= ${sql.raw(String(alikeAtHome))}`))
    .orderBy(sql`${similarity} desc`)
    .limit(maxShown)
})

interface Match {
  ownerId: string
  petId?: string
}

/**
 * Owners and pets that may be the one being entered. They are shown for every letter that is typed, so that reading
 * them is audited no more than a search is.
 */
export async function possibleDuplicates(
  ctx: Context,
  input: PossibleDuplicatesInput,
): Promise<PossibleDuplicate[]> {
  authorize(ctx, 'owner:read')
  const { firstName, lastName, email, ownerId, petName } = input
  const typedPhones = (input.phones ?? []).slice(0, maxTyped)
  const timeZones = typedPhones.length > 0 ? await timeZonesOf(ctx) : []
  const phones = typedPhones.flatMap((text) => phoneNumberOf(text, timeZones) ?? [])
  const numbers = (input.microchips ?? []).slice(0, maxTyped).flatMap((text) => chipNumberIn(text) ?? [])
  const found = await Promise.all([
    numbers.length > 0 ? petsByMicrochip(ctx, { numbers }) : [],
    phones.length > 0 ? ownersByPhone(ctx, { phones }) : [],
    email ? ownersByEmail(ctx, { email }) : [],
    firstName && lastName ? ownersLike(ctx, { firstName, lastName }) : [],
    ownerId && petName ? petsLike(ctx, { ownerId: asId(ownerId), petName }) : [],
  ])
  return together(found)
}

/** The surest reasons; they stand in the order of the reads. */
const reasons = [
  DuplicateReason.MICROCHIP,
  DuplicateReason.PHONE,
  DuplicateReason.EMAIL,
  DuplicateReason.NAME,
  DuplicateReason.PET_NAME,
]

/** What several reads have found comes before what one has, then the surer reason. */
function together(found: ReadonlyArray<readonly Match[]>): PossibleDuplicate[] {
  const matches = new Map<string, PossibleDuplicate>()
  for (const [index, rows] of found.entries()) {
    for (const { ownerId, petId = null } of rows) {
      const key = petId ?? ownerId
      const match = matches.get(key) ?? { ownerId, petId, reasons: [] }
      match.reasons.push(reasons[index]!)
      matches.set(key, match)
    }
  }
  return [...matches.values()]
    .sort((one, other) => other.reasons.length - one.reasons.length)
    .slice(0, maxShown)
}
