import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { beginSession, endSessionAtHand, type SignedIn, welcome } from '../sessions/session.service.ts'
import type { Session } from '../sessions/session.types.ts'
import { forgetPinFailures, takePinTry, tryPassword } from '../sign-in/failure.service.ts'
import { lockByPin, pinHashOf } from './pin.service.ts'
import { findThisWorkstation, type WorkstationRow } from './this-workstation.service.ts'
import type { SwitchUserInput } from './workstation.types.ts'

const takeOver = (
  ctx: Context,
  workstation: WorkstationRow,
  userId: string,
  hash: string,
): Promise<SignedIn | null> =>
  transact(ctx, async (ctx) => {
    const user = await lockByPin(ctx, userId, hash, workstation)
    if (!user) return null
    await endSessionAtHand(ctx, 'SWITCHED', 'session.switch')
    await forgetPinFailures(ctx, user.id, workstation.id)
    return beginSession(ctx, user, { method: 'PIN' })
  })

const recordFailure = (ctx: Context, userId: string, workstation: WorkstationRow) =>
  transact(ctx, (ctx) =>
    audit(ctx, 'session.pin-failed', {
      entity: 'User',
      entityId: userId,
      after: { workstationId: workstation.id },
    }),
  )

/**
 * Somebody takes over the shared workstation by PIN: the session at hand ends and theirs begins, so that each write
 * carries the person (AU8). Wrong PINs are security events, and after some of them the next waits ever longer;
 * whoever has none, or works elsewhere, gets the same answer.
 * no authorization: the workstation's cookie and the PIN are what is checked.
 */
export async function switchUser(ctx: Context, input: SwitchUserInput): Promise<Session> {
  const workstation = await findThisWorkstation(ctx)
  if (!workstation) throw notFound('workstation')
  const userId = asId(input.userId)
  const taken = await takePinTry(ctx, userId, workstation.id)
  const hash = await pinHashOf(ctx, userId, workstation)
  const isTheirs = await tryPassword(ctx, input.pin, hash, taken)
  const signedIn = isTheirs && hash !== null ? await takeOver(ctx, workstation, userId, hash) : null
  if (!signedIn) {
    await recordFailure(ctx, userId, workstation)
    throw badInput('pin', 'This is not the PIN.')
  }
  return welcome(ctx, signedIn)
}
