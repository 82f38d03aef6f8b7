import type { Context } from '@vetgraph/kit/context'

/** Hands the browser a secret that only it sends back, to us alone, and that no script reads; 0 seconds take it away. */
export function setCookie(ctx: Context, name: string, secret: string, seconds: number) {
  const secure = ctx.origin.startsWith('https:') ? ['Secure'] : []
  const parts = [
    `${name}=${secret}`,
    `Max-Age=${seconds}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    ...secure,
  ]
  ctx.effects.setCookies.push(parts.join('; '))
}
