import type { Context } from '@vetgraph/kit/context'
import { deviceCookie, readDevice, sealDevice } from '@vetgraph/kit/access/known-device'
import { sql } from 'drizzle-orm'
import { setCookie } from '../secrets/cookie.ts'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'

/** The longest lifetime that browsers allow for cookies; renewed at every sign-in. */
const cookieSeconds = 400 * 24 * 60 * 60

const deviceOf = (ctx: Context) => readDevice(ctx.sealer, ctx.cookies, ctx.now())

/**
 * The key by which failures of an account, which may not exist, are counted: a hash of its address. Addresses are
 * folded by PostgreSQL only, as in its unique index: a second folding that differs in one letter would count one
 * account as two.
 */
export async function accountKeyOf(ctx: Context, email: string): Promise<string> {
  const [row] = await ctx.db.execute<{ folded: string }>(sql`select lower(${email.trim()}) as folded`)
  return hashOf(row!.folded)
}

/** The device at hand, when the account has signed in there before. */
export function deviceKnownTo(ctx: Context, account: string): string | null {
  const device = deviceOf(ctx)
  return device?.accounts.some(([known]) => known === account) ? device.id : null
}

/** The account that has signed in here last; null where nobody has. */
export const accountAtDevice = (ctx: Context): string | null => deviceOf(ctx)?.accounts[0]?.[0] ?? null

/** Somebody has signed in: from now on this browser is known to the account. */
export async function rememberDevice(ctx: Context, email: string) {
  const device = deviceOf(ctx) ?? { id: newSecret(), accounts: [] }
  const value = sealDevice(ctx.sealer, device, await accountKeyOf(ctx, email), ctx.now())
  setCookie(ctx, { name: deviceCookie, value, seconds: cookieSeconds })
}
