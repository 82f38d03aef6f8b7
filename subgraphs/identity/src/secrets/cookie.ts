import type { Context } from '@vetgraph/kit/context'

interface Cookie {
  name: string
  value: string
  /** The cookie's lifetime in seconds; 0 removes it. */
  seconds: number
  /** `Lax` cookies are sent when a user follows a link from another site. */
  sameSite?: 'Strict' | 'Lax'
}

/** Sets an http-only cookie. */
export function setCookie(ctx: Context, { name, value, seconds, sameSite = 'Strict' }: Cookie) {
  const secure = ctx.origin.startsWith('https:') ? ['Secure'] : []
  const parts = [
    `${name}=${value}`,
    `Max-Age=${seconds}`,
    'Path=/',
    'HttpOnly',
    `SameSite=${sameSite}`,
    ...secure,
  ]
  ctx.effects.setCookies.push(parts.join('; '))
}
