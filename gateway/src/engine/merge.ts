export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Merges a subgraph's response into the result; new objects are taken over without copying. */
export function mergeInto(known: Fields, answer: Fields) {
  if (known === answer) return
  for (const name of Object.keys(answer)) {
    const value = answer[name]
    // JSON can contain the name "__proto__", which would reach the prototype of every object.
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

/** A deep copy of a response, for data that is still used elsewhere. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (!isFields(value)) return value
  // Assigning to "__proto__" would set the prototype instead of a property.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)])) as T
}
