import type { Context } from '@vetgraph/kit/context'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { demoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import type { BuiltInRole } from '@vetgraph/kit/contracts/permissions'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import sharp from 'sharp'
import { hospital, hospitalLogos } from './hospital/hospital.table.ts'
import { locations } from './locations/location.table.ts'
import { hashPassword } from './passwords/password.service.ts'
import { passwords } from './passwords/password.table.ts'
import { syncBuiltInRoles } from './roles/role.service.ts'
import { roles } from './roles/role.table.ts'
import { userRoles, users } from './users/user.table.ts'

export const demoPassword = 'demo-password'

const ownerAccount = 9000

/** A paw in a circle. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 32 32">
  <circle cx="16" cy="16" r="16" fill="#16655a"/>
  <g fill="#f0a877"><circle cx="8" cy="14" r="2.6"/><circle cx="13" cy="8.6" r="2.8"/>
  <circle cx="19" cy="8.6" r="2.8"/><circle cx="24" cy="14" r="2.6"/></g>
  <path fill="#fff" d="M16 15c3.6 0 6.7 3.8 6.7 7 0 2.3-1.5 3.6-3.4 3.6-1.2 0-2-.6-3.3-.6s-2.1.6-3.3.6c-1.9 0-3.4-1.3-3.4-3.6 0-3.2 3.1-7 6.7-7Z"/>
</svg>`

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
  await ctx.db.insert(hospital).values({
    name: 'Vetgraph Demo Hospital',
    phone: '+35315550100',
    email: 'hello@demo.vet',
    website: 'https://demo.vet',
    setUpAt: now,
    demo: true,
  })
  const content = await sharp(Buffer.from(logo)).png({ palette: true }).toBuffer()
  await ctx.db.insert(hospitalLogos).values({ id: 1, content })
  await ctx.db
    .insert(locations)
    .values(plan.locations.map((location) => ({ ...location, createdAt: now, updatedAt: now })))
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
