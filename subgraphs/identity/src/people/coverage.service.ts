import type { Context, Viewer } from '@vetgraph/kit/context'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'
import { can, locationsOf, type Permission } from '@vetgraph/kit/permissions'
import { type Assignment, isPermission, rolesOf, type UserRow } from '../users/user.service.ts'

/** Says whose pets one sees and not what one may do: whoever links accounts to households may give it. */
const ofHousehold: Permission = 'own-household:read'

const holds = (viewer: Viewer, permission: Permission, locationId: string | null) =>
  locationId === null ? locationsOf(viewer, permission) === null : can(viewer, permission, locationId)

/** A right of the role that the viewer does not hold there; null when it is all within what they hold. */
function beyond(viewer: Viewer, names: readonly string[], locationId: string | null): Permission | null {
  const found = names
    .filter(isPermission)
    .find((name) => name !== ofHousehold && !holds(viewer, name, locationId))
  return found ?? null
}

const forbidden = (permission: Permission, message: string, field: string) =>
  new DomainError(ErrorCode.FORBIDDEN, message, { permission, field })

/** Nobody gives rights that they do not hold themself, so that editing people or roles raises nobody. */
export function checkGivable(
  viewer: Viewer,
  field: string,
  names: readonly string[],
  locationId: string | null,
) {
  const missing = beyond(viewer, names, locationId)
  if (missing) throw forbidden(missing, `You do not hold ${missing} yourself.`, field)
}

/** Nobody edits or shuts out people who may do more than they do. */
export function checkOutranks(viewer: Viewer, assignments: readonly Assignment[]) {
  for (const { role, locationId } of assignments) {
    const missing = beyond(viewer, role.permissions, locationId)
    if (missing) throw forbidden(missing, `This person holds ${missing}, and you do not.`, 'id')
  }
}

/** Whether the viewer may edit this account, invite the person again, or shut it. */
export async function canEdit(ctx: Context, user: UserRow): Promise<boolean> {
  const { viewer } = ctx
  if (!viewer || !can(viewer, 'user:write')) return false
  const assignments = await rolesOf(ctx, user)
  return assignments.every(({ role, locationId }) => !beyond(viewer, role.permissions, locationId))
}
