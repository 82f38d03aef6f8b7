import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, stale } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { recordSettings } from './record-settings.table.ts'
import type { UpdateMedicalRecordSettingsInput } from './record-settings.types.ts'

const maxHours = 720

type RecordSettingsRow = typeof recordSettings.$inferSelect

async function read(ctx: Context): Promise<RecordSettingsRow> {
  const [settings] = await ctx.db.select().from(recordSettings)
  return settings!
}

/** What the hospital has decided about its records. */
export async function getRecordSettings(ctx: Context): Promise<RecordSettingsRow> {
  authorize(ctx, 'medical-record:read')
  return read(ctx)
}

/** Changes after how many hours drafts are locked; it counts for drafts that there are too (MR1). */
export async function updateRecordSettings(
  ctx: Context,
  { lockAfterHours, version }: UpdateMedicalRecordSettingsInput,
): Promise<RecordSettingsRow> {
  authorize(ctx, 'hospital:write')
  if (lockAfterHours < 1 || lockAfterHours > maxHours) {
    throw badInput('lockAfterHours', `Between 1 and ${maxHours} hours.`)
  }
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(recordSettings).for('update')
    if (before!.version !== version) throw stale(before!, before!.version)
    const [settings] = await ctx.db
      .update(recordSettings)
      .set({ lockAfterHours, version: version + 1, updatedAt: ctx.now() })
      .returning()
    await audit(ctx, 'medical-record-settings.update', {
      entity: 'MedicalRecordSettings',
      entityId: '*',
      before: { lockAfterHours: before!.lockAfterHours },
      after: { lockAfterHours },
    })
    return settings!
  })
}
