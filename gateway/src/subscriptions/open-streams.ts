import { DomainError, ErrorCode } from '@vetgraph/kit/errors'

/** A person with ten tabs has some eighty. */
export const maxStreams = 300

/** The open streams of each person, and of each address for those who are nobody yet, over all sockets of this process. */
export class OpenStreams {
  private readonly counts = new Map<string, number>()

  constructor(private readonly max: number) {}

  /** Takes a place and answers how to give it back; throws when there is none. */
  take(asker: string): () => void {
    const count = this.counts.get(asker) ?? 0
    if (count >= this.max) {
      throw new DomainError(
        ErrorCode.TOO_MANY_REQUESTS,
        `Up to ${this.max} subscriptions can be open at once. Close some of them.`,
        { policy: 'streams', limit: this.max },
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
}
