import type { Result } from '../link.ts'

interface Renamed {
  /** The name in what the hub answers. */
  from: string
  /** The name that this subscriber gave. */
  to: string
  inner: Shape | null
}

/** The response names of one level, in the order of a subscriber's selections. */
export type Shape = readonly Renamed[]

type Path = ReadonlyArray<string | number>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** One response name whose selections are split over two fields of the canonical form. */
function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((item, at) => merged(item, other[at]))
  if (!isObject(one) || !isObject(other)) return one === null ? null : other
  const all = Object.assign(Object.create(null) as Record<string, unknown>, one)
  for (const name in other) all[name] = name in all ? merged(all[name], other[name]) : other[name]
  return all
}

function renamed(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, shape))
  if (!isObject(value)) return value
  // A name that every object has is a name like others.
  const own = Object.create(null) as Record<string, unknown>
  for (const { from, to, inner } of shape) {
    if (!Object.hasOwn(value, from)) continue
    const part = inner ? renamed(value[from], inner) : value[from]
    own[to] = to in own ? merged(own[to], part) : part
  }
  return own
}

/** A place in the hub's answer as the places of the subscriber's that are filled from it. */
function renamedPath([key, ...rest]: Path, shape: Shape): Path[] {
  if (key === undefined) return [[]]
  if (typeof key === 'number') return renamedPath(rest, shape).map((path) => [key, ...path])
  const here = shape.filter(({ from }) => from === key)
  // What stands below is not divided further.
  if (here.length === 0) return [[]]
  return here.flatMap(({ to, inner }) => renamedPath(rest, inner ?? []).map((path) => [to, ...path]))
}

/** Converts a hub's result to the aliases and order of its subscribers; once for all with the same text. */
export function shapedBy(shape: Shape): (result: Result) => Result {
  const known = new WeakMap<Result, Result>()
  return (result) => {
    const before = known.get(result)
    if (before) return before
    const { data, errors } = result
    const own: Result = { ...result, data: renamed(data, shape) as Result['data'] }
    if (errors) {
      own.errors = errors.flatMap((error) =>
        error.path ? renamedPath(error.path, shape).map((path) => ({ ...error, path })) : [error],
      )
    }
    known.set(result, own)
    return own
  }
}
