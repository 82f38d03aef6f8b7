import type { Context } from '@vetgraph/kit/context'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { demoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import type { BuiltInRole } from '@vetgraph/kit/contracts/permissions'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { hospital } from './hospital/hospital.table.ts'
import { locations } from './locations/location.table.ts'
import { hashPassword } from './passwords/password.service.ts'
import { passwords } from './passwords/password.table.ts'
import { syncBuiltInRoles } from './roles/role.service.ts'
import { roles } from './roles/role.table.ts'
import { userRoles, users } from './users/user.table.ts'

export const demoPassword = 'demo-password'

const ownerAccount = 9000

interface Account {
  id: string
  firstName: string
  lastName: string
  title: string | null
  email: string
  phone: string | null
  ownerId: string | null
  role: BuiltInRole
  locationId: string | null
}

/** The demo hospital's locations, its staff, and the portal account of its first household. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const plan = demoPlan(options, ctx.now())
  const [household] = plan.owners
  if (!household) throw new Error('the demo hospital has no owners')
  const accounts: Account[] = [
    ...plan.staff.map((person) => ({ ...person, ownerId: null })),
    {
      id: demoId('user', ownerAccount),
      firstName: household.firstName,
      lastName: household.lastName,
      title: null,
      email: 'owner@demo.vet',
      phone: null,
      ownerId: household.id,
      role: 'OWNER',
      locationId: null,
    },
  ]
  const now = ctx.now()
  await syncBuiltInRoles(ctx)
  const roleIds = new Map((await ctx.db.select().from(roles)).map(({ key, id }) => [key, id]))
  const hash = await hashPassword(ctx, demoPassword)
  await ctx.db.insert(hospital).values({ name: 'Vetgraph Demo Hospital', setUpAt: now, demo: true })
  await ctx.db.insert(locations).values(plan.locations.map((location) => ({ ...location, createdAt: now })))
  await ctx.db.insert(users).values(
    accounts.map(({ role, locationId, ...user }, number) => ({
      ...user,
      prescriberNumber: role === 'VET' ? `VCI-${4100 + number}` : null,
      prescriberExpiresOn: role === 'VET' ? addDays(dayOf(now, 'UTC'), 400) : null,
      emailVerifiedAt: now,
      createdAt: now,
      updatedAt: now,
    })),
  )
  await ctx.db.insert(userRoles).values(
    accounts.map(({ id, role, locationId }) => ({
      userId: id,
      roleId: roleIds.get(role)!,
      locationId,
      grantedAt: now,
    })),
  )
  await ctx.db.insert(passwords).values(accounts.map(({ id }) => ({ userId: id, hash, changedAt: now })))
}
