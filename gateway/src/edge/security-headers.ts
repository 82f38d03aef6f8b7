import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

/** The hospital's address for HTTP and WebSocket: older Safaris do not count the latter as `'self'`. */
function ownOrigins(publicUrl: string | null): string[] {
  if (publicUrl === null) return []
  const { origin } = new URL(publicUrl)
  return [origin, origin.replace(/^http/, 'ws')]
}

/** What Stripe’s card fields need: https://docs.stripe.com/security/guide#content-security-policy. */
const stripe = {
  scripts: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frames: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connections: ['https://api.stripe.com'],
}
const nothing: typeof stripe = { scripts: [], frames: [], connections: [] }

/** The one page where a card is typed, in fields of Stripe’s own. */
export const isCardPage = (url = '') => /^\/pay\/card($|[?#])/.test(url)

const policyFor = (publicUrl: string | null, { scripts, frames, connections }: typeof stripe) => ({
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", ...scripts],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", ...ownOrigins(publicUrl), ...connections],
  // What the page itself has fetched: a PDF in the browser's viewer.
  frameSrc: ["'self'", 'blob:', ...frames],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
})

/** What helmet sets, name after value as `writeHead` takes it: once, because it is the same for every answer. */
export function securityHeaders(
  publicUrl: string | null,
  { allowStripe }: { allowStripe: boolean },
): readonly string[] {
  const directives = policyFor(publicUrl, allowStripe ? stripe : nothing)
  const contentSecurityPolicy = { useDefaults: false, directives }
  const secure = helmet({ contentSecurityPolicy })
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  secure(response.req, response, () => {})
  return response.getHeaderNames().flatMap((name) => [name, String(response.getHeader(name))])
}
