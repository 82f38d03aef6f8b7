import type { IncomingMessage } from 'node:http'
import { addressKey } from '@vetgraph/kit/access/address-key'
import { largestBody } from './body.ts'

/** What is shorter is not counted. */
const smallBody = 16 * 1024

/** What the bodies of one address may hold that have not arrived in full. */
const maxOpenBytes = 16 * largestBody

/**
 * The bodies that each address has begun to send. When they hold too much, those that were begun first are cut off:
 * who sends in earnest is done long before.
 */
export class OpenBodies {
  private readonly byAddress = new Map<string, Map<IncomingMessage, number>>()

  add(message: IncomingMessage, ip: string) {
    const size = Math.min(Number(message.headers['content-length'] ?? largestBody), largestBody)
    if (size <= smallBody) return
    const address = addressKey(ip)
    const open = this.byAddress.get(address) ?? new Map<IncomingMessage, number>()
    this.byAddress.set(address, open.set(message, size))
    message.once('close', () => {
      open.delete(message)
      if (open.size === 0) this.byAddress.delete(address)
    })
    let bytes = [...open.values()].reduce((sum, size) => sum + size, 0)
    for (const [first, size] of open) {
      if (bytes <= maxOpenBytes) return
      bytes -= size
      first.destroy()
    }
  }
}
