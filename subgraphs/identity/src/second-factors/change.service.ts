import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import { ownAccount } from '../accounts/verification.service.ts'
import { writeTo } from '../email-links/email-link.service.ts'
import { findSettings } from '../hospital/hospital.service.ts'
import { checkOutranks } from '../people/coverage.service.ts'
import { lockUser } from '../people/person.service.ts'
import { endSessionsOf } from '../sessions/session-end.service.ts'
import { byCode, confirmPassword } from '../sign-in/sign-in.service.ts'
import type { UserRow } from '../users/user.service.ts'
import { addressOf, giveRecoveryCodes, newFactorSecret, sealFactor, stepOf } from './code.service.ts'
import { secondFactorOf } from './second-factor.service.ts'
import { recoveryCodes, secondFactors } from './second-factor.table.ts'
import type {
  DisableSecondFactorInput,
  SecondFactorSecret,
  StartSecondFactorInput,
} from './second-factor.types.ts'

/** Signs the person out elsewhere, and tells them of the change. */
async function announce(ctx: Context, user: UserRow, action: string, change: string) {
  const isSelf = ctx.viewer?.userId === user.id
  await endSessionsOf(ctx, user.id, 'SECOND_FACTOR_CHANGED', isSelf ? { except: ctx.viewer!.sessionId } : {})
  await audit(ctx, action, { entity: 'User', entityId: user.id })
  await writeTo(ctx, user, 'second-factor-changed', { values: { change } })
}

/** Takes the second factor away; false when there is none any more. */
async function forget(ctx: Context, userId: string): Promise<boolean> {
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const gone = await ctx.db
    .delete(secondFactors)
    .where(eq(secondFactors.userId, userId))
    .returning({ userId: secondFactors.userId })
  return gone.length > 0
}

/**
 * Gives somebody the secret of a new second factor, which counts from its confirmation on. One that is enabled is
 * replaced: that takes a code of it, and it counts no more.
 */
export async function startSecondFactor(
  ctx: Context,
  input: StartSecondFactorInput,
): Promise<SecondFactorSecret> {
  const user = await ownAccount(ctx)
  await confirmPassword(ctx, user, 'password', input.password)
  const secret = newFactorSecret()
  const begin = async (ctx: Context) => {
    await lockUser(ctx, user.id)
    if ((await secondFactorOf(ctx, user))?.enabled) {
      await announce(
        ctx,
        user,
        'second-factor.replace',
        'A new second factor takes the place of the one before.',
      )
    }
    await forget(ctx, user.id)
    const sealed = sealFactor(ctx, user.id, secret)
    await ctx.db.insert(secondFactors).values({ userId: user.id, secret: sealed, createdAt: ctx.now() })
  }
  await byCode(ctx, user, input.code, begin)
  const hospital = await findSettings(ctx)
  return { secret, uri: addressOf(secret, hospital?.name ?? 'Vetgraph', user.email) }
}

/**
 * Enables the second factor that was begun, against a code it shows; answers the recovery codes, once.
 * no authorization: it is about oneself.
 */
export async function confirmSecondFactor(ctx: Context, code: string): Promise<string[]> {
  const user = await ownAccount(ctx)
  return transact(ctx, async (ctx) => {
    await lockUser(ctx, user.id)
    const [factor] = await ctx.db.select().from(secondFactors).where(eq(secondFactors.userId, user.id))
    if (!factor) throw badInput('code', 'Begin with the QR code.')
    if (factor.confirmedAt) throw conflict('This second factor is enabled already.')
    const step = stepOf(ctx, factor, code.replaceAll(/\s/g, ''))
    if (step === null) throw badInput('code', 'This is not the code that the device shows now.')
    await ctx.db
      .update(secondFactors)
      .set({ confirmedAt: ctx.now(), lastStep: step })
      .where(eq(secondFactors.userId, user.id))
    const codes = await giveRecoveryCodes(ctx, user.id)
    await announce(
      ctx,
      user,
      'second-factor.enable',
      'A second factor was set up: signing in takes its code.',
    )
    return codes
  })
}

/** Takes one's own second factor off, against password and code; not while a role demands it. */
export async function disableSecondFactor(ctx: Context, input: DisableSecondFactorInput): Promise<UserRow> {
  const user = await ownAccount(ctx)
  const standing = await secondFactorOf(ctx, user)
  if (!standing?.enabled) return user
  if (standing.required) throw conflict('One of your roles demands a second factor. You can replace it.')
  await confirmPassword(ctx, user, 'password', input.password)
  await byCode(ctx, user, input.code, async (ctx) => {
    if (!(await forget(ctx, user.id))) return
    await announce(
      ctx,
      user,
      'second-factor.disable',
      'The second factor was taken off: the password is enough.',
    )
  })
  return user
}

/** Makes ten new recovery codes; the others become worthless. */
export async function renewRecoveryCodes(ctx: Context, code: string): Promise<string[]> {
  const user = await ownAccount(ctx)
  const requireFactor = async (ctx: Context) => {
    if (!(await secondFactorOf(ctx, user))?.enabled) throw conflict('There is no second factor to recover.')
  }
  await requireFactor(ctx)
  return byCode(ctx, user, code, async (ctx) => {
    // It may have been taken off since: then no code was asked for.
    await requireFactor(ctx)
    const codes = await giveRecoveryCodes(ctx, user.id)
    await announce(
      ctx,
      user,
      'second-factor.renew-codes',
      'New recovery codes were made; the others are worthless.',
    )
    return codes
  })
}

/** Takes away the second factor that a colleague has lost, and signs them out everywhere. */
export async function removeSecondFactor(ctx: Context, userId: string): Promise<UserRow> {
  const viewer = authorize(ctx, 'user:write')
  return transact(ctx, async (ctx) => {
    const { user, roles } = await lockUser(ctx, userId)
    checkOutranks(viewer, roles)
    if (user.id === viewer.userId) throw badInput('userId', 'Take your own off with password and code.')
    if (!(await secondFactorOf(ctx, user))?.enabled) return user
    await forget(ctx, user.id)
    await announce(ctx, user, 'second-factor.remove', 'An administrator took your second factor away.')
    return user
  })
}
