import type { Context } from '@vetgraph/kit/context'
import { unauthenticated, unavailable } from '@vetgraph/kit/errors'
import type { OpenIdProvider } from '@vetgraph/kit/settings'
import * as client from 'openid-client'

const patienceSeconds = 5

/** The issuer's metadata, requested once, and again if it did not respond. */
const known = new WeakMap<OpenIdProvider, Promise<client.Configuration>>()

function configurationOf(provider: OpenIdProvider): Promise<client.Configuration> {
  const asked = known.get(provider)
  if (asked) return asked
  const { issuer, clientId, clientSecret } = provider
  const fresh = client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
    {
      timeout: patienceSeconds,
      execute: [
        client.enableNonRepudiationChecks,
        ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
    },
  )
  known.set(provider, fresh)
  return fresh
}

const awayCodes = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
])

/** Whether the issuer could not be asked, or refuses us and not the person. */
const isAway = (error: unknown) =>
  error instanceof TypeError ||
  (error instanceof client.ResponseBodyError && error.error !== 'invalid_grant') ||
  (error instanceof client.ClientError && awayCodes.has(error.code ?? ''))

export const notFinished = () =>
  unauthenticated(
    'This sign-in cannot be finished: it was used, took too long or began elsewhere. Begin again.',
  )

/** Calls the issuer; for any invalid response the user has to start again. */
async function ask<T>(
  ctx: Context,
  provider: OpenIdProvider,
  work: (configuration: client.Configuration) => Promise<T>,
): Promise<T> {
  const away = (err: unknown) => {
    known.delete(provider)
    ctx.log.warn(
      { err, issuer: provider.issuer, requestId: ctx.requestId },
      'an OpenID issuer does not answer',
    )
    return unavailable(`${provider.label} does not answer right now. Try again.`)
  }
  const configuration = await configurationOf(provider).catch((error: unknown) => {
    throw away(error)
  })
  try {
    return await work(configuration)
  } catch (error) {
    if (isAway(error)) throw away(error)
    ctx.log.info(
      { err: error, issuer: provider.issuer, requestId: ctx.requestId },
      'an OpenID sign-in is refused',
    )
    throw notFinished()
  }
}

/** The state kept between the redirect to the issuer and the callback. */
export interface Journey {
  state: string
  nonce: string
  codeVerifier: string
  redirectUri: string
}

/** Where the browser goes to be asked by the issuer. */
export const addressAt = (
  ctx: Context,
  provider: OpenIdProvider,
  { state, nonce, codeVerifier, redirectUri }: Journey,
): Promise<string> =>
  ask(ctx, provider, async (configuration) => {
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    })
    return url.href
  })

/** Who somebody is, as the issuer says. */
export interface Claims {
  subject: string
  email: string | null
  isEmailVerified: boolean
  firstName: string
  lastName: string
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** Exchanges the code that the browser has brought for what the issuer says of the person. */
export const claimsFor = (
  ctx: Context,
  provider: OpenIdProvider,
  { state, nonce, codeVerifier, redirectUri }: Journey,
  { code, iss }: { code: string; iss: string | null },
): Promise<Claims> =>
  ask(ctx, provider, async (configuration) => {
    const url = new URL(redirectUri)
    url.search = new URLSearchParams({ code, state, ...(iss === null ? {} : { iss }) }).toString()
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    })
    const inToken = tokens.claims()!
    const claims =
      inToken.email === undefined && configuration.serverMetadata().userinfo_endpoint
        ? { ...inToken, ...(await client.fetchUserInfo(configuration, tokens.access_token, inToken.sub)) }
        : inToken
    const [first = '', ...others] = textOf(claims.name).split(/\s+/)
    return {
      subject: inToken.sub,
      email: textOf(claims.email) || null,
      // Some issuers write it as text.
      isEmailVerified: [true, 'true'].includes(claims.email_verified as boolean | string),
      firstName: textOf(claims.given_name) || first,
      lastName: textOf(claims.family_name) || others.join(' '),
    }
  })
