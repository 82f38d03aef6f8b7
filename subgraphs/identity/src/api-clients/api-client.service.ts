import { audit } from '@vetgraph/kit/work/audit'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound, stale } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { forPeopleOnly } from '@vetgraph/kit/contracts/permissions'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { given, requiredText } from '@vetgraph/kit/text'
import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { findLocation } from '../locations/location.service.ts'
import { checkGivable } from '../people/coverage.service.ts'
import { isPermission } from '../users/user.service.ts'
import { endSecrets, issueSecret, renewSecrets } from './api-client-secret.service.ts'
import { type ApiClientRow, apiClients, apiClientSecrets } from './api-client.table.ts'
import type { CreateApiClientInput, UpdateApiClientInput } from './api-client.types.ts'

export type { ApiClientRow }

const maxDescription = 1000
const maxOverlapHours = 7 * 24

/** The API clients: active ones first, each group by name. */
export function listApiClients(ctx: Context, page: PageArgs): Promise<Page<ApiClientRow>> {
  authorize(ctx, 'api-client:read')
  return pageOf(page, {
    key: sql`(case when ${apiClients.revokedAt} is null then '0' else '1' end || ${apiClients.name})`,
    id: apiClients.id,
    direction: 'asc',
    keyOf: ({ revokedAt, name }) => (revokedAt ? '1' : '0') + name,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(apiClients)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(apiClients),
  })
}

const readApiClients = (ctx: Context, ids: readonly string[]) =>
  ctx.db
    .select()
    .from(apiClients)
    .where(inArray(apiClients.id, [...ids]))

/** An API client by id, for viewers who may see its audit entries. */
export const findApiClient = (ctx: Context, id: string) => loaderOf(ctx, readApiClients).load(id)

async function readSecrets(ctx: Context, clientIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(apiClientSecrets)
    .where(
      and(
        inArray(apiClientSecrets.clientId, [...clientIds]),
        or(isNull(apiClientSecrets.expiresAt), gt(apiClientSecrets.expiresAt, ctx.now())),
      ),
    )
    .orderBy(desc(apiClientSecrets.createdAt), desc(apiClientSecrets.id))
  return rows.map((secret): [string, typeof secret] => [secret.clientId, secret])
}

/** The valid secrets, newest first. */
export const secretsOf = (ctx: Context, { id }: { id: string }) => groupLoaderOf(ctx, readSecrets).load(id)

const clientValues = ({ name, description, permissions, locationId }: ApiClientRow) => ({
  name,
  description,
  permissions,
  locationId,
})

/** The permissions, sorted and distinct: existing ones that API clients may have and that the viewer holds there. */
function rightsFrom(viewer: Viewer, names: readonly string[], locationId: string | null): string[] {
  for (const name of names) {
    if (!isPermission(name)) throw badInput('permissions', `There is no permission “${name}”.`)
    if (forPeopleOnly.has(name)) throw badInput('permissions', `No API client is given ${name}.`)
  }
  if (names.length === 0) throw badInput('permissions', 'What is it to do? Choose at least one.')
  checkGivable(viewer, 'permissions', names, locationId)
  return [...new Set(names)].sort()
}

async function existingLocation(ctx: Context, id: string | null | undefined): Promise<string | null> {
  if (id === null || id === undefined) return null
  if (!(await findLocation(ctx, id))) throw notFound('location', 'locationId')
  return id
}

async function lockClient(ctx: Context, id: string): Promise<ApiClientRow> {
  const [client] = await ctx.db
    .select()
    .from(apiClients)
    .where(eq(apiClients.id, asId(id)))
    .for('update')
  if (!client) throw notFound('API client', 'id')
  return client
}

/**
 * Requires an active API client without permissions beyond the viewer's: otherwise its secret would give the viewer
 * more rights.
 */
async function lockOwn(ctx: Context, viewer: Viewer, id: string): Promise<ApiClientRow> {
  const client = await lockClient(ctx, id)
  if (client.revokedAt) throw conflict('This API client has been revoked. Create a new one.')
  checkGivable(viewer, 'id', client.permissions, client.locationId)
  return client
}

