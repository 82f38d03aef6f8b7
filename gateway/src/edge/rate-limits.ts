import { GraphQLError } from 'graphql'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { Attempt } from '@vetgraph/kit/access/attempts'
import { addressKey } from '@vetgraph/kit/access/address-key'
import type { SubgraphRequest, Viewer } from '@vetgraph/kit/context'
import { ErrorCode } from '@vetgraph/kit/errors'
import { ratePolicies, type RateLimitPoints, type RatePolicy } from './rate-policies.ts'

export type Asker = Pick<SubgraphRequest, 'viewer' | 'ip' | 'cookies'>

interface Asked extends Asker {
  /** What the operation costs; see `CostModel`. */
  cost: number
  attempts: readonly Attempt[]
}

export interface Taken {
  refusal: GraphQLError | null
  /** For the HTTP answer: `RateLimit`, `RateLimit-Policy` and, upon a refusal, `Retry-After`. */
  headers: Readonly<Record<string, string>>
}

interface Limit {
  policy: RatePolicy
  points: number
  described: string
  memory: RateLimiterMemory
  redis: RateLimiterRedis | null
}

interface Result {
  limit: Limit
  used: number
  seconds: number
}

function classOf({ kind, roles }: Viewer): RatePolicy {
  if (kind === 'client') return 'client'
  return roles.some((role) => role !== 'OWNER') ? 'staff' : 'owner'
}

interface Options {
  redisUrl?: string | null
  log: Logger
  points?: RateLimitPoints
  /** The account that last signed in at the browser with these cookies; null for an unknown browser. */
  accountAt?: (cookies: SubgraphRequest['cookies']) => string | null
}

/**
 * Rate limits per viewer; before signing in, per account that has signed in at the browser before, else per address.
 * Shared through Redis if there is one.
 */
export class RateLimits {
  private readonly limits: ReadonlyMap<RatePolicy, Limit>
  private readonly redis: Redis | null
  private isAway = false

  constructor(private readonly options: Options) {
    const { redisUrl, points = {} } = options
    this.redis = redisUrl ? this.connect(redisUrl) : null
    this.limits = new Map(
      (Object.keys(ratePolicies) as RatePolicy[]).map((policy) => [
        policy,
        this.limit(policy, points[policy] ?? ratePolicies[policy].points),
      ]),
    )
  }

  private connect(url: string): Redis {
    // If Redis is unavailable, limits are counted in memory meanwhile.
    const redis = new Redis(url, {
      commandTimeout: 250,
      connectTimeout: 2_000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    })
    redis.on('error', (error: Error) => this.away(error))
    redis.on('ready', () => {
      this.options.log.info('Redis counts the rate limits of all gateways')
      this.isAway = false
    })
    return redis
  }

  private limit(policy: RatePolicy, points: number): Limit {
    const { seconds } = ratePolicies[policy]
    const options = { keyPrefix: `vetgraph:rate:${policy}`, points, duration: seconds }
    return {
      policy,
      points,
      described: `"${policy}";q=${points};w=${seconds}`,
      memory: new RateLimiterMemory(options),
      redis: this.redis
        ? new RateLimiterRedis({ ...options, storeClient: this.redis, rejectIfRedisNotReady: true })
        : null,
    }
  }

  /** Takes the cost of an operation from its caller's budget, and refuses it if the budget is spent. */
  async take({ cost, attempts, ...asker }: Asked): Promise<Taken> {
    const asked = this.consume(...this.accountOf(asker), Math.max(1, cost))
    const results =
      attempts.length === 0 ? [await asked] : await Promise.all([asked, ...this.tries(attempts, asker)])
    return answer(results)
  }

  /** Refuses a caller whose budget is spent; takes nothing. */
  async look(asker: Asker): Promise<Taken> {
    return answer([await this.consume(...this.accountOf(asker), 0)])
  }

  /** Takes one of the new streams that somebody may open. */
  async takeStream(asker: Asker): Promise<Taken> {
    return answer([await this.consume('new-streams', this.askerKey(asker), 1)])
  }

