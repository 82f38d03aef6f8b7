import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { emit, type Events } from '@vetgraph/kit/contracts/events'
import { newId } from '@vetgraph/kit/ids'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { isSameMailbox } from '@vetgraph/kit/text'
import { and, asc, eq, getTableColumns, inArray, isNull, or, sql } from 'drizzle-orm'
import { createOwner, lockOwner } from '../owners/owner.service.ts'
import { type OwnerRow, owners } from '../owners/owner.table.ts'
import { fold } from '../search/fold.ts'
import { type OwnerClaimRow, ownerClaims } from './owner-claim.table.ts'
import type { DecideOwnerClaimInput, OwnerClaimChange } from './owner-claim.types.ts'

export interface OwnerClaimSignal extends Signal {
  claimId: string
  at: string
}

const claimTopic = 'owner-claim'
const maxListed = 100

const sameEmail = eq(sql`lower(${owners.email})`, sql`lower(${ownerClaims.email})`)

/** The same number from abroad and from here end alike. */
const tail = (digits: unknown) => sql`right(${digits}, 9)`
const claimedDigits = sql`regexp_replace(${ownerClaims.phone}, '\\D', '', 'g')`
const samePhone = or(
  sql`${ownerClaims.phone} = any(${owners.phoneNumbers})`,
  and(sql`length(${owners.phoneDigits}) >= 7`, eq(tail(owners.phoneDigits), tail(claimedDigits))),
)

const sameName = eq(
  owners.sortName,
  sql`${fold(ownerClaims.lastName)} || E'\\t' || ${fold(ownerClaims.firstName)}`,
)

/** The households that a sign-up may be about, those with its address first. */
async function readCandidates(ctx: Context, claimIds: readonly string[]) {
  const rows = await ctx.db
    .select({ claimId: ownerClaims.id, owner: getTableColumns(owners) })
    .from(ownerClaims)
    .innerJoin(owners, and(isNull(owners.archivedAt), or(sameEmail, samePhone, sameName)))
    .where(inArray(ownerClaims.id, [...claimIds]))
    .orderBy(sql`${sameEmail} is true desc`, asc(owners.sortName), asc(owners.id))
  return rows.map(({ claimId, owner }): [string, OwnerRow] => [claimId, owner])
}

export const candidatesOf = (ctx: Context, { id }: { id: string }): Promise<OwnerRow[]> =>
  groupLoaderOf(ctx, readCandidates).load(id)

/** Sign-ups that wait for somebody who knows the household, oldest first. */
export function listOwnerClaims(ctx: Context): Promise<OwnerClaimRow[]> {
  authorize(ctx, 'owner:claim')
  return ctx.db
    .select()
    .from(ownerClaims)
    .where(isNull(ownerClaims.decidedAt))
    .orderBy(asc(ownerClaims.createdAt), asc(ownerClaims.id))
    .limit(maxListed)
}

const tell = (ctx: Context, { id }: OwnerClaimRow) =>
  signal(ctx, claimTopic, { claimId: id, at: ctx.now().toISOString() } satisfies OwnerClaimSignal)

async function decide(ctx: Context, claim: OwnerClaimRow, ownerId: string, decidedBy: string | null) {
  const [decided] = await ctx.db
    .update(ownerClaims)
    .set({ ownerId, decidedAt: ctx.now(), decidedBy })
    .where(eq(ownerClaims.id, claim.id))
    .returning()
  const { userId } = claim
  await audit(ctx, 'owner.claim', {
    entity: 'Owner',
    entityId: ownerId,
    after: { userId, email: claim.email },
  })
  await emit(ctx, 'household.claimed', userId, { userId, ownerId })
  await tell(ctx, claim)
  return decided!
}

const asNewOwner = (ctx: Context, { firstName, lastName, email, phone }: OwnerClaimRow) =>
  createOwner({ ...ctx, idempotencyKey: null }, { firstName, lastName, email, phone })

/** The one household with the address, unless an account has claimed it before. */
async function plainHousehold(ctx: Context, candidates: readonly OwnerRow[], email: string) {
  const [owner, ...others] = candidates.filter((owner) => owner.email && isSameMailbox(owner.email, email))
  if (!owner || others.length > 0) return null
  return (await ctx.db.$count(ownerClaims, eq(ownerClaims.ownerId, owner.id))) === 0 ? owner : null
}

/**
 * Finds the household of a portal account whose address is proved (AU7): the only one with this address; a new one
 * when nobody is like it; whatever is less plain waits for reception and is never silently doubled.
 */
export async function claimHousehold(ctx: Context, account: Events['owner-account.verified']) {
  const [claim] = await ctx.db
    .insert(ownerClaims)
    .values({ id: newId(), ...account, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning()
  if (!claim) return
  // Two of one household that sign up at once are seen by each other.
  await lockFor(ctx, 'owner claims')
  const candidates = await readCandidates(ctx, [claim.id])
  const found = await plainHousehold(
    ctx,
    candidates.map(([, owner]) => owner),
    claim.email,
  )
  if (found) await decide(ctx, claim, found.id, null)
  else if (candidates.length === 0) await decide(ctx, claim, (await asNewOwner(ctx, claim)).id, null)
  else await tell(ctx, claim)
}

/** Reception says whose household a sign-up is. */
export async function decideOwnerClaim(ctx: Context, input: DecideOwnerClaimInput): Promise<OwnerClaimRow> {
  const viewer = authorize(ctx, 'owner:claim')
  const { id, ownerId, createNew } = input
  if ((ownerId != null) === (createNew === true)) {
    throw badInput('ownerId', 'Say which client it is, or that it is a new one.')
  }
  return transact(ctx, async (ctx) => {
    const [claim] = await ctx.db
      .select()
      .from(ownerClaims)
      .where(eq(ownerClaims.id, asId(id)))
      .for('update')
    if (!claim) throw notFound('sign-up', 'id')
    if (claim.ownerId) throw conflict('Somebody has decided this already.', { ownerId: claim.ownerId })
    const owner = ownerId != null ? await lockOwner(ctx, ownerId, 'ownerId') : await asNewOwner(ctx, claim)
    if (owner.archivedAt) throw badInput('ownerId', 'This client is archived.')
    return decide(ctx, claim, owner.id, viewer.userId)
  })
}

/** Portal sign-ups as they come and are decided. */
export function watchOwnerClaims(ctx: Context) {
  authorize(ctx, 'owner:claim')
  return heard<OwnerClaimSignal>(ctx.live, claimTopic, () => true)
}

/** The sign-up as it is now. */
export async function getOwnerClaimChange(
  ctx: Context,
  { claimId, at }: OwnerClaimSignal,
): Promise<OwnerClaimChange> {
  authorize(ctx, 'owner:claim')
  const [claim] = await ctx.db.select().from(ownerClaims).where(eq(ownerClaims.id, claimId))
  if (!claim) throw notFound('sign-up')
  return { claim, at: new Date(at) }
}
