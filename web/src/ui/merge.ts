/** What another desk saved and what is in this form disagree about one field. */
export interface Clash<Values> {
  field: keyof Values & string
  mine: string
  theirs: string
}

export interface Merge<Values> {
  /** The values to go on with: what only one side changed is taken from that side, clashes keep mine. */
  merged: Values
  /** Fields that both sides changed differently. */
  clashes: Clash<Values>[]
  /** Fields that were taken over because only the other side changed them. */
  taken: (keyof Values & string)[]
}

/** A value as the server stores it: line ends are folded, and there are no blanks around a text. */
function stored(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n').trim()
  if (Array.isArray(value)) return value.map(stored)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, stored(part)]))
}

/** Whether two values are the same once they are stored. */
export const sameStored = (a: unknown, b: unknown): boolean =>
  JSON.stringify(stored(a)) === JSON.stringify(stored(b))

/** A three-way merge of a form: `base` is what both started from. Nothing that was typed is ever dropped by it. */
export function mergeFields<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
  show: (field: keyof Values & string, values: Values) => string = (field, values) =>
    String(values[field] ?? ''),
): Merge<Values> {
  const result: Merge<Values> = { merged: { ...mine }, clashes: [], taken: [] }
  for (const field of Object.keys(mine) as (keyof Values & string)[]) {
    if (sameStored(mine[field], theirs[field]) || sameStored(base[field], theirs[field])) continue
    if (sameStored(base[field], mine[field])) {
      result.merged[field] = theirs[field]
      result.taken.push(field)
    } else {
      result.clashes.push({ field, mine: show(field, mine), theirs: show(field, theirs) })
    }
  }
  return result
}

/** Both texts, theirs first, for long fields in which neither may be lost. */
export function bothTexts(theirs: string, mine: string): string {
  if (theirs.trim() === '') return mine
  if (mine.trim() === '' || theirs.includes(mine)) return theirs
  if (mine.includes(theirs)) return mine
  return `${theirs.trimEnd()}\n\n${mine.trimStart()}`
}
