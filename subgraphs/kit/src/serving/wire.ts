import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { SubgraphRequest, Viewer } from '../context.ts'
import { passwordOf } from '../database/db.ts'
import type { DatabaseConfig } from '../database/database.ts'
import type { Permission } from '../contracts/permissions.ts'
import { traceHeaders } from '../telemetry/tracing.ts'

/** The secret by which one of our processes authenticates itself to another. */
export const gatewaySecretOf = ({ secret }: Pick<DatabaseConfig, 'secret'>) => passwordOf('gateway', secret)

export function isSameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

interface ViewerOnWire extends Omit<Viewer, 'grants'> {
  grants: Array<{ locationId: string | null; permissions: readonly string[] }>
}

/** What travels in an operation's `extensions` from gateway to subgraph. */
export interface WireExtensions {
  /** A viewer without a token, vouched for by the secret: the system, or a shared live scope. */
  viewer?: ViewerOnWire
  request?: { id: string; ip: string; userAgent: string; origin: string }
}

function viewerToWire(viewer: Viewer): ViewerOnWire {
  const grants = viewer.grants.map(({ locationId, permissions }) => ({
    locationId,
    permissions: [...permissions],
  }))
  return { ...viewer, grants }
}

export function viewerFromWire(viewer: ViewerOnWire): Viewer {
  const grants = viewer.grants.map(({ locationId, permissions }) => ({
    locationId,
    permissions: new Set(permissions as Permission[]),
  }))
  return { ...viewer, grants }
}

/** The part of a request that is not said by HTTP headers of its own. */
export function extensionsFor({
  viewer,
  token,
  requestId,
  ip,
  userAgent,
  origin,
}: SubgraphRequest): WireExtensions {
  return {
    request: { id: requestId, ip, userAgent, origin },
    ...(viewer && !token ? { viewer: viewerToWire(viewer) } : {}),
  }
}

export const secretHeader = 'x-vetgraph-secret'

/** Where the extensions travel beside a file, whose body has no place for them. */
export const requestHeader = 'x-vetgraph-request'

/** The HTTP headers of a call to a subgraph; cookies go only to the subgraph that sets them. */
export function headersFor(
  request: SubgraphRequest,
  secret: string,
  withCookies: boolean,
): Record<string, string> {
  const cookies = Object.entries(request.cookies).map(
    ([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`,
  )
  return {
    'content-type': 'application/json',
    [secretHeader]: secret,
    'x-request-id': request.requestId,
    ...traceHeaders(),
    ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
    ...(request.idempotencyKey === null ? {} : { 'idempotency-key': request.idempotencyKey }),
    ...(withCookies && cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
  }
}

/** The token of an `Authorization: Bearer …` value; null when there is none, undefined when it is something else. */
export function bearerOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') return undefined
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(value) ?? []
  return token
}

export const headerOf = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}
