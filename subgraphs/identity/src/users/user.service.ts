import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context, Grant, Viewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import type { Database } from '@vetgraph/kit/database/database'
import { badInput } from '@vetgraph/kit/errors'
import { emitAll, type UserFacts } from '@vetgraph/kit/contracts/events'
import { narrowed } from '@vetgraph/kit/reads/narrow'
import { permissions, type Permission } from '@vetgraph/kit/contracts/permissions'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, eq, exists, ilike, ne, or, type SQL, sql } from 'drizzle-orm'
import { type RoleRow, roles } from '../roles/role.table.ts'
import { userRoles, type UserRow, users } from './user.table.ts'
import type { UserFilter } from './user.types.ts'

export type { UserRow }

const holds = (db: Database, role: SQL) =>
  exists(
    db
      .select({ userId: userRoles.userId })
      .from(userRoles)
      .innerJoin(roles, eq(roles.id, userRoles.roleId))
      .where(and(eq(userRoles.userId, users.id), role)),
  )

/** Staff: users with a role other than pet owner, and users with neither role nor household. */
const isStaff = (db: Database) =>
  sql`(${holds(db, ne(roles.key, 'OWNER'))} or ${users.ownerId} is null and not ${holds(db, eq(roles.key, 'OWNER'))})`

/** Pet owners may know the names of those who treat their pets, but no other household's account (AU4). */
const usersById = narrowed(
  { table: users, type: 'User', always: ['id'], takes: { name: ['firstName', 'lastName'], photoUrl: [] } },
  (db, columns, { ids, ownerIs }: Places<{ ids: readonly string[]; ownerIs: string | null }>) =>
    db
      .select(columns)
      .from(users)
      .where(and(among(users.id, ids), ownerIs ? or(eq(users.id, ownerIs), isStaff(db)) : undefined)),
)

/** Reads the accounts that the viewer may know of. */
export function readUsers(ctx: Context, ids: readonly string[]): Promise<UserRow[]> {
  const viewer = requireViewer(ctx)
  const seesAll = can(viewer, 'staff:read') || can(viewer, 'user:read')
  return usersById(ctx, { ids, ownerIs: seesAll ? null : viewer.userId })
}

export const findUser = (ctx: Context, id: string) => loaderOf(ctx, readUsers).load(id)

export const findMe = async (ctx: Context) => (ctx.viewer ? findUser(ctx, ctx.viewer.userId) : null)

const maxSearch = 200

/** Every word must occur in the name or, for viewers who may see it, in the e-mail address. */
function matches(search: string, withEmail: boolean): SQL | undefined {
  if (search.length > maxSearch) {
    throw badInput('filter.search', `Search for at most ${maxSearch} characters.`)
  }
  const words = search.split(/\s+/).filter(Boolean)
  return and(
    ...words.map((word) => {
      const part = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
      return or(ilike(users.sortName, part), withEmail ? ilike(users.email, part) : undefined)
    }),
  )
}

/** Staff see who has an account, by family name; pet owners have no such list. */
export function listUsers(ctx: Context, page: PageArgs, filter: UserFilter): Promise<Page<UserRow>> {
  const viewer = authorize(ctx, 'staff:read')
  const wanted = and(
    filter.search ? matches(filter.search, can(viewer, 'user:read')) : undefined,
    filter.roleKey ? holds(ctx.db, eq(roles.key, filter.roleKey)) : undefined,
    typeof filter.staff === 'boolean' ? eq(isStaff(ctx.db), filter.staff) : undefined,
    typeof filter.active === 'boolean' ? eq(users.active, filter.active) : undefined,
  )
  return pageOf(page, {
    key: users.sortName,
    id: users.id,
    direction: 'asc',
    keyOf: ({ sortName }) => sortName,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(users)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(users, wanted),
  })
}

/** A role somebody holds: at one location, or everywhere when none is named (AU6). */
export interface Assignment {
  role: RoleRow
  locationId: string | null
}

