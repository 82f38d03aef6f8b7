import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound, stale } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { given, requiredText } from '@vetgraph/kit/text'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { roleNameTaken, type RoleRow, roles } from '../roles/role.table.ts'
import { endSessionsOfAll } from '../sessions/session-end.service.ts'
import { announceUsers, isPermission } from '../users/user.service.ts'
import { userRoles, users } from '../users/user.table.ts'
import { checkGivable } from './coverage.service.ts'
import type { CreateRoleInput, UpdateRoleInput } from './role.inputs.ts'

const maxDescription = 1000

/** The short name by which API clients know a role: `Senior vet` is SENIOR_VET. */
function keyFrom(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase()
  const key = letters.replaceAll(/[^A-Z0-9]+/g, '_').replaceAll(/^[_\d]+|_+$/g, '')
  return key || `ROLE_${newId().slice(-8).toUpperCase()}`
}

/** Role names must be distinguishable: `administrator` is taken. */
async function checkFree(ctx: Context, name: string, own: string | null) {
  const same = sql`lower(${roles.name}) = lower(${name})`
  const others = and(same, own === null ? undefined : ne(roles.id, own))
  if ((await ctx.db.$count(roles, others)) > 0) throw roleNameTaken()
}

/** The rights by name, each once and sorted; made-up ones are refused. */
function rightsFrom(names: readonly string[]): string[] {
  const unknown = names.find((name) => !isPermission(name))
  if (unknown !== undefined) throw badInput('permissions', `There is no permission “${unknown}”.`)
  return [...new Set(names)].sort()
}

const roleValues = (role: RoleRow) => ({
  name: role.name,
  description: role.description,
  permissions: role.permissions,
  seesPatients: role.seesPatients,
  requiresSecondFactor: role.requiresSecondFactor,
})

async function lockRole(ctx: Context, id: string, version: number): Promise<RoleRow> {
  const [role] = await ctx.db
    .select()
    .from(roles)
    .where(eq(roles.id, asId(id)))
    .for('update')
  if (!role) throw notFound('role', 'id')
  if (role.version !== version) throw stale(roleValues(role), role.version)
  return role
}

async function getRole(ctx: Context, id: string): Promise<RoleRow> {
  const [role] = await ctx.db.select().from(roles).where(eq(roles.id, id))
  if (!role) throw notFound('role', 'id')
  return role
}

/** Makes a role of the hospital's own, out of rights that its maker holds everywhere. */
export async function createRole(ctx: Context, input: CreateRoleInput): Promise<RoleRow> {
  const viewer = authorize(ctx, 'role:write')
  const id = await once(ctx, 'createRole', input, async (ctx) => {
    const name = requiredText('name', input.name)
    const values = {
      key: keyFrom(name),
      name,
      description: requiredText('description', input.description, maxDescription),
      permissions: rightsFrom(input.permissions),
      seesPatients: input.seesPatients,
      requiresSecondFactor: input.requiresSecondFactor,
    }
    checkGivable(viewer, 'permissions', values.permissions, null)
    await checkFree(ctx, name, null)
    const [role] = await ctx.db
      .insert(roles)
      .values({ id: newId(), ...values, builtIn: false, createdAt: ctx.now() })
      .returning()
    await audit(ctx, 'role.create', { entity: 'Role', entityId: role!.id, after: roleValues(role!) })
    return role!.id
  })
  return getRole(ctx, id)
}

const ownOnly = ['name', 'description', 'permissions', 'seesPatients'] as const

function checkBuiltIn(role: RoleRow, input: UpdateRoleInput) {
  const field = ownOnly.find((field) => input[field] !== undefined)
  if (role.builtIn && field) throw badInput(field, 'The software keeps this of a built-in role.')
}

const holdsRole = (ctx: Context, roleId: string) =>
  inArray(
    users.id,
    ctx.db.select({ id: userRoles.userId }).from(userRoles).where(eq(userRoles.roleId, roleId)),
  )

/** The holders of the role, locked so that none signs in with the earlier permissions until the transaction ends. */
const lockHolders = (ctx: Context, roleId: string) =>
  ctx.db.select().from(users).where(holdsRole(ctx, roleId)).orderBy(users.id).for('no key update')

/**
 * The holders of the role become vets or stop being vets: their versions increase, so that copies in other subgraphs
 * take the change.
 */
async function announceHolders(ctx: Context, roleId: string) {
  const holders = await ctx.db
    .update(users)
    .set({ version: sql`${users.version} + 1` })
    .where(holdsRole(ctx, roleId))
    .returning()
  await announceUsers(ctx, holders)
}

/** Changes what a role is. Who loses a right by it is signed out; what is given counts from the next refresh (AU3). */
export async function updateRole(ctx: Context, input: UpdateRoleInput): Promise<RoleRow> {
  const viewer = authorize(ctx, 'role:write')
  return transact(ctx, async (ctx) => {
    const before = await lockRole(ctx, input.id, input.version)
    checkBuiltIn(before, input)
    const permissions =
      input.permissions === undefined
        ? before.permissions
        : rightsFrom(given('permissions', input.permissions, before.permissions))
    checkGivable(viewer, 'permissions', [...before.permissions, ...permissions], null)
    const name = requiredText('name', given('name', input.name, before.name))
    if (name !== before.name) await checkFree(ctx, name, before.id)
    const [role] = await ctx.db
      .update(roles)
      .set({
        name,
        description: requiredText(
          'description',
          given('description', input.description, before.description),
          maxDescription,
        ),
        permissions,
        seesPatients: given('seesPatients', input.seesPatients, before.seesPatients),
        requiresSecondFactor: given(
          'requiresSecondFactor',
          input.requiresSecondFactor,
          before.requiresSecondFactor,
        ),
        version: before.version + 1,
      })
      .where(eq(roles.id, before.id))
      .returning()
    const isTaken = before.permissions.some((name) => !permissions.includes(name))
    const isOtherVet = role!.seesPatients !== before.seesPatients
    const holders = isTaken || isOtherVet ? await lockHolders(ctx, before.id) : []
    const holderIds = holders.map(({ id }) => id)
    if (isTaken) await endSessionsOfAll(ctx, holderIds, 'ROLES_CHANGED')
    if (isOtherVet) await announceHolders(ctx, before.id)
    await audit(ctx, 'role.update', {
      entity: 'Role',
      entityId: before.id,
      before: roleValues(before),
      after: roleValues(role!),
    })
    return role!
  })
}

/** Removes a role of the hospital's own that nobody holds any more; what the audit says of it stays. */
export async function deleteRole(ctx: Context, id: string, version: number): Promise<string> {
  const viewer = authorize(ctx, 'role:write')
  return transact(ctx, async (ctx) => {
    const role = await lockRole(ctx, id, version)
    if (role.builtIn) throw badInput('id', 'Built-in roles stay.')
    checkGivable(viewer, 'id', role.permissions, null)
    const holders = await ctx.db.$count(userRoles, eq(userRoles.roleId, role.id))
    if (holders > 0) throw conflict('Somebody still holds this role.', { field: 'id', holders })
    await ctx.db.delete(roles).where(eq(roles.id, role.id))
    await audit(ctx, 'role.delete', { entity: 'Role', entityId: role.id, before: roleValues(role) })
    return role.id
  })
}