  /** The key of a caller's budget. */
  askerKey(asker: Asker): string {
    return this.accountOf(asker).join(' ')
  }

  /** The owner of the budget. */
  private accountOf({ viewer, ip, cookies }: Asker): [policy: RatePolicy, key: string] {
    if (viewer) return [classOf(viewer), viewer.userId]
    const known = this.options.accountAt?.(cookies)
    return known ? ['known-device', known] : ['anonymous', addressKey(ip)]
  }

  private tries(attempts: readonly Attempt[], { ip, cookies }: Asker): Array<Promise<Result>> {
    const known = this.options.accountAt?.(cookies)
    const counts = new Map<string, { policy: RatePolicy; key: string; count: number }>()
    const count = (policy: RatePolicy, key: string) => {
      const id = `${policy} ${key}`
      counts.set(id, { policy, key, count: (counts.get(id)?.count ?? 0) + 1 })
    }
    for (const kind of attempts) {
      if (known && kind !== 'token') count(`${kind}-device`, known)
      else count(`${kind}-address`, addressKey(ip))
    }
    return [...counts.values()].map(({ policy, key, count }) => this.consume(policy, key, count))
  }

  private async consume(policy: RatePolicy, key: string, points: number): Promise<Result> {
    const limit = this.limits.get(policy)!
    if (!limit.redis) return consumeFrom(limit.memory, limit, key, points)
    try {
      return await consumeFrom(limit.redis, limit, key, points)
    } catch (error) {
      this.away(error as Error)
      return consumeFrom(limit.memory, limit, key, points)
    }
  }

  private away(error: Error) {
    if (this.isAway) return
    this.isAway = true
    this.options.log.warn({ err: error }, 'Redis is away; every gateway counts its own rate limits meanwhile')
    // A Redis that hangs is disconnected, so that the next request does not wait for it too.
    if (this.redis?.status === 'ready') this.redis.disconnect(true)
  }

  close() {
    this.redis?.disconnect()
  }
}

async function consumeFrom(
  limiter: RateLimiterAbstract,
  limit: Limit,
  key: string,
  points: number,
): Promise<Result> {
  try {
    return resultOf(limit, await limiter.consume(key, points))
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return resultOf(limit, refused)
    throw refused
  }
}

/** The limiter expires entries by a timer but computes the wait by the clock, which may have been set back. */
const resultOf = (limit: Limit, { consumedPoints, msBeforeNext }: RateLimiterRes): Result => ({
  limit,
  used: consumedPoints,
  seconds: Math.min(Math.max(1, Math.ceil(msBeforeNext / 1000)), ratePolicies[limit.policy].seconds),
})

function answer(results: readonly Result[]): Taken {
  const headers: Record<string, string> = {
    'ratelimit-policy': results.map(({ limit }) => limit.described).join(', '),
    ratelimit: results
      .map(
        ({ limit, used, seconds }) => `"${limit.policy}";r=${Math.max(0, limit.points - used)};t=${seconds}`,
      )
      .join(', '),
  }
  const [refused] = results
    .filter(({ limit, used }) => used > limit.points)
    .sort((a, b) => b.seconds - a.seconds)
  if (!refused) return { refusal: null, headers }
  headers['retry-after'] = String(refused.seconds)
  return { refusal: refusalOf(refused), headers }
}

function countedBy(policy: RatePolicy): string {
  if (policy.startsWith('sign-in')) return 'attempts to sign in'
  if (policy.startsWith('mail')) return 'e-mails'
  return policy === 'new-streams' ? 'new subscriptions' : 'requests'
}

function refusalOf({ limit: { policy, points }, used, seconds }: Result): GraphQLError {
  return new GraphQLError(`Too many ${countedBy(policy)}. Try again in ${seconds} seconds.`, {
    extensions: {
      code: ErrorCode.TOO_MANY_REQUESTS,
      retryAfterSeconds: seconds,
      policy,
      used,
      limit: points,
    },
  })
}
