import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { HeaderMap } from '@apollo/server'
import { parseCookie } from 'cookie'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { ErrorCode, retryAfterSeconds, unauthenticated, unavailable } from '@vetgraph/kit/errors'
import type { TokenVerifier, VerifiedToken } from '@vetgraph/kit/access/tokens'
import { bearerOf, headerOf } from '@vetgraph/kit/serving/wire'

/** The caller's own request id when it is harmless, else a new one. */
export function requestIdOf(message: IncomingMessage): string {
  const given = headerOf(message.headers, 'x-request-id')
  return given && /^[\w.:-]{8,100}$/.test(given) ? given : randomUUID()
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  [ErrorCode.UNAUTHENTICATED]: 401,
  [ErrorCode.UNAVAILABLE]: 503,
}

/** Sessions: turns a token into the viewer, and an incoming message into the request for subgraphs. */
export class Sessions {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly log: Logger,
  ) {}

  /** The viewer of an `Authorization` value; null for nobody. A bad token refuses the whole request. */
  async verify(authorization: unknown, requestId: string): Promise<VerifiedToken | null> {
    const token = bearerOf(authorization)
    if (token === null) return null
    try {
      if (token === undefined) throw unauthenticated('Send the access token as `Authorization: Bearer …`.')
      return await this.verifier.verify(token)
    } catch (error) {
      if (!(error instanceof GraphQLError)) {
        this.log.error({ err: error, requestId }, 'access tokens cannot be verified')
      }
      const known =
        error instanceof GraphQLError ? error : unavailable('Nobody can sign in right now. Try again.')
      const code = known.extensions['code'] as ErrorCode
      const headers = new HeaderMap()
      if (code === ErrorCode.UNAUTHENTICATED) headers.set('www-authenticate', 'Bearer error="invalid_token"')
      if (code === ErrorCode.UNAVAILABLE) headers.set('retry-after', String(retryAfterSeconds))
      throw new GraphQLError(known.message, {
        extensions: {
          ...known.extensions,
          code,
          requestId,
          http: { status: statusOf[code] ?? 400, headers },
        },
      })
    }
  }

  /** Calls back once the token's session has ended (AU3); answers how to wait no longer. */
  whenEnded({ viewer }: VerifiedToken, callback: () => void): () => void {
    return this.verifier.ended.whenEnded(viewer.sessionId, callback)
  }

  /** The caller, for rate limits. */
  askerFrom(message: IncomingMessage, who: VerifiedToken | null, ip: string) {
    return { viewer: who?.viewer ?? null, ip, cookies: parseCookie(message.headers.cookie ?? '') }
  }

  /** One request as the subgraphs see it. */
  requestFrom(
    message: IncomingMessage,
    who: VerifiedToken | null,
    {
      requestId,
      ip,
      abort,
      idempotencyKey = headerOf(message.headers, 'idempotency-key'),
    }: Pick<SubgraphRequest, 'requestId' | 'ip' | 'abort'> & Partial<Pick<SubgraphRequest, 'idempotencyKey'>>,
  ): SubgraphRequest {
    const { headers } = message
    return {
      viewer: who?.viewer ?? null,
      token: who?.token ?? null,
      requestId,
      ip,
      userAgent: headers['user-agent'] ?? '',
      origin: headers.origin ?? '',
      cookies: parseCookie(headers.cookie ?? ''),
      idempotencyKey,
      effects: { setCookies: [] },
      abort,
    }
  }
}
