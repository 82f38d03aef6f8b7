import { audit } from '@vetgraph/kit/work/audit'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, DomainError, ErrorCode, unauthenticated } from '@vetgraph/kit/errors'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { signAccessToken } from '@vetgraph/kit/access/tokens'
import { accessTokenSeconds } from '@vetgraph/kit/access/access-token'
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { hashOf } from '@vetgraph/kit/access/secret'
import { signingKey } from '../signing-keys/signing-key.service.ts'
import { isPermission } from '../users/user.service.ts'
import { type ApiClientRow, apiClients, apiClientSecrets } from './api-client.table.ts'
import type { ClientToken, ClientTokenInput } from './client-token.types.ts'

const minute = 60 * 1000
const maxScope = 4000

async function findBySecret(ctx: Context, clientId: string, secret: string) {
  const [found] = await ctx.db
    .select({ client: apiClients, secret: apiClientSecrets })
    .from(apiClientSecrets)
    .innerJoin(apiClients, eq(apiClients.id, apiClientSecrets.clientId))
    .where(
      and(
        eq(apiClients.id, asId(clientId)),
        eq(apiClientSecrets.hash, hashOf(secret)),
        isNull(apiClients.revokedAt),
        or(isNull(apiClientSecrets.expiresAt), gt(apiClientSecrets.expiresAt, ctx.now())),
      ),
    )
  return found
}

const refuse = (ctx: Context, clientId: string) =>
  transact(ctx, async (ctx) => {
    const [client] = await ctx.db
      .select({ id: apiClients.id })
      .from(apiClients)
      .where(eq(apiClients.id, asId(clientId)))
    if (client) await audit(ctx, 'api-client.refused', { entity: 'ApiClient', entityId: client.id })
  })

/** The requested scopes, or all permissions of the client; more is refused. */
function scopesFrom(client: ApiClientRow, scope: string | null | undefined): Permission[] {
  const allowed = client.permissions.filter(isPermission)
  if (scope === null || scope === undefined) return allowed
  if (scope.length > maxScope) throw badInput('scope', 'The scope is too long.')
  const wanted = new Set(scope.split(' ').filter(Boolean))
  const scopes = allowed.filter((name) => wanted.has(name))
  if (scopes.length === 0 || scopes.length < wanted.size) {
    throw badInput('scope', 'The API client does not have every right that it asks for.')
  }
  return scopes
}

/** The last use, to the minute, so that a busy client does not cause a write for every request. */
const noteUse = (ctx: Context, { id }: ApiClientRow) =>
  ctx.db
    .update(apiClients)
    .set({ lastUsedAt: ctx.now() })
    .where(
      and(
        eq(apiClients.id, id),
        or(isNull(apiClients.lastUsedAt), lt(apiClients.lastUsedAt, new Date(ctx.now().getTime() - minute))),
      ),
    )

/**
 * Issues an access token for an API client's secret: its permissions, for 15 minutes and not beyond the secret's
 * expiry. A wrong secret is a security event; issuing a token is routine and not audited.
 */
export async function issueClientToken(ctx: Context, input: ClientTokenInput): Promise<ClientToken> {
  if (requireViewer(ctx).kind !== 'system') {
    throw new DomainError(ErrorCode.FORBIDDEN, 'API clients get tokens at POST /oauth/token.')
  }
  const found = await findBySecret(ctx, input.clientId, input.clientSecret)
  if (!found) {
    await refuse(ctx, input.clientId)
    throw unauthenticated('There is no such client, or this is not its secret.')
  }
  const { client, secret } = found
  const scopes = scopesFrom(client, input.scope)
  const viewer: Viewer = {
    kind: 'client',
    userId: client.id,
    sessionId: secret.id,
    ownerId: null,
    roles: [],
    grants: [{ locationId: client.locationId, permissions: new Set(scopes) }],
  }
  const now = ctx.now()
  const left = secret.expiresAt ? Math.floor((secret.expiresAt.getTime() - now.getTime()) / 1000) : Infinity
  const seconds = Math.min(accessTokenSeconds, left)
  const accessToken = await signAccessToken(viewer, await signingKey(ctx, 'access-token'), now, seconds)
  await noteUse(ctx, client)
  return { accessToken, expiresIn: seconds, scope: scopes.join(' ') }
}
