import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { requiredPhone } from '@vetgraph/kit/phone'
import { maxNote, requiredEmail, requiredText } from '@vetgraph/kit/text'
import { eq } from 'drizzle-orm'
import { requiredLocale } from '../hospital/hospital.service.ts'
import { hospital } from '../hospital/hospital.table.ts'
import { requiredCurrency, requiredTaxRate, usualWeek } from '../locations/location-changes.service.ts'
import { announceLocation } from '../locations/location.service.ts'
import { locations } from '../locations/location.table.ts'
import { checkPassword } from '../passwords/password.rules.ts'
import { hashPassword, keepPassword } from '../passwords/password.service.ts'
import { roles } from '../roles/role.table.ts'
import { beginSession, welcome } from '../sessions/session.service.ts'
import type { Session } from '../sessions/session.types.ts'
import { announceUser } from '../users/user.service.ts'
import { userRoles, users } from '../users/user.table.ts'
import type {
  FirstAdministratorInput,
  FirstLocationInput,
  SetUp,
  SetUpHospitalInput,
} from './set-up.types.ts'

/** Anybody may know whether the system is used yet, and whose it is. */
export async function findSetUp(ctx: Context): Promise<SetUp> {
  const [known] = await ctx.db
    .select({ name: hospital.name, locale: hospital.locale, demo: hospital.demo })
    .from(hospital)
  return {
    needed: known === undefined,
    hospitalName: known?.name ?? null,
    locale: known?.locale ?? null,
    openDemo: known?.demo === true && ctx.settings.exposed,
  }
}

/** Before there is a hospital nobody signs up for it. */
export async function requireSetUp(ctx: Context) {
  if ((await findSetUp(ctx)).needed) throw conflict('This hospital is not set up yet.')
}

const defaultLocale = 'en-GB'

function locationOf({ name, timeZone, currency, address, phone, taxRate }: FirstLocationInput) {
  return {
    name: requiredText('location.name', name),
    timeZone,
    currency: requiredCurrency('location.currency', currency),
    address: requiredText('location.address', address, maxNote),
    phone: phone?.trim() ? requiredPhone('location.phone', phone, [timeZone]) : null,
    openingHours: usualWeek,
    taxRate: requiredTaxRate('location.taxRate', taxRate),
  }
}

const administratorOf = ({ firstName, lastName, email }: FirstAdministratorInput) => ({
  firstName: requiredText('administrator.firstName', firstName),
  lastName: requiredText('administrator.lastName', lastName),
  email: requiredEmail('administrator.email', email),
})

/**
 * Makes an empty system a hospital with its first location and its administrator, who is signed in. It works once.
 * no authorization: there is nobody yet; that the hospital's one row is free is the right.
 */
export async function setUpHospital(ctx: Context, input: SetUpHospitalInput): Promise<Session> {
  const alreadyDone = () => conflict('This hospital has been set up.')
  if (!(await findSetUp(ctx)).needed) throw alreadyDone()
  const name = requiredText('hospitalName', input.hospitalName)
  const locale = requiredLocale('locale', input.locale ?? defaultLocale)
  const place = locationOf(input.location)
  const person = administratorOf(input.administrator)
  await checkPassword('administrator.password', input.administrator.password, person)
  const hash = await hashPassword(ctx, input.administrator.password)
  const signedIn = await transact(ctx, async (ctx) => {
    const now = ctx.now()
    const [made] = await ctx.db
      .insert(hospital)
      .values({ name, locale, setUpAt: now })
      .onConflictDoNothing()
      .returning()
    if (!made) throw alreadyDone()
    const [location] = await ctx.db
      .insert(locations)
      .values({ id: newId(), ...place, createdAt: now, updatedAt: now })
      .returning()
    const [user] = await ctx.db
      .insert(users)
      .values({ id: newId(), ...person, emailVerifiedAt: now, createdAt: now, updatedAt: now })
      .returning()
    const [role] = await ctx.db.select({ id: roles.id }).from(roles).where(eq(roles.key, 'ADMIN'))
    await ctx.db.insert(userRoles).values({ userId: user!.id, roleId: role!.id, grantedAt: now })
    await keepPassword(ctx, user!.id, hash)
    await audit(ctx, 'hospital.set-up', {
      entity: 'Hospital',
      entityId: String(made.id),
      after: { name, locale, location: place, administrator: person },
    })
    await announceLocation(ctx, location!)
    await announceUser(ctx, user!)
    return beginSession(ctx, user!)
  })
  return welcome(ctx, signedIn)
}
