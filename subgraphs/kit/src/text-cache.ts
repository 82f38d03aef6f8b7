import { LRUCache } from 'lru-cache'

const most = 1000
/** Letters of all texts together: what is made of a text can be a hundred times as large. */
const letters = 2_000_000
/** What is longer is read anew each time: few of them would drive out everybody's. */
const longest = 60_000

const lengthOf = (_made: unknown, text: string) => text.length

/** Keeps what was made of operations, by their texts, within bounds that no sender of texts can stretch. */
export const newTextCache = <Made extends object>(
  weightOf: (made: Made, text: string) => number = lengthOf,
) =>
  new LRUCache<string, Made>({
    max: most,
    maxSize: letters,
    maxEntrySize: longest,
    sizeCalculation: weightOf,
  })
