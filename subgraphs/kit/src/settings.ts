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
  passwordCost: 12,
})
