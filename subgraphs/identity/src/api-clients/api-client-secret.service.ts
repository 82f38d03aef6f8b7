import type { Context } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import { tellEnded } from '../sessions/session-end.service.ts'
import { apiClientSecrets } from './api-client.table.ts'

const isGood = (ctx: Context) =>
  or(isNull(apiClientSecrets.expiresAt), gt(apiClientSecrets.expiresAt, ctx.now()))

/** Adds a secret to the API client and returns it; only its hash is stored. */
export async function issueSecret(ctx: Context, clientId: string): Promise<string> {
  const secret = newSecret()
  await ctx.db
    .insert(apiClientSecrets)
    .values({ id: newId(), clientId, hash: hashOf(secret), createdAt: ctx.now() })
  return secret
}

/** Sets a latest expiry for the client's secrets; if that is now, their access tokens end too. */
export async function endSecrets(ctx: Context, clientId: string, expiresAt: Date) {
  const ended = await ctx.db
    .update(apiClientSecrets)
    .set({ expiresAt: sql`least(${apiClientSecrets.expiresAt}, ${expiresAt.toISOString()}::timestamptz)` })
    .where(and(eq(apiClientSecrets.clientId, clientId), isGood(ctx)))
    .returning({ id: apiClientSecrets.id })
  if (expiresAt > ctx.now()) return
  await tellEnded(
    ctx,
    ended.map(({ id }) => ({ sessionId: id, userId: clientId })),
  )
}

/**
 * Ends the access tokens of the client's secrets and keeps the secrets valid: each continues under a new id, because
 * tokens are refused by the id of their secret.
 */
export async function renewSecrets(ctx: Context, clientId: string) {
  const before = await ctx.db
    .select()
    .from(apiClientSecrets)
    .where(and(eq(apiClientSecrets.clientId, clientId), isGood(ctx)))
    .for('update')
  for (const secret of before) {
    await ctx.db
      .update(apiClientSecrets)
      // The hash was moved to the successor row; this value matches no secret.
      .set({ hash: `renewed ${secret.id}`, expiresAt: ctx.now() })
      .where(eq(apiClientSecrets.id, secret.id))
    await ctx.db.insert(apiClientSecrets).values({ ...secret, id: newId() })
    await tellEnded(ctx, [{ sessionId: secret.id, userId: clientId }])
  }
}
