import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { eq } from 'drizzle-orm'
import { roles } from '../roles/role.table.ts'
import { userRoles, type UserRow, users } from './user.table.ts'

interface Overrides extends Partial<Omit<UserRow, 'sortName'>> {
  /** Keys of the roles held, each everywhere or at one location. */
  roles?: ReadonlyArray<{ role: string; locationId?: string }>
}

export async function giveRole(hospital: TestSubgraph, userId: string, role: string, locationId?: string) {
  const ctx = hospital.context()
  const [row] = await ctx.db.select().from(roles).where(eq(roles.key, role))
  if (!row) throw new Error(`no role ${role}`)
  await ctx.db
    .insert(userRoles)
    .values({ userId, roleId: row.id, locationId: locationId ?? null, grantedAt: ctx.now() })
}

export async function aUser(hospital: TestSubgraph, { roles = [], ...overrides }: Overrides = {}) {
  const ctx = hospital.context()
  const id = newId()
  const now = ctx.now()
  const user = {
    id,
    firstName: 'Aoife',
    lastName: 'Byrne',
    title: null,
    email: `${id}@example.test`,
    emailVerifiedAt: now,
    phone: null,
    ownerId: null,
    active: true,
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...overrides,
  }
  const [row] = await ctx.db.insert(users).values(user).returning()
  for (const { role, locationId } of roles) await giveRole(hospital, user.id, role, locationId)
  return row!
}
