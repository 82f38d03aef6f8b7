import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { newId } from '@vetgraph/kit/ids'
import {
  allPermissions,
  type BuiltInRole,
  builtInRoles,
  permissions,
} from '@vetgraph/kit/contracts/permissions'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { asc, desc, sql } from 'drizzle-orm'
import { type RoleRow, roles } from './role.table.ts'
import type { Permission } from './role.types.ts'

export type { RoleRow }

/** Staff may know the hospital's roles: the built-in ones first, each group by name. */
export function listRoles(ctx: Context): Promise<RoleRow[]> {
  authorize(ctx, 'staff:read')
  return ctx.db.select().from(roles).orderBy(desc(roles.builtIn), asc(roles.name))
}

/** Staff may know what a role allows, and everybody what their own roles do; of others’ nothing is said. */
export function allowedBy(ctx: Context, role: RoleRow): string[] | null {
  const isOwn = ctx.viewer?.roles.includes(role.key)
  return isOwn || can(ctx.viewer, 'staff:read') ? role.permissions : null
}

/** Every right there is, by resource and name. */
export function listPermissions(ctx: Context): Permission[] {
  authorize(ctx, 'staff:read')
  return allPermissions
    .toSorted()
    .map((name) => ({ name, resource: name.split(':')[0] ?? name, description: permissions[name].allows }))
}

const bookable: readonly BuiltInRole[] = ['VET']

/**
 * Keeps the built-in roles as this version of the software defines them, and leaves the hospital's own alone.
 * no authorization: it happens at start, before anybody asks. no audit: the software changes, nobody changes it.
 */
export async function syncBuiltInRoles(ctx: Context) {
  const defined = (Object.keys(builtInRoles) as BuiltInRole[]).sort().map((key) => ({
    id: newId(),
    key,
    name: builtInRoles[key].name,
    description: builtInRoles[key].description,
    permissions: [...builtInRoles[key].permissions].sort(),
    seesPatients: bookable.includes(key),
    builtIn: true,
    createdAt: ctx.now(),
  }))
  const facts = ['name', 'description', 'permissions', 'sees_patients', 'built_in']
  const now = sql.raw(facts.map((fact) => `roles.${fact}`).join(', '))
  const then = sql.raw(facts.map((fact) => `excluded.${fact}`).join(', '))
  await transact(ctx, (ctx) =>
    ctx.db
      .insert(roles)
      .values(defined)
      .onConflictDoUpdate({
        target: roles.key,
        set: Object.fromEntries(
          (['name', 'description', 'permissions', 'seesPatients', 'builtIn'] as const).map((field) => [
            field,
            sql.raw(`excluded.${roles[field].name}`),
          ]),
        ),
        setWhere: sql`(${now}) is distinct from (${then})`,
      }),
  )
}
