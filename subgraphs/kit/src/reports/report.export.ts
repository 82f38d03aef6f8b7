import { authorize, locationsOf } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { DomainError, ErrorCode } from '../errors.ts'
import { auditRead } from '../work/audit.ts'
import type { Report } from './report.types.ts'

/** A report that the viewer already sees leaves the hospital as a file: who may export it may, and it is audited (RP3, C1). */
export async function beginExport(ctx: Context, { name, input, places }: Report, format: 'CSV' | 'PDF') {
  const viewer = authorize(ctx, 'report:export', input.locationId ?? undefined)
  const allowed = locationsOf(viewer, 'report:export')
  if (allowed && (!places || places.some((place) => !allowed.includes(place))))
    throw new DomainError(ErrorCode.FORBIDDEN, 'You may not export the reports of all these locations.', {
      permission: 'report:export',
    })
  const after = { ...input, format }
  await auditRead(ctx, 'report.export', [{ entity: 'Report', entityId: name, after }])
  return viewer
}
