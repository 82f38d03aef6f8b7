import type { Context, Viewer } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { locations } from '../locations/location.table.ts'
import { roles } from '../roles/role.table.ts'
import type { Assignment } from '../users/user.service.ts'
import { userRoles } from '../users/user.table.ts'
import { checkGivable } from './coverage.service.ts'
import type { RoleAssignmentInput } from './person.inputs.ts'

const keyOf = ({ role, locationId }: Assignment) => `${role.id} ${locationId ?? ''}`

/** The roles as asked, which the viewer may give, each once and with its rights kept as they are until it is given. */
export async function wantedRoles(
  ctx: Context,
  viewer: Viewer,
  inputs: readonly RoleAssignmentInput[],
): Promise<Assignment[]> {
  const roleIds = inputs.map(({ roleId }) => asId(roleId))
  const locationIds = inputs.flatMap(({ locationId }) => (locationId ? [asId(locationId)] : []))
  const known = await ctx.db.select().from(roles).where(inArray(roles.id, roleIds)).for('share')
  const places = await ctx.db
    .select({ id: locations.id })
    .from(locations)
    .where(inArray(locations.id, locationIds))
  const wanted = inputs.map(({ roleId, locationId = null }): Assignment => {
    const role = known.find(({ id }) => id === roleId)
    if (!role) throw notFound('role', 'roles.roleId')
    if (locationId !== null && !places.some(({ id }) => id === locationId)) {
      throw notFound('location', 'roles.locationId')
    }
    checkGivable(viewer, 'roles', role.permissions, locationId)
    return { role, locationId }
  })
  return [...new Map(wanted.map((assignment) => [keyOf(assignment), assignment])).values()]
}

/** Makes somebody's roles those wanted; false when they were those before. */
export async function assign(
  ctx: Context,
  userId: string,
  had: readonly Assignment[],
  wanted: readonly Assignment[],
): Promise<boolean> {
  const without = (from: readonly Assignment[], those: readonly Assignment[]) => {
    const keys = new Set(those.map(keyOf))
    return from.filter((assignment) => !keys.has(keyOf(assignment)))
  }
  const [added, removed] = [without(wanted, had), without(had, wanted)]
  if (added.length > 0) {
    await ctx.db
      .insert(userRoles)
      .values(
        added.map(({ role, locationId }) => ({ userId, roleId: role.id, locationId, grantedAt: ctx.now() })),
      )
  }
  for (const { role, locationId } of removed) {
    await ctx.db
      .delete(userRoles)
      .where(
        and(
          eq(userRoles.userId, userId),
          eq(userRoles.roleId, role.id),
          locationId === null ? isNull(userRoles.locationId) : eq(userRoles.locationId, locationId),
        ),
      )
  }
  return added.length + removed.length > 0
}
