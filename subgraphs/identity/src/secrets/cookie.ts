import type { Context } from '@vetgraph/kit/context'

interface Cookie {
  name: string
  value: string
  /** How long the browser keeps it; 0 takes it back. */
  seconds: number
  /** `Lax` travels along when somebody comes from elsewhere by a link. */
  sameSite?: 'Strict' | 'Lax'
}

/** Has the answer leave something in the browser that no script can read. */
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
