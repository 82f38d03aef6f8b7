import {
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import { LRUCache } from 'lru-cache'
import { accessTokenSeconds } from './access-token.ts'
import { bytesOf } from './base64url.ts'
import type { Viewer } from '../context.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { unauthenticated } from '../errors.ts'
import type { Permission } from '../contracts/permissions.ts'

export const issuer = 'vetgraph'
export const algorithm = 'ES256'

interface Claims extends JWTPayload {
  sid: string
  /** Marks the token of an API client; users' tokens lack it. */
  knd?: 'client'
  own: string | null
  rol: string[]
  gra: Array<{ l: string | null; p: Permission[] }>
}

/** Signs a viewer into a short-lived access token; never for longer than `accessTokenSeconds`. */
export function signAccessToken(
  viewer: Viewer,
  key: { kid: string; privateKey: CryptoKey },
  now: Date,
  seconds = accessTokenSeconds,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const claims: Partial<Claims> = {
    sid: viewer.sessionId,
    ...(viewer.kind === 'client' ? { knd: viewer.kind } : {}),
    own: viewer.ownerId,
    rol: [...viewer.roles],
    gra: viewer.grants.map(({ locationId, permissions }) => ({ l: locationId, p: [...permissions] })),
  }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid: key.kid })
    .setIssuer(issuer)
    .setSubject(viewer.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.min(seconds, accessTokenSeconds))
    .sign(key.privateKey)
}

/** A viewer with the moment at which the token that proves it ends. */
export interface VerifiedToken {
  token: string
  viewer: Viewer
  expiresAt: Date
}

/** By how much the clocks of our processes may differ. */
const maxSkewSeconds = 60

/** One that would last longer than any does was signed before the clock was set back: it is exchanged for another. */
function isInItsTime({ expiresAt }: VerifiedToken, now: Date): boolean {
  const secondsLeft = (expiresAt.getTime() - now.getTime()) / 1000
  return secondsLeft > 0 && secondsLeft <= accessTokenSeconds + maxSkewSeconds
}

const keysFreshFor = 5 * 60_000
const leastBetweenFetches = 5_000

/**
 * Verifies access tokens against identity's public keys. Keys are fetched when a token names one
 * that is not known, and every few minutes, for which nobody waits: with identity away the known ones
 * go on to hold (K2). Verified tokens are remembered until they end.
 */
export class TokenVerifier {
  private keys: ReturnType<typeof createLocalJWKSet> | null = null
  /** In `performance.now()` time, which does not jump when the clock is set. */
  private fetchedAt = -Infinity
  private fetching: Promise<void> | null = null
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: 5000 })

  constructor(
    private readonly fetchKeys: () => Promise<{ keys: object[] }>,
    /** The tokens of these are refused, however long they would last. */
    readonly ended: EndedSessions,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** The viewer, or UNAUTHENTICATED when the token is expired, forged, not ours or of a session that ended. */
  async verify(token: string): Promise<VerifiedToken> {
    let known = this.verified.get(token)
    if (!known) {
      known = this.toViewer(token, await this.checked(token))
      this.verified.set(token, known)
    }
    if (!isInItsTime(known, this.now())) throw unauthenticated('The access token has expired.')
    if (this.ended.has(known.viewer.sessionId)) throw unauthenticated('The session has ended. Sign in again.')
    return known
  }

  private async checked(token: string): Promise<Claims> {
    // Rejects alternative encodings of a token, which jose accepts.
    if (!token.split('.').every(bytesOf)) throw unauthenticated('The access token is not valid.')
    try {
      if (performance.now() - this.fetchedAt > keysFreshFor) {
        const fresh = this.refresh()
        if (this.keys) fresh.catch(() => {})
        else await fresh
      }
      return await this.check(token)
    } catch (error) {
      if (
        error instanceof errors.JWKSNoMatchingKey &&
        performance.now() - this.fetchedAt > leastBetweenFetches
      ) {
        await this.refresh()
        return this.check(token).catch(() => {
          throw unauthenticated('The access token is not valid.')
        })
      }
      if (error instanceof errors.JWTExpired) throw unauthenticated('The access token has expired.')
      if (error instanceof errors.JOSEError) throw unauthenticated('The access token is not valid.')
      throw error
    }
  }

  private async check(token: string): Promise<Claims> {
    if (!this.keys) throw new Error('no keys to verify access tokens with')
    const { payload } = await jwtVerify<Claims>(token, this.keys, {
      issuer,
      algorithms: [algorithm],
      currentDate: this.now(),
      requiredClaims: ['sub', 'exp', 'sid'],
    })
    return payload
  }

  /** Concurrent callers share one request. */
  private refresh(): Promise<void> {
    this.fetching ??= this.fetchKeys()
      .then((keys) => {
        this.keys = createLocalJWKSet(keys as JSONWebKeySet)
        this.fetchedAt = performance.now()
      })
      .finally(() => {
        this.fetching = null
      })
    return this.fetching
  }

  private toViewer(token: string, claims: Claims): VerifiedToken {
    return {
      token,
      expiresAt: new Date((claims.exp ?? 0) * 1000),
      viewer: {
        kind: claims.knd ?? 'user',
        userId: claims.sub ?? '',
        sessionId: claims.sid,
        ownerId: claims.own,
        roles: claims.rol,
        grants: claims.gra.map(({ l, p }) => ({ locationId: l, permissions: new Set(p) })),
      },
    }
  }
}
