import type { Context } from '@vetgraph/kit/context'
import { can, requireViewer } from '@vetgraph/kit/permissions'
import { asId } from '@vetgraph/kit/refs'
import { eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { pets } from '../pets/pet.table.ts'
import { medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'

export const recordColumns = {
  table: medicalRecords,
  type: 'MedicalRecord',
  always: ['id'],
  takes: { author: ['authorId'], appointment: ['appointmentId'], pet: ['petId'] },
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

/** A pet's latest record, of a household's the latest signed one. */
export function isLastRecord(household: Placeholder | string | null): SQL {
  const shown = household
    ? sql`and r.status = ${sql.raw(`'${MedicalRecordStatus.SIGNED}'`)} and ${pets.ownerId} = ${household}`
    : sql``
  const last = sql`(select r.id from ${medicalRecords} r where r.pet_id = ${pets.id} ${shown}
    order by r.occurred_at desc, r.id desc limit 1)`
  return eq(medicalRecords.id, last)
}
