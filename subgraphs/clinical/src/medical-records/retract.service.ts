import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import { type MedicalRecordRow, medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'
import { authorizeSigning, entryOf, lockRecord, tellChange } from './record-change.service.ts'
import { MedicalRecordChangeKind } from './record-change.types.ts'
import type { RetractMedicalRecordInput } from './signed-record.types.ts'

/** Marks a record as entered in error: it stays in the chart with the reason, for staff only, and never changes again (MR2). */
export async function retractMedicalRecord(
  ctx: Context,
  input: RetractMedicalRecordInput,
): Promise<MedicalRecordRow> {
  const { userId } = authorize(ctx, 'medical-record:sign')
  return transact(ctx, async (ctx) => {
    const id = await once(ctx, 'retractMedicalRecord', input, async (ctx) => {
      const before = await lockRecord(ctx, input.id)
      await authorizeSigning(ctx, before)
      if (before.status === MedicalRecordStatus.RETRACTED) {
        throw conflict('This record is marked as entered in error already.', { field: 'id' })
      }
      const [record] = await ctx.db
        .update(medicalRecords)
        .set({
          status: MedicalRecordStatus.RETRACTED,
          retractedAt: ctx.now(),
          retractedBy: userId,
          retractionReason: input.reason,
          releasedAt: null,
          releasedBy: null,
          version: before.version + 1,
          updatedAt: ctx.now(),
        })
        .where(eq(medicalRecords.id, before.id))
        .returning()
      await audit(ctx, 'medical-record.retract', entryOf(before, record!))
      await tellChange(ctx, MedicalRecordChangeKind.RETRACTED, before, record!)
      return before.id
    })
    return lockRecord(ctx, id)
  })
}
