import type { Context } from '@vetgraph/kit/context'
import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { asId } from '@vetgraph/kit/reads/refs'
import { getTableColumns, type Placeholder, sql, Subquery } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { pets } from '../pets/pet.table.ts'
import { medicalRecords } from './medical-record.table.ts'

export const recordColumns = {
  table: medicalRecords,
  type: 'MedicalRecord',
  always: ['id'],
  takes: {
    author: ['authorId'],
    appointment: ['appointmentId'],
    pet: ['petId'],
    lockedAutomatically: ['signedAt', 'signedBy'],
    addenda: [],
    attachments: [],
  },
} as const

const nobody = asId('')

/**
 * Whose pets are shown with their last record: null for all, as staff with the right see it, else the
 * viewer's own household (AU4, MR12), which for staff without the right is nobody's.
 */
export function recordsShownOf(ctx: Context): string | null {
  const viewer = requireViewer(ctx)
  if (can(viewer, 'medical-record:read')) return null
  return (can(viewer, 'own-household:read') && viewer.ownerId) || nobody
}

/** A pet's last record where it stands beside its pet. */
export const lastRecord = alias(medicalRecords, 'last_record')

/**
 * What is joined to each pet as `lastRecord`: the latest record, of a household's the latest that was released.
 * Read where the index finds it: going by its id once more takes a quarter of the statement. PostgreSQL
 * would go through it for everybody, so that it is empty when nobody asked.
 */
export function latestOfPet(isAsked: boolean, household: Placeholder | string | null) {
  const shown = household ? sql`and r.released_at is not null and ${ownedBy(pets, household)}` : sql``
  const ofPet = isAsked ? sql`r.pet_id = ${pets.id} ${shown}` : sql`false`
  const latest = sql`select r.* from ${medicalRecords} r where ${ofPet}
    order by r.occurred_at desc, r.id desc limit 1`
  return new Subquery(latest, getTableColumns(lastRecord), 'last_record')
}