/** Creates an API client with permissions that the viewer holds too; its secret is returned only once. */
export async function createApiClient(ctx: Context, input: CreateApiClientInput) {
  const viewer = authorize(ctx, 'api-client:write')
  const locationId = await existingLocation(ctx, input.locationId)
  const values = {
    name: requiredText('name', input.name),
    description: requiredText('description', input.description, maxDescription),
    permissions: rightsFrom(viewer, input.permissions, locationId),
    locationId,
  }
  return transact(ctx, async (ctx) => {
    const [client] = await ctx.db
      .insert(apiClients)
      .values({ id: newId(), ...values, createdBy: viewer.userId, createdAt: ctx.now() })
      .returning()
    const secret = await issueSecret(ctx, client!.id)
    await audit(ctx, 'api-client.create', {
      entity: 'ApiClient',
      entityId: client!.id,
      after: clientValues(client!),
    })
    return { client: client!, secret }
  })
}

/** Changes an API client. Its access tokens end, because they contain the earlier permissions (AU3). */
export async function updateApiClient(ctx: Context, input: UpdateApiClientInput): Promise<ApiClientRow> {
  const viewer = authorize(ctx, 'api-client:write')
  return transact(ctx, async (ctx) => {
    const before = await lockOwn(ctx, viewer, input.id)
    if (before.version !== input.version) throw stale(clientValues(before), before.version)
    const locationId =
      input.locationId === undefined ? before.locationId : await existingLocation(ctx, input.locationId)
    const permissions = given('permissions', input.permissions, before.permissions)
    const [client] = await ctx.db
      .update(apiClients)
      .set({
        name: requiredText('name', given('name', input.name, before.name)),
        description: requiredText(
          'description',
          given('description', input.description, before.description),
          maxDescription,
        ),
        permissions: rightsFrom(viewer, permissions, locationId),
        locationId,
        version: before.version + 1,
      })
      .where(eq(apiClients.id, before.id))
      .returning()
    await renewSecrets(ctx, before.id)
    await audit(ctx, 'api-client.update', {
      entity: 'ApiClient',
      entityId: before.id,
      before: clientValues(before),
      after: clientValues(client!),
    })
    return client!
  })
}

/**
 * Creates another secret for an API client; the previous ones stay valid for the given hours, so that it can be
 * reconfigured.
 */
export async function rotateApiClientSecret(
  ctx: Context,
  id: string,
  version: number,
  keepOldForHours: number,
) {
  const viewer = authorize(ctx, 'api-client:write')
  if (keepOldForHours < 0 || keepOldForHours > maxOverlapHours) {
    throw badInput('keepOldForHours', `From 0 to ${maxOverlapHours} hours.`)
  }
  return transact(ctx, async (ctx) => {
    const before = await lockOwn(ctx, viewer, id)
    if (before.version !== version) throw stale(clientValues(before), before.version)
    const [client] = await ctx.db
      .update(apiClients)
      .set({ version: before.version + 1 })
      .where(eq(apiClients.id, before.id))
      .returning()
    const expiresAt = new Date(ctx.now().getTime() + keepOldForHours * 60 * 60 * 1000)
    await endSecrets(ctx, before.id, expiresAt)
    const secret = await issueSecret(ctx, before.id)
    await audit(ctx, 'api-client.rotate-secret', {
      entity: 'ApiClient',
      entityId: before.id,
      after: { oldSecretsExpireAt: expiresAt },
    })
    return { client: client!, secret }
  })
}

/** Revokes an API client permanently; its requests and subscriptions end within two seconds (AU3). */
export async function revokeApiClient(ctx: Context, id: string): Promise<ApiClientRow> {
  authorize(ctx, 'api-client:write')
  return transact(ctx, async (ctx) => {
    const before = await lockClient(ctx, id)
    if (before.revokedAt) return before
    const [client] = await ctx.db
      .update(apiClients)
      .set({ revokedAt: ctx.now(), version: before.version + 1 })
      .where(eq(apiClients.id, before.id))
      .returning()
    await endSecrets(ctx, before.id, ctx.now())
    await audit(ctx, 'api-client.revoke', { entity: 'ApiClient', entityId: before.id })
    return client!
  })
}
