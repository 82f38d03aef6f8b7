import { join, resolve } from 'node:path'
import { isExposed, listIn } from '@vetgraph/kit/settings'
import { type SubgraphName, subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'
import { ratePolicies, type RateLimitPoints, type RatePolicy } from '../edge/rate-policies.ts'
import { type TelemetryOptions, telemetryFrom } from '@vetgraph/kit/telemetry/start'
import { StartFailure } from './failure.ts'

export const root = resolve(import.meta.dirname, '../../..')

export interface Config {
  port: number
  host: string
  dataDirectory: string
  /** A PostgreSQL of the operator's; null starts one of our own. */
  databaseUrl: string | null
  /** Carries live signals between processes; null leaves that to PostgreSQL. */
  redisUrl: string | null
  /** The base of every derived secret; null keeps one in the data directory. */
  secret: string | null
  /** Others than this machine may reach it: then the demo hospital, whose passwords everybody knows, must be asked for. */
  exposed: boolean
  demo: boolean
  /** Somebody else's supergraph to serve in place of the hospital. */
  supergraph: string | null
  /** Subgraphs that run elsewhere. */
  remote: Partial<Record<SubgraphName, string>>
  introspection: boolean
  sandbox: boolean
  /** Pet owners and visitors may send the web client's own operations only (`OPERATIONS=registered`). */
  registeredOnly: boolean
  allowedOrigins: string[]
  /** Further names by which it is reached. */
  allowedHosts: string[]
  /** Whether cards are typed in Stripe’s fields on our page. */
  stripe: boolean
  trustProxy: boolean | number | string
  /** Points in place of the built-in ones. */
  rateLimits: RateLimitPoints
  /** Operations that one person may have open over WebSockets, in place of the built-in number. */
  maxOpenOperations: number | undefined
  logLevel: string
  telemetry: TelemetryOptions
  buildWeb: boolean
}

const off = (value: string | undefined) => ['off', 'false', '0', 'no'].includes((value ?? '').toLowerCase())
const on = (value: string | undefined) => ['on', 'true', '1', 'yes'].includes((value ?? '').toLowerCase())

const isPort = (port: number) => Number.isInteger(port) && port >= 0 && port <= 65_535

function portOf(value: string | undefined): number {
  const port = Number(value ?? 4000)
  if (isPort(port)) return port
  throw new StartFailure(`PORT must be a number from 0 to 65535, not ${JSON.stringify(value)}.`)
}

function telemetryOf(env: NodeJS.ProcessEnv): TelemetryOptions {
  const telemetry = telemetryFrom(env)
  if (telemetry.metricsPort === null || isPort(telemetry.metricsPort)) return telemetry
  throw new StartFailure(
    `METRICS_PORT must be a number from 0 to 65535, not ${JSON.stringify(env['METRICS_PORT'])}.`,
  )
}

function trustOf(value: string | undefined): boolean | number | string {
  if (!value || off(value)) return false
  if (on(value)) return 1
  return /^\d+$/.test(value) ? Number(value) : value
}

function wholeNumber(value: string, name: string, what: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw new StartFailure(`${name} must be a whole number of ${what}, not ${JSON.stringify(value)}.`)
}

function pointsFrom(env: NodeJS.ProcessEnv): RateLimitPoints {
  const given = (Object.keys(ratePolicies) as RatePolicy[]).flatMap((policy) => {
    const name = `RATE_LIMIT_${policy.toUpperCase().replaceAll('-', '_')}`
    const value = env[name]
    return value ? [[policy, wholeNumber(value, name, 'points')] as const] : []
  })
  return Object.fromEntries(given)
}

/** What an address must look like. */
const addresses = {
  DATABASE_URL: { form: /^postgres(ql)?:\/\//, example: 'postgres://user:password@host:5432/database' },
  REDIS_URL: { form: /^rediss?:\/\//, example: 'redis://user:password@host:6379' },
  SMTP_URL: { form: /^smtps?:\/\//, example: 'smtp://user:password@host:587' },
  PUBLIC_URL: { form: /^https?:\/\//, example: 'https://vetgraph.hospital.example' },
}

function checkTimeZone(name: string, value: string | undefined) {
  if (!value) return
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
  } catch {
    throw new StartFailure(
      `${name} must be an IANA time zone like Europe/Dublin, not ${JSON.stringify(value)}.`,
    )
  }
}

/** The configuration, all of it from the environment. */
export function configFrom(env: NodeJS.ProcessEnv): Config {
  const production = env['NODE_ENV'] === 'production'
  const exposed = isExposed(env)
  for (const [name, { form, example }] of Object.entries(addresses)) {
    const value = env[name]
    if (value && !form.test(value)) throw new StartFailure(`${name} must look like ${example}.`)
  }
  checkTimeZone('DEMO_TIME_ZONE', env['DEMO_TIME_ZONE'])
  return {
    port: portOf(env['PORT']),
    host: env['HOST'] ?? '127.0.0.1',
    dataDirectory: resolve(env['DATA_DIR'] ?? join(root, '.data')),
    databaseUrl: env['DATABASE_URL'] || null,
    redisUrl: env['REDIS_URL'] || null,
    secret: env['VETGRAPH_SECRET'] || null,
    exposed,
    demo: exposed ? on(env['DEMO']) : !off(env['DEMO']),
    supergraph: env['SUPERGRAPH_PATH'] ? resolve(env['SUPERGRAPH_PATH']) : null,
    remote: Object.fromEntries(
      subgraphNames.flatMap((name) => {
        const url = env[`SUBGRAPH_${name.toUpperCase()}_URL`]
        return url ? [[name, url]] : []
      }),
    ),
    introspection: !production || on(env['INTROSPECTION']),
    sandbox: !production,
    registeredOnly: env['OPERATIONS'] === 'registered',
    allowedOrigins: listIn(env['ALLOWED_ORIGINS']),
    allowedHosts: listIn(env['ALLOWED_HOSTS']),
    stripe: Boolean(env['STRIPE_PUBLISHABLE_KEY']),
    trustProxy: trustOf(env['TRUST_PROXY']),
    rateLimits: pointsFrom(env),
    maxOpenOperations: env['MAX_OPEN_OPERATIONS']
      ? wholeNumber(env['MAX_OPEN_OPERATIONS'], 'MAX_OPEN_OPERATIONS', 'operations')
      : undefined,
    telemetry: telemetryOf(env),
    logLevel: env['LOG_LEVEL'] ?? (production ? 'info' : 'warn'),
    buildWeb: !off(env['BUILD_WEB']),
  }
}
