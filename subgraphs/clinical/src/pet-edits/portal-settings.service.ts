import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { stale } from '@vetgraph/kit/errors'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { portalSettings } from './portal-settings.table.ts'
import type { UpdatePortalSettingsInput } from './pet-edit.types.ts'

type PortalSettingsRow = typeof portalSettings.$inferSelect

/** What the hospital has decided about the portal; everybody who is signed in may know it. */
export async function getPortalSettings(ctx: Context): Promise<PortalSettingsRow> {
  requireViewer(ctx)
  const [settings] = await ctx.db.select().from(portalSettings)
  return settings!
}

/** Changes whether owners edit their pets; what waits already still waits (P2). */
export async function updatePortalSettings(
  ctx: Context,
  { petEdits, version }: UpdatePortalSettingsInput,
): Promise<PortalSettingsRow> {
  authorize(ctx, 'hospital:write')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(portalSettings).for('update')
    if (before!.version !== version) throw stale({ petEdits: before!.petEdits }, before!.version)
    const [settings] = await ctx.db
      .update(portalSettings)
      .set({ petEdits, version: version + 1, updatedAt: ctx.now() })
      .returning()
    await audit(ctx, 'portal-settings.update', {
      entity: 'PortalSettings',
      entityId: '*',
      before: { petEdits: before!.petEdits },
      after: { petEdits },
    })
    return settings!
  })
}
