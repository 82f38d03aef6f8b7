export interface Change {
  field: string
  before: unknown
  after: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What differs between two states of a thing, objects within it by their fields: `address.city`. */
export function changesBetween(before: unknown, after: unknown, within = ''): Change[] {
  const [old, fresh] = [before ?? null, after ?? null]
  const [oldFields, freshFields] = [isObject(old) ? old : {}, isObject(fresh) ? fresh : {}]
  if ((isObject(old) || old === null) && (isObject(fresh) || fresh === null)) {
    const fields = [...new Set([...Object.keys(oldFields), ...Object.keys(freshFields)])].sort()
    if (fields.length > 0 || within === '') {
      return fields.flatMap((field) =>
        changesBetween(oldFields[field], freshFields[field], within ? `${within}.${field}` : field),
      )
    }
  }
  return JSON.stringify(old) === JSON.stringify(fresh) ? [] : [{ field: within, before: old, after: fresh }]
}