const assignmentsOf = statement((db, { userIds }: Places<{ userIds: readonly string[] }>) =>
  db
    .select({ userId: userRoles.userId, locationId: userRoles.locationId, role: roles })
    .from(userRoles)
    .innerJoin(roles, eq(roles.id, userRoles.roleId))
    .where(among(userRoles.userId, userIds))
    .orderBy(roles.name, userRoles.locationId),
)

async function readAssignments(ctx: Context, userIds: readonly string[]) {
  const rows = await assignmentsOf(ctx, { userIds })
  return rows.map(({ userId, ...assignment }): [string, Assignment] => [userId, assignment])
}

export const rolesOf = (ctx: Context, { id }: { id: string }) => groupLoaderOf(ctx, readAssignments).load(id)

export const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name)

/** What somebody is allowed to do and where: the sum of their roles, per location and everywhere (AU6). */
export async function viewerOf(ctx: Context, user: UserRow, sessionId: string): Promise<Viewer> {
  const assignments = await rolesOf(ctx, user)
  const allowed = new Map<string | null, Set<Permission>>()
  for (const { role, locationId } of assignments) {
    const there = allowed.get(locationId) ?? new Set()
    for (const name of role.permissions) if (isPermission(name)) there.add(name)
    allowed.set(locationId, there)
  }
  const grants = [...allowed].map(([locationId, permissions]): Grant => ({ locationId, permissions }))
  const keys = [...new Set(assignments.map(({ role }) => role.key))].sort()
  return { kind: 'user', userId: user.id, sessionId, ownerId: user.ownerId, roles: keys, grants }
}

const isSelf = (ctx: Context, { id }: { id: string }) => ctx.viewer?.userId === id

/** The permission to see non-public fields of a user. */
const rightToSee = {
  email: 'user:read',
  emailVerifiedAt: 'user:read',
  phone: 'user:read',
  ownerId: 'owner:read',
  prescriberNumber: 'staff:read',
  prescriberExpiresOn: 'staff:read',
} as const satisfies Partial<Record<keyof UserRow, Permission>>

/** Contact details and households of others are for those with the right only; one's own always show. */
export const personalOf = <Field extends keyof typeof rightToSee>(
  ctx: Context,
  user: UserRow,
  field: Field,
): UserRow[Field] | null => (isSelf(ctx, user) || can(ctx.viewer, rightToSee[field]) ? user[field] : null)

/** What the viewer may do; of others nothing is said. */
export function permissionsOf(ctx: Context, user: { id: string }): string[] {
  if (!isSelf(ctx, user)) return []
  const held = new Set(ctx.viewer?.grants.flatMap(({ permissions }) => [...permissions]))
  return [...held].filter((permission) => can(ctx.viewer, permission)).sort()
}

export const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`.trim()

export const initialsOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  [firstName, lastName].map((part) => ([...part.trim()][0] ?? '').toUpperCase()).join('')

/** Visits can be booked with those who hold a role that sees patients. */
export const isVet = async (ctx: Context, user: { id: string }) =>
  (await rolesOf(ctx, user)).some(({ role }) => role.seesPatients)

export const userFacts = async (ctx: Context, user: UserRow): Promise<UserFacts> => ({
  id: user.id,
  version: user.version,
  name: nameOf(user),
  active: user.active,
  isVet: await isVet(ctx, user),
  ownerId: user.ownerId,
  prescriberNumber: user.prescriberNumber,
  prescriberExpiresOn: user.prescriberExpiresOn,
})

/**
 * Tells the subgraphs that keep a copy what users are now, all in one statement; whatever changes a user or their roles calls it.
 * no authorization: the verb that changed the user asked. no audit: nothing changes here.
 */
export const announceUsers = (ctx: Context, users: readonly UserRow[]) =>
  transact(ctx, async (ctx) => {
    ctx.loaders.clear()
    await emitAll(ctx, 'user.changed', await Promise.all(users.map((user) => userFacts(ctx, user))))
  })

/**
 * The same of one user.
 * no authorization: the verb that changed the user asked. no audit: nothing changes here.
 */
export const announceUser = (ctx: Context, user: UserRow) => announceUsers(ctx, [user])
