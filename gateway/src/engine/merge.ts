export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Adds what one subgraph answered to what is known; objects that are new are taken over, not copied. */
export function mergeInto(known: Fields, answer: Fields) {
  if (known === answer) return
  for (const name of Object.keys(answer)) {
    const value = answer[name]
    // A subgraph that answers in JSON can name this one, which would reach every object of the process.
    if (value !== undefined && name !== '__proto__') known[name] = merged(known[name], value)
  }
}

function merged(known: unknown, value: unknown): unknown {
  if (isFields(value)) {
    if (!isFields(known)) return value
    mergeInto(known, value)
    return known
  }
  if (!Array.isArray(value) || !Array.isArray(known) || known.length !== value.length) return value
  for (const [index, element] of value.entries()) known[index] = mergedElement(known[index], element)
  return known
}

const mergedElement = (known: unknown, value: unknown): unknown => {
  const bothAreObjects =
    typeof known === 'object' && known !== null && typeof value === 'object' && value !== null
  return bothAreObjects ? merged(known, value) : value
}

/** A copy of an answer, for data that somebody else may still read. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (!isFields(value)) return value
  // An assignment to the name "__proto__" would be none.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)])) as T
}
