import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { optionalText } from '@vetgraph/kit/text'
import { eq } from 'drizzle-orm'
import { type Assignment, findUser, rolesOf, type UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'

/** The account and its roles, locked until the transaction ends, or NOT_FOUND. */
export async function lockUser(ctx: Context, id: string): Promise<{ user: UserRow; roles: Assignment[] }> {
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(eq(users.id, asId(id)))
    .for('update')
  if (!user) throw notFound('user', 'id')
  return { user, roles: await rolesOf(ctx, user) }
}

export async function getUser(ctx: Context, id: string): Promise<UserRow> {
  const user = await findUser(ctx, id)
  if (!user) throw notFound('user', 'id')
  return user
}

/** An account's values in the form of the inputs: for the audit and for version conflicts. */
export const userValues = (user: UserRow, roles: readonly Assignment[]) => ({
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  title: user.title,
  phone: user.phone,
  prescriberNumber: user.prescriberNumber,
  prescriberExpiresOn: user.prescriberExpiresOn,
  ownerId: user.ownerId,
  active: user.active,
  roles: roles.map(({ role, locationId }) => ({ roleId: role.id, role: role.key, locationId })),
})

/** Refuses a change that is based on what somebody else has changed since. */
export function checkVersion(user: UserRow, roles: readonly Assignment[], version: number) {
  if (user.version !== version) throw stale(userValues(user, roles), user.version)
}

const maxPrescriberNumber = 40

/** A prescriber's number and its last day: both, or neither (U2). */
export function prescriberOf(number: string | null | undefined, expiresOn: string | null | undefined) {
  const prescriberNumber = optionalText('prescriberNumber', number, maxPrescriberNumber)
  const prescriberExpiresOn = expiresOn ?? null
  if (prescriberNumber !== null && prescriberExpiresOn === null) {
    throw badInput('prescriberExpiresOn', 'Until which day does this number hold?')
  }
  if (prescriberNumber === null && prescriberExpiresOn !== null) {
    throw badInput('prescriberNumber', 'Which number holds until then?')
  }
  return { prescriberNumber, prescriberExpiresOn }
}

/** The household that an account is to belong to; it must exist. */
export async function existingOwner(
  ctx: Context,
  ownerId: string | null | undefined,
): Promise<string | null> {
  if (ownerId === null || ownerId === undefined) return null
  const [owner] = await ctx.askPeer('Owner', [asId(ownerId)], 'id')
  if (!owner) throw notFound('owner', 'ownerId')
  return ownerId
}
