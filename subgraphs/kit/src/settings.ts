import { join, resolve } from 'node:path'
import { isLoopback } from './serving/hosts.ts'

/** Where people can sign in with an account that they have elsewhere (OpenID Connect). */
export interface OpenIdProvider {
  /** By which the graph knows it: `google`. */
  key: string
  /** What people call it: `Google`. */
  label: string
  issuer: string
  clientId: string
  /** Null for a client that has none, which PKCE protects alone. */
  clientSecret: string | null
}

/** Where files are kept in a store that speaks S3. */
export interface BucketSettings {
  bucket: string
  /** Null for Amazon’s own. */
  endpoint: string | null
  region: string
  /** Null takes the credentials of the environment, as Amazon’s machines have them. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

/** The hospital’s account at Stripe, where invoices are paid online by card. */
export interface StripeSettings {
  secretKey: string
  /** Known to browsers: it names the account and allows nothing else. */
  publishableKey: string
  /** Signs the events that Stripe sends. */
  webhookSecret: string
  /** `https://api.stripe.com`; tests name a server of their own. */
  apiBase: string
}

/** What the operator of the hospital has set, for the subgraphs. */
export interface Settings {
  /** Where people's browsers find the web client, without a slash at the end: what links in e-mails begin with. */
  publicUrl: string
  /** The server that takes our e-mail: `smtp://user:password@host:587`; null keeps it all in the outbox. */
  smtpUrl: string | null
  /** From whom the hospital's e-mail comes: `Harbour Vets <desk@harbour.example>`. */
  mailFrom: string
  openIdProviders: readonly OpenIdProvider[]
  /** Others than this machine may reach the hospital. */
  exposed: boolean
  /** Where checkpoints of the audit log are appended; null for nowhere. */
  checkpointFile: string | null
  /** Where they are posted; null for nowhere. */
  checkpointUrl: string | null
  /** Where files are kept when there is no bucket. */
  filesDirectory: string
  filesBucket: BucketSettings | null
  /** The virus scanner (clamd), `tcp://host:3310` or `unix:///run/clamd.sock`; null leaves files unscanned. */
  clamdUrl: string | null
  /** Invoices are paid online at the demo provider, which moves no money: where the demo hospital is served. */
  demoPayments: boolean
  /** Null leaves payments to the demo provider, where there is one. */
  stripe: StripeSettings | null
  /** How much work it is to hash a password with bcrypt: each more doubles it. No operator lowers it; tests do. */
  passwordCost: number
}

/**
 * Whether others than this machine may reach the hospital: in production, by `HOST` or by `PUBLIC_URL`. A subgraph that
 * is a child on the gateway's machine is told so by `EXPOSED`, because it listens for the gateway alone.
 */
export const isExposed = (env: NodeJS.ProcessEnv): boolean =>
  env['NODE_ENV'] === 'production' ||
  env['EXPOSED'] === 'on' ||
  !isLoopback(env['HOST'] || 'localhost') ||
  (URL.canParse(env['PUBLIC_URL'] ?? '') && !isLoopback(new URL(env['PUBLIC_URL']!).hostname))

/** A comma-separated list. */
export const listIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)

const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

function checkpointUrlFrom(env: NodeJS.ProcessEnv): string | null {
  const url = env['AUDIT_CHECKPOINT_URL'] || null
  if (url && !isWebAddress(url))
    throw new Error('AUDIT_CHECKPOINT_URL must look like https://archive.example/checkpoints.')
  return url
}

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/

function providersFrom(env: NodeJS.ProcessEnv): OpenIdProvider[] {
  const names = Object.keys(env).flatMap((key) => /^OIDC_(\w+)_ISSUER$/.exec(key)?.[1] ?? [])
  return names.sort().flatMap((name) => {
    const issuer = env[`OIDC_${name}_ISSUER`]
    if (!issuer) return []
    const clientId = env[`OIDC_${name}_CLIENT_ID`]
    if (!clientId) throw new Error(`OIDC_${name}_CLIENT_ID is not set.`)
    if (!URL.canParse(issuer) || !(issuer.startsWith('https://') || loopback.test(issuer))) {
      throw new Error(`OIDC_${name}_ISSUER must look like https://accounts.example.`)
    }
    return {
      key: name.toLowerCase().replaceAll('_', '-'),
      label: env[`OIDC_${name}_LABEL`] || name[0]! + name.slice(1).toLowerCase().replaceAll('_', ' '),
      issuer,
      clientId,
      clientSecret: env[`OIDC_${name}_CLIENT_SECRET`] || null,
    }
  })
}

