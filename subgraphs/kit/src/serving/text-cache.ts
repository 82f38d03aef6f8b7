import { LRUCache } from 'lru-cache'

const most = 1000
/** The maximum number of characters of all cached texts: a parsed document can be a hundred times as large. */
const letters = 2_000_000
/** Longer texts are not cached: few of them would evict all others. */
const longest = 60_000

const lengthOf = (_made: unknown, text: string) => text.length

/** A cache by text, bounded by weight, so that no sender can exhaust memory. */
export const newTextCache = <Made extends object>(
  weightOf: (made: Made, text: string) => number = lengthOf,
) =>
  new LRUCache<string, Made>({
    max: most,
    maxSize: letters,
    maxEntrySize: longest,
    sizeCalculation: weightOf,
  })
