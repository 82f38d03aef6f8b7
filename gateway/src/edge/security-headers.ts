import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

/** The hospital's address for HTTP and WebSocket: older Safaris do not count the latter as `'self'`. */
function ownOrigins(publicUrl: string | null): string[] {
  if (publicUrl === null) return []
  const { origin } = new URL(publicUrl)
  return [origin, origin.replace(/^http/, 'ws')]
}

const policyFor = (publicUrl: string | null) => ({
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", ...ownOrigins(publicUrl)],
  // What the page itself has fetched: a PDF in the browser's viewer.
  frameSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
})

/** What helmet sets, name after value as `writeHead` takes it: once, because it is the same for every answer. */
export function securityHeaders(publicUrl: string | null): readonly string[] {
  const contentSecurityPolicy = { useDefaults: false, directives: policyFor(publicUrl) }
  const secure = helmet({ contentSecurityPolicy })
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  secure(response.req, response, () => {})
  return response.getHeaderNames().flatMap((name) => [name, String(response.getHeader(name))])
}
