import type { Context, Viewer } from '@vetgraph/kit/context'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { can, locationsOf } from '@vetgraph/kit/access/authorize'
import { type Assignment, isPermission, rolesOf, type UserRow } from '../users/user.service.ts'

/** This permission only says whose pets a user sees: whoever may link accounts to households may grant it. */
const ofHousehold: Permission = 'own-household:read'

const holds = (viewer: Viewer, permission: Permission, locationId: string | null) =>
  locationId === null ? locationsOf(viewer, permission) === null : can(viewer, permission, locationId)

/** A permission of the role that the viewer lacks at that location; null if there is none. */
function beyond(viewer: Viewer, names: readonly string[], locationId: string | null): Permission | null {
  const found = names
    .filter(isPermission)
    .find((name) => name !== ofHousehold && !holds(viewer, name, locationId))
  return found ?? null
}

const forbidden = (permission: Permission, message: string, field: string) =>
  new DomainError(ErrorCode.FORBIDDEN, message, { permission, field })

/** Users cannot grant permissions that they do not hold, so editing users or roles gives nobody more rights. */
export function checkGivable(
  viewer: Viewer,
  field: string,
  names: readonly string[],
  locationId: string | null,
) {
  const missing = beyond(viewer, names, locationId)
  if (missing) throw forbidden(missing, `You do not hold ${missing} yourself.`, field)
}

/** Users cannot edit or deactivate users with more permissions. */
export function checkOutranks(viewer: Viewer, assignments: readonly Assignment[]) {
  for (const { role, locationId } of assignments) {
    const missing = beyond(viewer, role.permissions, locationId)
    if (missing) throw forbidden(missing, `This person holds ${missing}, and you do not.`, 'id')
  }
}

/** Whether the viewer may edit, re-invite or deactivate this account. */
export async function canEdit(ctx: Context, user: UserRow): Promise<boolean> {
  const { viewer } = ctx
  if (!viewer || !can(viewer, 'user:write')) return false
  const assignments = await rolesOf(ctx, user)
  return assignments.every(({ role, locationId }) => !beyond(viewer, role.permissions, locationId))
}
