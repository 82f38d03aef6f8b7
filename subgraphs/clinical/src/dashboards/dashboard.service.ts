import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { countToAcknowledge } from '../lab-orders/lab-order.service.ts'
import { countDrafts } from '../medical-records/medical-record.service.ts'
import { countVaccinationsDue } from '../vaccinations/due.service.ts'
import type { ClinicalDashboard } from './dashboard.types.ts'

/** What is to be done for patients at a location; null for whoever may see none of it. */
export function readDashboard(ctx: Context, locationId: string): ClinicalDashboard | null {
  const viewer = requireViewer(ctx)
  const sees = can(viewer, 'medical-record:write') || can(viewer, 'vaccination:read', locationId)
  return sees ? { locationId } : null
}

/** What the viewer has begun and not signed, of all locations. */
export const findOwnDrafts = (ctx: Context): Promise<number> | null =>
  can(ctx.viewer, 'medical-record:write') && can(ctx.viewer, 'medical-record:read')
    ? countDrafts(ctx, requireViewer(ctx).userId)
    : null

/** The results that are the viewer's task. */
export const findOwnLabResults = (ctx: Context): Promise<number> | null =>
  can(ctx.viewer, 'lab:acknowledge') && can(ctx.viewer, 'lab:read')
    ? countToAcknowledge(ctx, requireViewer(ctx).userId)
    : null

const daysAhead = 7

/** Doses that are due within a week or overdue at the location. */
export const findVaccinationsDue = (
  ctx: Context,
  { locationId }: ClinicalDashboard,
): Promise<number> | null =>
  can(ctx.viewer, 'vaccination:read', locationId)
    ? countVaccinationsDue(ctx, { locationId, within: daysAhead })
    : null
