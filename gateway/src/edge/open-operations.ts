import { DomainError, ErrorCode } from '@vetgraph/kit/errors'

/** A user with ten tabs has about eighty streams. */
export const maxOpenOperations = 300

/**
 * The operations that each user (or, before signing in, each address) has open over all sockets of this process:
 * streams, and operations not yet answered.
 */
export class OpenOperations {
  private readonly counts = new Map<string, number>()

  constructor(private readonly max: number) {}

  /** Reserves a slot and returns a function that releases it; throws if none is free. */
  take(asker: string): () => void {
    const count = this.counts.get(asker) ?? 0
    if (count >= this.max) {
      throw new DomainError(
        ErrorCode.TOO_MANY_REQUESTS,
        `Up to ${this.max} operations can be open at once over all connections. Complete some of them.`,
        { policy: 'open-operations', limit: this.max },
      )
    }
    this.counts.set(asker, count + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      const left = this.counts.get(asker)! - 1
      if (left > 0) this.counts.set(asker, left)
      else this.counts.delete(asker)
    }
  }

  /** How many people and addresses have operations open. */
  get size() {
    return this.counts.size
  }
}
