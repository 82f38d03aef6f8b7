import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { hashStretch, type Stretch } from '@vetgraph/kit/database/hash-chain'
import { authorize } from '@vetgraph/kit/access/authorize'
import { eq, sql } from 'drizzle-orm'
import { auditHead, auditLog, BreakReason } from './audit-log.table.ts'
import { type Checkpoint, makeCheckpoint, readCheckpoint } from './checkpoint.service.ts'
import { shipCheckpoint } from './shipping.service.ts'

const chain = { table: sql`${auditLog}`, place: 'position', hash: 'identity.audit_hash' } as const

/** The maximum number of entries per request, to limit the response time. */
const maxEntriesPerCall = 50_000

interface Break {
  position: number
  reason: BreakReason
}

interface Verification {
  intact: boolean
  entries: number
  firstBroken: Break | null
  head: { position: number; hash: string }
  continueAfter: number | null
}

const hashAt = async (ctx: Context, position: number): Promise<string | null> => {
  const [entry] = await ctx.db
    .select({ hash: auditLog.hash })
    .from(auditLog)
    .where(eq(auditLog.position, position))
  return entry?.hash.toString('hex') ?? null
}

function breakIn({ missing, changed }: Stretch): Break | null {
  if (missing !== null && (changed === null || missing <= changed)) {
    return { position: missing, reason: BreakReason.REMOVED }
  }
  return changed === null ? null : { position: changed, reason: BreakReason.CHANGED }
}

interface Ends {
  head: { position: number; hash: string }
  last: { position: number; hash: string }
}

/** Where the chain ends by its head and by its entries, both at one moment. */
async function endsOf(ctx: Context): Promise<Ends> {
  const [ends] = await ctx.db.execute<{
    head: number
    head_hash: string
    last: number | null
    last_hash: string | null
  }>(sql`
    select head.position::float as head, encode(head.hash, 'hex') as head_hash,
      entry.position::float as last, encode(entry.hash, 'hex') as last_hash
    from ${auditHead} head
    left join lateral (
      select position, hash from ${auditLog} order by position desc limit 1
    ) entry on true`)
  const { head, head_hash, last, last_hash } = ends!
  return {
    head: { position: head, hash: head_hash },
    last: { position: last ?? 0, hash: last_hash ?? '' },
  }
}

function breakAtEnd({ head, last }: Ends): Break | null {
  if (last.position < head.position) {
    return { position: last.position + 1, reason: BreakReason.TRUNCATED }
  }
  if (last.position > head.position) return { position: head.position + 1, reason: BreakReason.ADDED }
  return last.hash === head.hash ? null : { position: head.position, reason: BreakReason.CHANGED }
}

/** A consistent log may still differ from the one of the checkpoint. */
async function breakAgainst(
  ctx: Context,
  { position, hash }: Checkpoint,
  { last }: Ends,
): Promise<Break | null> {
  if (position > last.position) return { position: last.position + 1, reason: BreakReason.TRUNCATED }
  if (position === 0 || (await hashAt(ctx, position)) === hash) return null
  return { position, reason: BreakReason.REWRITTEN }
}

async function verify(ctx: Context, after: number, checkpoint: Checkpoint | null): Promise<Verification> {
  const hashBefore = after > 0 ? await hashAt(ctx, after) : ''
  const stretch =
    hashBefore === null
      ? null
      : await hashStretch(ctx, chain, { after, hashBefore, limit: maxEntriesPerCall })
  const ends = await endsOf(ctx)
  const gone = !stretch && after <= ends.last.position
  const within = gone ? { position: after, reason: BreakReason.REMOVED } : stretch && breakIn(stretch)
  const more = stretch?.entries === maxEntriesPerCall && !within
  const firstBroken =
    within ??
    (more ? null : (breakAtEnd(ends) ?? (checkpoint && (await breakAgainst(ctx, checkpoint, ends)))))
  return {
    intact: firstBroken === null,
    entries: stretch?.entries ?? 0,
    firstBroken,
    head: ends.head,
    continueAfter: more ? stretch.last : null,
  }
}

/**
 * Verifies a part of the log (C1): its entries by the hash chain, its end by the head and by an externally stored
 * checkpoint. The request and its result are audited.
 */
export async function verifyAuditLog(
  ctx: Context,
  after: number,
  checkpoint: string | null,
): Promise<Verification> {
  authorize(ctx, 'audit:read')
  const kept = checkpoint ? await readCheckpoint(ctx, checkpoint) : null
  const verification = await verify(ctx, after, kept)
  const { continueAfter, firstBroken, head } = verification
  if (continueAfter === null) {
    await transact(ctx, (ctx) =>
      audit(ctx, 'audit-log.verify', {
        entity: 'AuditLog',
        entityId: '*',
        after: { firstBroken, position: head.position, ...(kept && { checkpoint: kept }) },
      }),
    )
  }
  return verification
}

/** Verifies all of the log and sends a checkpoint to where the database's owner cannot reach it: the operators' logs, file, webhook. */
export async function watchAuditLog(ctx: Context) {
  let verification = await verify(ctx, 0, null)
  while (verification.continueAfter !== null) {
    verification = await verify(ctx, verification.continueAfter, null)
  }
  const { firstBroken, head } = verification
  if (firstBroken) {
    ctx.log.error({ firstBroken }, 'the audit log was tampered with')
    return
  }
  const checkpoint = await makeCheckpoint(ctx)
  ctx.log.info({ position: head.position, checkpoint }, 'checkpoint of the audit log')
  await shipCheckpoint(ctx, checkpoint)
}
