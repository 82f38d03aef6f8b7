import type { SubgraphRequest } from '../context.ts'
import type { DatabaseConfig } from '../database/database.ts'
import { type Sealer, sealerOf } from './seal.ts'

/**
 * A browser at which somebody has signed in carries a sealed cookie that says so: the device cookies of OWASP's
 * "Slow Down Online Guessing Attacks with Device Cookies". It opens nothing; whoever shows it is counted apart from
 * strangers. Identity writes it, and the gateway reads it too.
 */
export const deviceCookie = 'vetgraph_device'

const purpose = 'known device'
const dayLength = 24 * 60 * 60 * 1000
/** For how long a device is remembered after a sign-in. */
const maxAgeDays = 180
/** More than share a browser. */
const maxAccounts = 30

export interface KnownDevice {
  id: string
  /** Keys of the accounts that have signed in there, the last first, and the day of the last time, since 1970. */
  accounts: ReadonlyArray<readonly [account: string, day: number]>
}

const dayOf = (now: Date) => Math.floor(now.getTime() / dayLength)

/** The device that sends the request, with the accounts that it still stands for; null for a stranger's. */
export function readDevice(
  sealer: Sealer,
  cookies: SubgraphRequest['cookies'],
  now: Date,
): KnownDevice | null {
  const cookie = cookies[deviceCookie]
  const opened = cookie ? sealer.open(cookie, purpose) : null
  if (opened === null) return null
  const { id, accounts } = JSON.parse(opened) as KnownDevice
  const today = dayOf(now)
  return { id, accounts: accounts.filter(([, day]) => today - day <= maxAgeDays) }
}

/** The cookie's value once somebody has signed in there. */
export function sealDevice(sealer: Sealer, device: KnownDevice, account: string, now: Date): string {
  const others = device.accounts.filter(([other]) => other !== account)
  const accounts = [[account, dayOf(now)], ...others].slice(0, maxAccounts)
  return sealer.seal(JSON.stringify({ id: device.id, accounts }), purpose)
}

/** For a gateway: which account has signed in last at the browser with these cookies, by a key that says nothing else. */
export function accountAtBy(database: Pick<DatabaseConfig, 'secret'>) {
  const sealer = sealerOf(database, 'identity')
  return (cookies: SubgraphRequest['cookies']): string | null =>
    readDevice(sealer, cookies, new Date())?.accounts[0]?.[0] ?? null
}
