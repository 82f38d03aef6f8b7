import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing'
import { aPet } from '../pets/pet.factory.ts'
import { type MedicalRecordRow, medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'

/** A signed record, of a pet of its own unless one is given. */
export async function aRecord(
  hospital: TestSubgraph,
  overrides: Partial<typeof medicalRecords.$inferInsert> = {},
): Promise<MedicalRecordRow> {
  const status = overrides.status ?? MedicalRecordStatus.SIGNED
  const [record] = await hospital
    .context()
    .db.insert(medicalRecords)
    .values({
      id: newId(),
      petId: overrides.petId ?? (await aPet(hospital)).id,
      authorId: newId(),
      subjective: 'Scratches the left ear.',
      objective: 'Ear canal red.',
      assessment: 'Otitis externa.',
      plan: 'Ear drops for ten days.',
      occurredAt: hospital.now(),
      createdAt: hospital.now(),
      updatedAt: hospital.now(),
      version: 1,
      ...overrides,
      status,
      signedAt: status === MedicalRecordStatus.DRAFT ? null : hospital.now(),
    })
    .returning()
  return record!
}
