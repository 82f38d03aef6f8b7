import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { addMinutes } from '@vetgraph/kit/time'
import { audit } from '@vetgraph/kit/work/audit'
import { and, asc, eq, exists, isNull, ne, or, sql } from 'drizzle-orm'
import { passwordHashOf } from '../passwords/password.service.ts'
import { roles } from '../roles/role.table.ts'
import { giveBackTry, takePinTry, takeTry, type Try, tryPassword } from '../sign-in/failure.service.ts'
import { findUser, type UserRow, viewerOf } from '../users/user.service.ts'
import { userRoles, users } from '../users/user.table.ts'
import { pinHashOf } from '../workstations/pin.service.ts'
import type { ProveWitnessInput, WitnessProof } from './witness.types.ts'

const right = 'controlled-drug:witness'
const purpose = 'witness'
const goodForMinutes = 2
const maxShown = 100

type Sealed = Pick<WitnessProof, 'witnessId' | 'actorId' | 'locationId'> & { until: string }

/** Who can witness what the viewer does at a location: everybody else with the right there, by family name. */
export function listWitnesses(ctx: Context, locationId: string): Promise<UserRow[]> {
  const { userId } = authorize(ctx, 'staff:read')
  const mayWitness = ctx.db
    .select({ userId: userRoles.userId })
    .from(userRoles)
    .innerJoin(roles, eq(roles.id, userRoles.roleId))
    .where(
      and(
        eq(userRoles.userId, users.id),
        sql`${right} = any(${roles.permissions})`,
        or(isNull(userRoles.locationId), eq(userRoles.locationId, asId(locationId))),
      ),
    )
  return ctx.db
    .select()
    .from(users)
    .where(and(eq(users.active, true), ne(users.id, userId), exists(mayWitness)))
    .orderBy(asc(users.sortName), asc(users.id))
    .limit(maxShown)
}

/** Tries are counted by who asks: at one desk nobody guesses a colleague’s PIN, and nobody else is kept from theirs. */
async function triedBy(
  ctx: Context,
  witness: UserRow,
  { secret, locationId }: ProveWitnessInput,
): Promise<[hash: string | null, taken: Try]> {
  const asked = `witness ${requireViewer(ctx).userId}`
  if (/^\d{4,8}$/.test(secret))
    return [
      await pinHashOf(ctx, witness.id, { locationId: asId(locationId) }),
      await takePinTry(ctx, witness.id, asked),
    ]
  return [await passwordHashOf(ctx, witness.id), await takeTry(ctx, witness.email, asked)]
}

/**
 * A colleague proves by PIN or password to stand by while the viewer does something with a controlled drug (I10). Wrong
 * secrets are security events, and after some of them the next waits ever longer.
 */
export async function proveWitness(ctx: Context, input: ProveWitnessInput): Promise<WitnessProof> {
  const viewer = authorize(ctx, 'staff:read')
  const { locationId } = input
  if (asId(input.witnessId) === viewer.userId)
    throw badInput('witnessId', 'The witness is somebody else than you.')
  const witness = await findUser(ctx, asId(input.witnessId))
  const may = witness?.active && can(await viewerOf(ctx, witness, ''), right, locationId)
  if (!may) throw badInput('witnessId', 'This person cannot witness controlled drugs here.')
  const [hash, taken] = await triedBy(ctx, witness, input)
  if (!(await tryPassword(ctx, input.secret, hash, taken))) {
    await transact(ctx, (ctx) =>
      audit(ctx, 'witness.failed', { entity: 'User', entityId: witness.id, after: { locationId } }),
    )
    throw badInput('secret', 'This is neither the PIN nor the password of the witness.')
  }
  await giveBackTry(ctx, taken)
  const expiresAt = addMinutes(ctx.now(), goodForMinutes)
  const proof = { witnessId: witness.id, actorId: viewer.userId, locationId: asId(locationId) }
  const sealed: Sealed = { ...proof, until: expiresAt.toISOString() }
  return { ...proof, id: ctx.sealer.seal(JSON.stringify(sealed), purpose), expiresAt }
}

/** A proof that is still good, for whom it was given and for the subgraph that asks in their name; else null. */
export function findProof(ctx: Context, id: string): WitnessProof | null {
  const viewer = requireViewer(ctx)
  const text = ctx.sealer.open(id, purpose)
  if (text === null) return null
  const { until, ...proof } = JSON.parse(text) as Sealed
  const expiresAt = new Date(until)
  const isTheirs = viewer.kind === 'system' || viewer.userId === proof.actorId
  return isTheirs && expiresAt >= ctx.now() ? { ...proof, id, expiresAt } : null
}

export const readProofs = (ctx: Context, ids: readonly string[]): Promise<WitnessProof[]> =>
  Promise.resolve(ids.flatMap((id) => findProof(ctx, id) ?? []))
