import type { Context, Viewer } from '../context.ts'
import { DomainError, ErrorCode, unauthenticated } from '../errors.ts'
import { builtInRoles, hospitalWide, type Permission } from '../contracts/permissions.ts'

/** Whether the viewer is a wall screen, which everybody can reach and which may change nothing (AU8). */
export const isScreen = ({ roles }: Viewer) => roles.length > 0 && roles.every((role) => role === 'SCREEN')

export const screensOnlyShow = () =>
  new DomainError(ErrorCode.FORBIDDEN, 'A wall screen shows the day and changes nothing.')

/** The viewer, or UNAUTHENTICATED. */
export function requireViewer(ctx: Context): Viewer {
  if (!ctx.viewer) throw unauthenticated()
  return ctx.viewer
}

/** Whether the viewer has the right, at the given location or anywhere when none is given. */
export function can(viewer: Viewer | null, permission: Permission, locationId?: string): boolean {
  if (!viewer) return false
  if (viewer.kind === 'system') return true
  return viewer.grants.some(
    (grant) =>
      grant.permissions.has(permission) &&
      (grant.locationId === null ||
        (!hospitalWide.has(permission) && (locationId === undefined || grant.locationId === locationId))),
  )
}

/** The first line of every service verb: the viewer, or UNAUTHENTICATED / FORBIDDEN. */
export function authorize(ctx: Context, permission: Permission, locationId?: string): Viewer {
  const viewer = requireViewer(ctx)
  if (!can(viewer, permission, locationId)) {
    throw new DomainError(ErrorCode.FORBIDDEN, `You need the permission ${permission}.`, { permission })
  }
  return viewer
}

/** Staff see everything of a kind; an owner sees the own household; others are refused. */
export type Sight = { all: true } | { all: false; ownerId: string }

/** Whether the viewer may do everything everywhere, as an administrator does. */
export const mayEverything = (viewer: Viewer): boolean =>
  builtInRoles.ADMIN.permissions.every((permission) => locationsOf(viewer, permission) === null)

/** The rows that the viewer may see: all with the staff permission, else those of their own household (AU4). */
export function sightOf(ctx: Context, staffPermission: Permission): Sight {
  const viewer = requireViewer(ctx)
  if (can(viewer, staffPermission)) return { all: true }
  if (viewer.ownerId && can(viewer, 'own-household:read')) return { all: false, ownerId: viewer.ownerId }
  throw new DomainError(ErrorCode.FORBIDDEN, `You need the permission ${staffPermission}.`, {
    permission: staffPermission,
  })
}

/** The household that the viewer is limited to; null for staff, who see all. */
export function householdOf(ctx: Context, staffPermission: Permission): string | null {
  const sight = sightOf(ctx, staffPermission)
  return sight.all ? null : sight.ownerId
}

/** The locations at which the viewer holds the right; null means every one. */
export function locationsOf(viewer: Viewer, permission: Permission): readonly string[] | null {
  if (viewer.kind === 'system') return null
  const held = viewer.grants.filter((grant) => grant.permissions.has(permission))
  if (held.some((grant) => grant.locationId === null)) return null
  return held.flatMap((grant) => grant.locationId ?? [])
}