function bucketFrom(env: NodeJS.ProcessEnv): BucketSettings | null {
  const bucket = env['FILES_S3_BUCKET']
  if (!bucket) return null
  const endpoint = env['FILES_S3_ENDPOINT'] || null
  if (endpoint && !isWebAddress(endpoint)) {
    throw new Error('FILES_S3_ENDPOINT must look like https://objects.example.')
  }
  const [accessKeyId, secretAccessKey] = [env['FILES_S3_ACCESS_KEY_ID'], env['FILES_S3_SECRET_ACCESS_KEY']]
  if (Boolean(accessKeyId) !== Boolean(secretAccessKey)) {
    throw new Error('Set both FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY, or neither.')
  }
  return {
    bucket,
    endpoint,
    region: env['FILES_S3_REGION'] || 'us-east-1',
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
  }
}

function clamdUrlFrom(env: NodeJS.ProcessEnv): string | null {
  const url = env['CLAMD_URL'] || null
  if (url && !(URL.canParse(url) && /^(tcp|unix):$/.test(new URL(url).protocol))) {
    throw new Error('CLAMD_URL must look like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl.')
  }
  return url
}

/** Live keys beside test keys would take money and never learn of it. */
const isLive = (key: string) => key.includes('_live_')

function stripeFrom(env: NodeJS.ProcessEnv): StripeSettings | null {
  const [secretKey, publishableKey] = [env['STRIPE_SECRET_KEY'], env['STRIPE_PUBLISHABLE_KEY']]
  const webhookSecret = env['STRIPE_WEBHOOK_SECRET']
  // A gateway of its own knows the publishable key only, to let its card page load Stripe.
  if (!secretKey && !webhookSecret) return null
  if (!secretKey || !publishableKey || !webhookSecret)
    throw new Error(
      'Set all of STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET, or none.',
    )
  if (
    !/^(sk|rk)_/.test(secretKey) ||
    !publishableKey.startsWith('pk_') ||
    !webhookSecret.startsWith('whsec_')
  )
    throw new Error(
      'STRIPE_SECRET_KEY begins with sk_, STRIPE_PUBLISHABLE_KEY with pk_, STRIPE_WEBHOOK_SECRET with whsec_.',
    )
  if (isLive(secretKey) !== isLive(publishableKey))
    throw new Error('STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY must both be live keys or both test keys.')
  const apiBase = env['STRIPE_API_BASE'] || 'https://api.stripe.com'
  if (!(apiBase.startsWith('https://') && isWebAddress(apiBase)) && !loopback.test(apiBase))
    throw new Error('STRIPE_API_BASE must look like https://api.stripe.com.')
  return { secretKey, publishableKey, webhookSecret, apiBase }
}

const root = resolve(import.meta.dirname, '../../..')

/** By what the gateway decides whether the demo hospital is served. */
const servesDemo = (env: NodeJS.ProcessEnv): boolean =>
  isExposed(env) ? env['DEMO'] === 'on' : env['DEMO'] !== 'off'

/** The settings, from the environment; the address is the gateway's own when nothing else is said. */
export const settingsFrom = (env: NodeJS.ProcessEnv, publicUrl: string): Settings => ({
  publicUrl: (env['PUBLIC_URL'] || publicUrl).replace(/\/+$/, ''),
  smtpUrl: env['SMTP_URL'] || null,
  mailFrom: env['MAIL_FROM'] || 'Vetgraph <vetgraph@localhost>',
  openIdProviders: providersFrom(env),
  exposed: isExposed(env),
  checkpointFile: env['AUDIT_CHECKPOINT_FILE'] || null,
  checkpointUrl: checkpointUrlFrom(env),
  filesDirectory: join(resolve(env['DATA_DIR'] || join(root, '.data')), 'files'),
  filesBucket: bucketFrom(env),
  clamdUrl: clamdUrlFrom(env),
  demoPayments: servesDemo(env),
  stripe: stripeFrom(env),
  passwordCost: 12,
})
