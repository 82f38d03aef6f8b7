import { audit } from '@vetgraph/kit/work/audit'
import { bytesOf } from '@vetgraph/kit/access/base64url'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { algorithm } from '@vetgraph/kit/access/tokens'
import { decodeProtectedHeader, FlattenedSign, flattenedVerify, type FlattenedJWS } from 'jose'
import { checkpointKey, signingKey } from '../signing-keys/signing-key.service.ts'
import { auditHead } from './audit-log.table.ts'

/** The type header of checkpoints: in the past the same keys signed access tokens. */
const typ = 'audit-checkpoint'

/** Where the log ended at some time. Kept outside of the database, it proves what was there. */
export interface Checkpoint {
  position: number
  /** In hexadecimal. */
  hash: string
  at: string
}

/** Where the log ends now, signed; in JSON’s form, because the logs hide whatever looks like a token. */
export async function makeCheckpoint(ctx: Context): Promise<FlattenedJWS> {
  const [head] = await ctx.db.select().from(auditHead)
  const checkpoint: Checkpoint = {
    position: head!.position,
    hash: head!.hash.toString('hex'),
    at: ctx.now().toISOString(),
  }
  const { kid, privateKey } = await signingKey(ctx, 'checkpoint')
  return new FlattenedSign(new TextEncoder().encode(JSON.stringify(checkpoint)))
    .setProtectedHeader({ alg: algorithm, kid, typ })
    .sign(privateKey)
}

/** A checkpoint to keep elsewhere; that somebody took one stands in the audit. */
export async function takeCheckpoint(ctx: Context): Promise<string> {
  authorize(ctx, 'audit:read')
  const checkpoint = await makeCheckpoint(ctx)
  await transact(ctx, (ctx) => audit(ctx, 'audit-log.checkpoint', { entity: 'AuditLog', entityId: '*' }))
  return JSON.stringify(checkpoint)
}

/** What a checkpoint of this hospital says, whenever it was made; BAD_INPUT for anything else. */
export async function readCheckpoint(ctx: Context, text: string): Promise<Checkpoint> {
  try {
    const jws = JSON.parse(text) as FlattenedJWS
    const { kid, typ: kind } = decodeProtectedHeader(jws)
    const signer = kid && kind === typ ? await checkpointKey(ctx, kid) : null
    const { protected: header, payload: body, signature } = jws
    if (signer && [header, body, signature].every((part) => typeof part === 'string' && bytesOf(part))) {
      const { payload } = await flattenedVerify(jws, signer.key, { algorithms: [algorithm] })
      const checkpoint = JSON.parse(new TextDecoder().decode(payload)) as Checkpoint
      if (!signer.until || new Date(checkpoint.at) <= signer.until) return checkpoint
    }
  } catch {
    // Every invalid checkpoint gets the same error, below.
  }
  throw badInput('checkpoint', 'This is no checkpoint that this hospital has signed.')
}
