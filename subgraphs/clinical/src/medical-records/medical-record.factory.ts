import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { aPet } from '../pets/pet.factory.ts'
import { type MedicalRecordRow, medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'

/** A signed record that was released to the owner, of a pet of its own unless one is given. */
export async function aRecord(
  hospital: TestSubgraph,
  overrides: Partial<typeof medicalRecords.$inferInsert> = {},
): Promise<MedicalRecordRow> {
  const status = overrides.status ?? MedicalRecordStatus.SIGNED
  const isSigned = status === MedicalRecordStatus.SIGNED
  const authorId = overrides.authorId ?? newId()
  const [record] = await hospital
    .context()
    .db.insert(medicalRecords)
    .values({
      id: newId(),
      petId: overrides.petId ?? (await aPet(hospital)).id,
      authorId,
      savedBy: authorId,
      subjective: 'Scratches the left ear.',
      objective: 'Ear canal red.',
      assessment: 'Otitis externa.',
      plan: 'Ear drops for ten days.',
      occurredAt: hospital.now(),
      createdAt: hospital.now(),
      updatedAt: hospital.now(),
      version: 1,
      signedAt: isSigned ? hospital.now() : null,
      signedBy: isSigned ? authorId : null,
      releasedAt: isSigned ? hospital.now() : null,
      releasedBy: isSigned ? authorId : null,
      ...(status === MedicalRecordStatus.RETRACTED && {
        retractedAt: hospital.now(),
        retractedBy: authorId,
        retractionReason: 'Wrong patient',
      }),
      ...overrides,
      status,
    })
    .returning()
  return record!
}
