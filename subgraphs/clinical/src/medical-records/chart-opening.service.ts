import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context, Effects } from '@vetgraph/kit/context'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'

/** Charts noted in a request: loaders that writes do not drop, kept by what the request alone has. */
const noted = new WeakMap<Effects, Context['loaders']>()

async function writeDown(ctx: Context, petIds: readonly string[]): Promise<never[]> {
  await auditRead(
    ctx,
    'medical-record.read',
    petIds.map((entityId) => ({ entity: 'Pet', entityId })),
  )
  return []
}

/**
 * Staff who open a pet's chart leave one entry per request and pet (C1), in two statements for all pets, whatever
 * part of it they read. `right` is what staff read that part by: without it the viewer is an owner.
 */
export async function noteChartOpened(
  ctx: Context,
  petId: string,
  right: Permission = 'medical-record:read',
) {
  const viewer = requireViewer(ctx)
  if (viewer.kind === 'system' || !can(viewer, right)) return
  const loaders: Context['loaders'] = noted.get(ctx.effects) ?? new Map<object, never>()
  noted.set(ctx.effects, loaders)
  await groupLoaderOf({ ...ctx, loaders }, writeDown).load(petId)
}

/** A search through everybody's records leaves one entry with what it was and what it showed. */
export async function noteRecordsSearched(ctx: Context, filter: unknown, shownIds: readonly string[]) {
  if (requireViewer(ctx).kind === 'system' || !sightOf(ctx, 'medical-record:read').all) return
  await auditRead(ctx, 'medical-record.search', [
    { entity: 'MedicalRecord', entityId: '*', after: { filter, shown: shownIds } },
  ])
}
