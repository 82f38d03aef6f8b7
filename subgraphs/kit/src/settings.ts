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

/** What the operator of the hospital has set, for the subgraphs. */
export interface Settings {
  /** Where people's browsers find the web client, without a slash at the end: what links in e-mails begin with. */
  publicUrl: string
  /** The server that takes our e-mail: `smtp://user:password@host:587`; null keeps it all in the outbox. */
  smtpUrl: string | null
  /** From whom the hospital's e-mail comes: `Harbour Vets <desk@harbour.example>`. */
  mailFrom: string
  openIdProviders: readonly OpenIdProvider[]
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

/** The settings, from the environment; the address is the gateway's own when nothing else is said. */
export const settingsFrom = (env: NodeJS.ProcessEnv, publicUrl: string): Settings => ({
  publicUrl: (env['PUBLIC_URL'] || publicUrl).replace(/\/+$/, ''),
  smtpUrl: env['SMTP_URL'] || null,
  mailFrom: env['MAIL_FROM'] || 'Vetgraph <vetgraph@localhost>',
  openIdProviders: providersFrom(env),
})
