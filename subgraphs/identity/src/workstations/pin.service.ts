import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, eq, exists, isNull, ne, or } from 'drizzle-orm'
import { hashPassword } from '../passwords/password.service.ts'
import { roles } from '../roles/role.table.ts'
import { confirmPassword } from '../sign-in/sign-in.service.ts'
import { findUser, type UserRow } from '../users/user.service.ts'
import { userRoles, users } from '../users/user.table.ts'
import type { WorkstationRow } from './this-workstation.service.ts'
import { pins } from './workstation.table.ts'
import type { SetMyPinInput } from './workstation.types.ts'

const upwards = '01234567890'
const downwards = '09876543210'

/** Whether a PIN is easy to guess: one digit, an alternating pair, or consecutive digits. */
const isObvious = (pin: string) =>
  /^(\d)\1*$/.test(pin) || /^(\d\d)\1+$/.test(pin) || upwards.includes(pin) || downwards.includes(pin)

async function getMe(ctx: Context): Promise<UserRow> {
  const me = await findUser(ctx, requireViewer(ctx).userId)
  if (!me) throw notFound('user')
  return me
}

/** Gives oneself a PIN for shared workstations, against the password. */
export async function setMyPin(ctx: Context, { password, pin }: SetMyPinInput): Promise<UserRow> {
  requireViewer(ctx)
  if (!/^\d{4,8}$/.test(pin)) throw badInput('pin', 'A PIN has 4 to 8 digits.')
  if (isObvious(pin)) throw badInput('pin', 'This is too easy to guess. Choose other digits.')
  const me = await getMe(ctx)
  await confirmPassword(ctx, me, 'password', password)
  const row = { hash: await hashPassword(ctx, pin), changedAt: ctx.now() }
  await transact(ctx, async (ctx) => {
    await ctx.db
      .insert(pins)
      .values({ userId: me.id, ...row })
      .onConflictDoUpdate({ target: pins.userId, set: row })
    await audit(ctx, 'user.set-pin', { entity: 'User', entityId: me.id })
  })
  return me
}

/** Takes one's own PIN away; without one nothing happens. */
export async function removeMyPin(ctx: Context): Promise<UserRow> {
  requireViewer(ctx)
  const me = await getMe(ctx)
  await transact(ctx, async (ctx) => {
    const removed = await ctx.db.delete(pins).where(eq(pins.userId, me.id)).returning({ id: pins.userId })
    if (removed.length > 0) await audit(ctx, 'user.remove-pin', { entity: 'User', entityId: me.id })
  })
  return me
}

/** Whether one has a PIN; of others nothing is said. */
export async function hasPin(ctx: Context, { id }: { id: string }): Promise<boolean | null> {
  if (ctx.viewer?.userId !== id) return null
  return (await ctx.db.$count(pins, eq(pins.userId, id))) > 0
}

/** Staff with a PIN who work at the location: with an open account and a role there, or everywhere. */
const worksAt = (ctx: Context, locationId: string) =>
  and(
    eq(users.active, true),
    exists(
      ctx.db
        .select({ userId: userRoles.userId })
        .from(userRoles)
        .innerJoin(roles, eq(roles.id, userRoles.roleId))
        .where(
          and(
            eq(userRoles.userId, users.id),
            ne(roles.key, 'OWNER'),
            or(isNull(userRoles.locationId), eq(userRoles.locationId, locationId)),
          ),
        ),
    ),
  )

async function readPeople(ctx: Context, locationIds: readonly string[]) {
  const found = await Promise.all(
    locationIds.map(async (locationId) => {
      const rows = await ctx.db
        .select({ user: users })
        .from(users)
        .innerJoin(pins, eq(pins.userId, users.id))
        .where(worksAt(ctx, locationId))
        .orderBy(users.sortName, users.id)
      return rows.map(({ user }): [string, UserRow] => [locationId, user])
    }),
  )
  return found.flat()
}

/** Who can take over the workstation, by family name. */
export const listPeopleAt = (ctx: Context, { locationId }: WorkstationRow) =>
  groupLoaderOf(ctx, readPeople).load(locationId)

/** The hash of the PIN of somebody who works there; null for whoever cannot take over. */
export async function pinHashOf(
  ctx: Context,
  userId: string,
  { locationId }: Pick<WorkstationRow, 'locationId'>,
): Promise<string | null> {
  const [found] = await ctx.db
    .select({ hash: pins.hash })
    .from(pins)
    .innerJoin(users, eq(users.id, pins.userId))
    .where(and(eq(pins.userId, userId), worksAt(ctx, locationId)))
  return found?.hash ?? null
}

/** Checks again, with a lock, that the user works there and the PIN is unchanged. */
export async function lockByPin(
  ctx: Context,
  userId: string,
  hash: string,
  { locationId }: WorkstationRow,
): Promise<UserRow | null> {
  const [found] = await ctx.db
    .select({ user: users })
    .from(users)
    .innerJoin(pins, eq(pins.userId, users.id))
    .where(and(eq(users.id, userId), eq(pins.hash, hash), worksAt(ctx, locationId)))
    .for('share')
  return found?.user ?? null
}
