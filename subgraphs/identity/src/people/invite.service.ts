import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { optionalText, requiredEmail, requiredText } from '@vetgraph/kit/text'
import { sendLink } from '../email-links/email-link.service.ts'
import { announceUser, type UserRow } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import { assign, wantedRoles } from './assignment.service.ts'
import { checkOutranks } from './coverage.service.ts'
import type { CreateUserInput } from './person.inputs.ts'
import { getUser, existingOwner, lockUser, prescriberOf, userValues } from './person.service.ts'

/** Sends the invitation, whose link lets the person choose a password. */
export const invite = (ctx: Context, user: UserRow) => sendLink(ctx, user, 'INVITATION', 'invitation')

/** Makes an account without a password and invites the person by e-mail. */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<UserRow> {
  const viewer = authorize(ctx, 'user:write')
  if (input.ownerId) authorize(ctx, 'owner:claim')
  const id = await once(ctx, 'createUser', input, async (ctx) => {
    const values = {
      email: requiredEmail('email', input.email),
      firstName: requiredText('firstName', input.firstName),
      lastName: requiredText('lastName', input.lastName),
      title: optionalText('title', input.title),
      phone: input.phone ?? null,
      ...prescriberOf(input.prescriberNumber, input.prescriberExpiresOn),
      ownerId: await existingOwner(ctx, input.ownerId),
    }
    const wanted = await wantedRoles(ctx, viewer, input.roles)
    const [user] = await ctx.db
      .insert(users)
      .values({ id: newId(), ...values, createdAt: ctx.now(), updatedAt: ctx.now() })
      .returning()
    await assign(ctx, user!.id, [], wanted)
    await audit(ctx, 'user.create', {
      entity: 'User',
      entityId: user!.id,
      after: userValues(user!, wanted),
    })
    await announceUser(ctx, user!)
    await invite(ctx, user!)
    return user!.id
  })
  return getUser(ctx, id)
}

/** Sends the invitation once more; the link sent before becomes worthless. */
export async function resendInvitation(ctx: Context, id: string): Promise<UserRow> {
  const viewer = authorize(ctx, 'user:write')
  return transact(ctx, async (ctx) => {
    const { user, roles } = await lockUser(ctx, id)
    checkOutranks(viewer, roles)
    if (!user.active) throw conflict('This account is closed.', { field: 'id' })
    if (user.emailVerifiedAt) throw conflict('This person has accepted the invitation.', { field: 'id' })
    await audit(ctx, 'user.invite', { entity: 'User', entityId: user.id, after: { email: user.email } })
    await invite(ctx, user)
    return user
  })
}
