import type { Request, RequestHandler, Response, Router } from 'express'
import express from 'express'
import type { Logger } from 'pino'
import { systemRequest } from '@vetgraph/kit/context'
import { codeOf, ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import { permissions } from '@vetgraph/kit/contracts/permissions'
import type { SubgraphLink } from '../link.ts'
import type { RateLimits } from './rate-limits.ts'

export interface OAuthOptions {
  /** Where API clients and their secrets are kept. */
  identity: SubgraphLink
  rateLimits: RateLimits
  /** Where browsers and API clients find the hospital. */
  publicUrl: string
}

const largestForm = 16 * 1024
const path = '/oauth/token'

const issueToken = `mutation ($input: ClientTokenInput!) {
  issueClientToken(input: $input) { accessToken expiresIn scope }
}`

interface Issued {
  accessToken: string
  expiresIn: number
  scope: string
}

/** A refusal as RFC 6749, 5.2 has it. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    description: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(description)
  }
}

const badRequest = (description: string) => new Refusal(400, 'invalid_request', description)

const badClient = () =>
  new Refusal(401, 'invalid_client', 'There is no such client, or this is not its secret.', {
    'www-authenticate': 'Basic realm="Vetgraph"',
  })

/** One half of what Basic carries: RFC 6749 wants it encoded as in a form before. */
function fromForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badClient()
  }
}

type Form = Readonly<Record<string, string | undefined>>

function formOf(request: Request): Form {
  if (!request.is('application/x-www-form-urlencoded')) {
    throw badRequest('Send the parameters as application/x-www-form-urlencoded.')
  }
  const form = (request.body ?? {}) as Record<string, string | string[]>
  if (Object.values(form).some((value) => Array.isArray(value))) throw badRequest('A parameter comes twice.')
  return form as Form
}

/** The client id and secret, sent in one of the two ways; both at once are refused. */
function clientOf(request: Request, form: Form): { clientId: string; clientSecret: string } {
  const { client_id: clientId, client_secret: clientSecret } = form
  const { authorization } = request.headers
  if (authorization === undefined) {
    if (!clientId || !clientSecret) throw badClient()
    return { clientId, clientSecret }
  }
  if (clientSecret !== undefined) throw badRequest('Show the secret in one way only.')
  const [, encoded] = /^Basic +([\w+/=-]+)$/i.exec(authorization) ?? []
  const [id = '', ...secret] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':')
  const shown = { clientId: fromForm(id), clientSecret: fromForm(secret.join(':')) }
  if (!shown.clientId || !shown.clientSecret) throw badClient()
  if (clientId !== undefined && clientId !== shown.clientId) throw badRequest('Two clients are named.')
  return shown
}

function refusalOf(error: { message: string; extensions?: Record<string, unknown> }): Refusal {
  const code = codeOf(error)
  if (code === ErrorCode.UNAUTHENTICATED) return badClient()
  if (code === ErrorCode.BAD_USER_INPUT) return new Refusal(400, 'invalid_scope', error.message)
  if (code === ErrorCode.UNAVAILABLE) {
    const headers = { 'retry-after': String(retryAfterSeconds) }
    return new Refusal(503, 'temporarily_unavailable', error.message, headers)
  }
  return new Refusal(500, 'server_error', 'This does not work right now. Try again.')
}

const idOf = (response: Response) => String(response.getHeader('x-request-id'))

async function answer(
  { identity, rateLimits }: OAuthOptions,
  request: Request,
  response: Response,
): Promise<Issued> {
  const form = formOf(request)
  if (!form['grant_type']) throw badRequest('There is no grant_type.')
  const client = clientOf(request, form)
  const ip = request.ip ?? ''
  const { refusal, headers } = await rateLimits.take({
    viewer: null,
    ip,
    cookies: {},
    cost: 1,
    attempts: ['token'],
  })
  if (refusal) throw new Refusal(429, 'temporarily_unavailable', refusal.message, headers)
  if (form['grant_type'] !== 'client_credentials') {
    throw new Refusal(400, 'unsupported_grant_type', 'API clients get tokens by client_credentials.')
  }
  const input = { ...client, scope: form['scope'] ?? null }
  const asked = {
    ...systemRequest(idOf(response)),
    ip,
    userAgent: request.headers['user-agent'] ?? '',
  }
  const { data, errors } = await identity.execute({ query: issueToken, variables: { input } }, asked)
  if (errors?.[0]) throw refusalOf(errors[0])
  return data?.['issueClientToken'] as Issued
}

/** How API clients get access tokens: OAuth 2.0, client credentials (RFC 6749, 4.4), and its description (RFC 8414). */
export function oauth(options: OAuthOptions, log: Logger): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  const issue: RequestHandler = async (request, response) => {
    response.set({ 'cache-control': 'no-store', pragma: 'no-cache' })
    try {
      const { accessToken, expiresIn, scope } = await answer(options, request, response)
      response.json({ access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn, scope })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      log.info({ requestId: idOf(response), error: error.error }, 'an API client was refused a token')
      response
        .set(error.headers)
        .status(error.status)
        .json({ error: error.error, error_description: error.message })
    }
  }
  router.post(path, express.urlencoded({ extended: false, limit: largestForm }), issue)
  router.all(path, (_request, response) => {
    response.set('allow', 'POST').status(405).json({ error: 'invalid_request' })
  })
  const { publicUrl } = options
  router.get('/.well-known/oauth-authorization-server', (_request, response) => {
    response.set('cache-control', 'public, max-age=3600').json({
      issuer: publicUrl,
      token_endpoint: `${publicUrl}${path}`,
      jwks_uri: `${publicUrl}/.well-known/jwks.json`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: Object.keys(permissions),
    })
  })
  return router
}
