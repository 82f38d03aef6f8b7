import { isIP } from 'node:net'

/** A name or address without the brackets of IPv6, as names are compared. */
const bare = (host: string) =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')

/** Whether it is this machine itself. */
export function isLoopback(host: string): boolean {
  const name = bare(host)
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d+){3}$/.test(name)
}

/** The name in a `Host` header, without the port; null for what is none. */
const nameIn = (header: string): string | null =>
  /[/?#@\\\s]/.test(header) || !URL.canParse(`http://${header}`)
    ? null
    : bare(new URL(`http://${header}`).hostname)

/**
 * Whether a message asks for this server by one of its own names. Another name is an attacker's that now leads here (DNS
 * rebinding), so that a browser takes the attacker's page for ours; an address needs no name and cannot be rebound.
 */
export function hostCheck(names: readonly string[]) {
  const own = new Set(names.map(nameIn))
  return (header: string | undefined): boolean => {
    // Every browser sends one.
    if (header === undefined) return true
    const name = nameIn(header)
    return name !== null && (isIP(name) !== 0 || isLoopback(name) || own.has(name))
  }
}
