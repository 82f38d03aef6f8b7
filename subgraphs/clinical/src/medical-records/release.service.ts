import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import { type MedicalRecordRow, medicalRecords, MedicalRecordStatus } from './medical-record.table.ts'
import { authorizeFor, entryOf, lockRecord, tellChange } from './record-change.service.ts'
import { MedicalRecordChangeKind } from './record-change.types.ts'
import type { ReleaseMedicalRecordInput } from './signed-record.types.ts'

/** Shows a signed record with its addenda to the owner, or keeps it from now on (P1). Twice is once. */
export async function releaseMedicalRecord(
  ctx: Context,
  { id, released }: ReleaseMedicalRecordInput,
): Promise<MedicalRecordRow> {
  const { userId } = authorize(ctx, 'medical-record:release')
  return transact(ctx, async (ctx) => {
    const before = await lockRecord(ctx, id)
    await authorizeFor(ctx, before, 'medical-record:release')
    if (before.status !== MedicalRecordStatus.SIGNED) {
      throw conflict('Only a signed record is shown to its owner.', { field: 'id', status: before.status })
    }
    if ((before.releasedAt !== null) === released) return before
    const [record] = await ctx.db
      .update(medicalRecords)
      .set({
        releasedAt: released ? ctx.now() : null,
        releasedBy: released ? userId : null,
        version: before.version + 1,
        updatedAt: ctx.now(),
      })
      .where(eq(medicalRecords.id, before.id))
      .returning()
    const kind = released ? MedicalRecordChangeKind.RELEASED : MedicalRecordChangeKind.WITHDRAWN
    await audit(
      ctx,
      released ? 'medical-record.release' : 'medical-record.withdraw',
      entryOf(before, record!),
    )
    await tellChange(ctx, kind, before, record!)
    return record!
  })
}
