import { audit, auditAll } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import {
  isWritten,
  type MedicalRecordRow,
  medicalRecords,
  MedicalRecordStatus,
} from './medical-record.table.ts'
import {
  authorizeSigning,
  entryOf,
  lockRecord,
  recordValues,
  tellChange,
  tellLocked,
} from './record-change.service.ts'
import { MedicalRecordChangeKind } from './record-change.types.ts'
import { recordSettings } from './record-settings.table.ts'
import type { SignMedicalRecordInput } from './signed-record.types.ts'

/** Signs a draft as it was seen: from now on it takes addenda only (MR1). */
export async function signMedicalRecord(
  ctx: Context,
  input: SignMedicalRecordInput,
): Promise<MedicalRecordRow> {
  const { userId } = authorize(ctx, 'medical-record:sign')
  return transact(ctx, async (ctx) => {
    const id = await once(ctx, 'signMedicalRecord', input, async (ctx) => {
      const before = await lockRecord(ctx, input.id)
      await authorizeSigning(ctx, before)
      if (before.status !== MedicalRecordStatus.DRAFT) {
        throw conflict('This record is not a draft any more.', { field: 'id', status: before.status })
      }
      if (before.version !== input.version) throw stale(recordValues(before), before.version)
      if (before.subjective + before.objective + before.assessment + before.plan === '') {
        throw badInput('id', 'An empty record cannot be signed.')
      }
      const [record] = await ctx.db
        .update(medicalRecords)
        .set({
          status: MedicalRecordStatus.SIGNED,
          signedAt: ctx.now(),
          signedBy: userId,
          version: before.version + 1,
          updatedAt: ctx.now(),
        })
        .where(eq(medicalRecords.id, before.id))
        .returning()
      await audit(ctx, 'medical-record.sign', entryOf(before, record!))
      await tellChange(ctx, MedicalRecordChangeKind.SIGNED, before, record!)
      return before.id
    })
    return lockRecord(ctx, id)
  })
}

const maxBatch = 500

/** Locks the oldest overdue drafts, one batch; what somebody is saving just now waits for the next time. */
const lockBatch = (ctx: Context) =>
  transact(ctx, async (ctx) => {
    const [settings] = await ctx.db.select().from(recordSettings)
    const due = ctx.db
      .select({ id: medicalRecords.id })
      .from(medicalRecords)
      .where(
        and(
          sql`status = 'DRAFT' and ${isWritten}`,
          lte(medicalRecords.createdAt, new Date(ctx.now().getTime() - settings!.lockAfterHours * 3_600_000)),
        ),
      )
      .orderBy(medicalRecords.createdAt)
      .limit(maxBatch)
      .for('update', { skipLocked: true })
    const locked = await ctx.db
      .update(medicalRecords)
      .set({
        status: MedicalRecordStatus.SIGNED,
        signedAt: ctx.now(),
        version: sql`${medicalRecords.version} + 1`,
        updatedAt: ctx.now(),
      })
      .where(inArray(medicalRecords.id, due))
      .returning()
    if (locked.length === 0) return 0
    await auditAll(
      ctx,
      'medical-record.lock',
      locked.map(({ id, status }) => ({
        entity: 'MedicalRecord',
        entityId: id,
        before: { status: MedicalRecordStatus.DRAFT },
        after: { status, lockedAutomatically: true },
      })),
    )
    await tellLocked(ctx, locked)
    return locked.length
  })

/**
 * Locks every draft that is older than the hospital allows; an empty one stays a draft (MR1).
 * system: by the clock, for whole batches, which `auditAll` writes down.
 */
export async function lockOverdueDrafts(ctx: Context) {
  let locked = maxBatch
  while (locked === maxBatch) locked = await lockBatch(ctx)
}
