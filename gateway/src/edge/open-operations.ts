import { DomainError, ErrorCode } from '@vetgraph/kit/errors'

/** A person with ten tabs has some eighty streams. */
export const maxOpenOperations = 300

/**
 * The operations that each person, and each address for those who are nobody yet, has open over all sockets of this
 * process: streams, and what has no answer yet.
 */
export class OpenOperations {
  private readonly counts = new Map<string, number>()

  constructor(private readonly max: number) {}

  /** Takes a place and answers how to give it back, once; throws when there is none. */
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
