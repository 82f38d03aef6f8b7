import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { given, optionalText, requiredEmail, requiredText } from '@vetgraph/kit/text'
import { eq } from 'drizzle-orm'
import { endSessionsOf } from '../sessions/session-end.service.ts'
import { announceUser, type UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import { assign, wantedRoles } from './assignment.service.ts'
import { checkOutranks } from './coverage.service.ts'
import { invite } from './invite.service.ts'
import type { UpdateMeInput, UpdateUserInput } from './person.inputs.ts'
import { checkVersion, existingOwner, lockUser, prescriberOf, userValues } from './person.service.ts'

/** An address can be corrected until somebody has proved that it is theirs; who reads its mail sees the household. */
function emailAfter(ctx: Context, user: UserRow, email: string | null | undefined): string {
  const next = requiredEmail('email', given('email', email, user.email))
  if (next === user.email) return next
  if (user.emailVerifiedAt) {
    throw badInput('email', 'Only the person can change the address of an account in use.')
  }
  if (user.ownerId) authorize(ctx, 'owner:claim')
  return next
}

async function householdAfter(ctx: Context, { ownerId }: UserRow, next: string | null | undefined) {
  if (next === undefined || next === ownerId) return ownerId
  authorize(ctx, 'owner:claim')
  return existingOwner(ctx, next)
}

const nameAndContact = (before: UserRow, input: Omit<UpdateMeInput, 'version'>) => ({
  firstName: requiredText('firstName', given('firstName', input.firstName, before.firstName)),
  lastName: requiredText('lastName', given('lastName', input.lastName, before.lastName)),
  title: input.title === undefined ? before.title : optionalText('title', input.title),
  phone: input.phone === undefined ? before.phone : input.phone,
})

/** Writes the row in its next version. */
async function save(ctx: Context, before: UserRow, values: Partial<UserRow>): Promise<UserRow> {
  const { sortName: _, ...changed } = values
  const [user] = await ctx.db
    .update(users)
    .set({ ...changed, version: before.version + 1, updatedAt: ctx.now() })
    .where(eq(users.id, before.id))
    .returning()
  return user!
}

/** Changes what is known of somebody and what they may do; other roles or another household sign them out (AU3). */
export async function updateUser(ctx: Context, input: UpdateUserInput): Promise<UserRow> {
  const viewer = authorize(ctx, 'user:write')
  return transact(ctx, async (ctx) => {
    const { user: before, roles: had } = await lockUser(ctx, input.id)
    checkOutranks(viewer, had)
    checkVersion(before, had, input.version)
    const wanted = given('roles', input.roles, null)
    const roles = wanted ? await wantedRoles(ctx, viewer, wanted) : had
    const user = await save(ctx, before, {
      ...nameAndContact(before, input),
      ...prescriberOf(
        input.prescriberNumber === undefined ? before.prescriberNumber : input.prescriberNumber,
        input.prescriberExpiresOn === undefined ? before.prescriberExpiresOn : input.prescriberExpiresOn,
      ),
      email: emailAfter(ctx, before, input.email),
      ownerId: await householdAfter(ctx, before, input.ownerId),
    })
    const mayOther = await assign(ctx, user.id, had, roles)
    if (mayOther || user.ownerId !== before.ownerId) await endSessionsOf(ctx, user.id, 'ROLES_CHANGED')
    if (user.email !== before.email) await invite(ctx, user)
    await audit(ctx, 'user.update', {
      entity: 'User',
      entityId: user.id,
      before: userValues(before, had),
      after: userValues(user, roles),
    })
    await announceUser(ctx, user)
    return user
  })
}

/** Changes one's own name and how one is reached. */
export async function updateMe(ctx: Context, input: UpdateMeInput): Promise<UserRow> {
  const viewer = requireViewer(ctx)
  return transact(ctx, async (ctx) => {
    const { user: before, roles } = await lockUser(ctx, viewer.userId)
    checkVersion(before, roles, input.version)
    const user = await save(ctx, before, nameAndContact(before, input))
    await audit(ctx, 'user.update', {
      entity: 'User',
      entityId: user.id,
      before: userValues(before, roles),
      after: userValues(user, roles),
    })
    await announceUser(ctx, user)
    return user
  })
}

async function setActive(ctx: Context, id: string, version: number, active: boolean, action: string) {
  const viewer = authorize(ctx, 'user:write')
  return transact(ctx, async (ctx) => {
    const { user: before, roles } = await lockUser(ctx, id)
    checkOutranks(viewer, roles)
    checkVersion(before, roles, version)
    if (before.active === active) return before
    const user = await save(ctx, before, { active })
    if (!active) await endSessionsOf(ctx, user.id, 'DEACTIVATED')
    await audit(ctx, action, {
      entity: 'User',
      entityId: user.id,
      before: userValues(before, roles),
      after: userValues(user, roles),
    })
    await announceUser(ctx, user)
    return user
  })
}

/** Closes a leaver's account: signed out everywhere, picked nowhere; the name stays on what they did (U1). */
export const deactivateUser = (ctx: Context, id: string, version: number): Promise<UserRow> =>
  setActive(ctx, id, version, false, 'user.deactivate')

/** Opens a closed account again, with the roles it had. */
export const reactivateUser = (ctx: Context, id: string, version: number): Promise<UserRow> =>
  setActive(ctx, id, version, true, 'user.reactivate')
