import type { ResponsePath } from '@apollo/query-planner'
import { type Fields, isFields } from './merge.ts'

/** Where in the answer a fetch belongs; `@` stands for every element of a list. */
export type Place = readonly string[]

/** The parsed path of a plan node, or null if it contains an unsupported element. */
export function placeOf(path: ResponsePath): Place | null {
  const known = path.every((step) => typeof step === 'string' && /^(?:@|\w+)$/.test(step))
  return known ? (path as string[]) : null
}

/** Calls back for every object at a place, in the order of the answer. */
export function eachAt(
  value: unknown,
  place: Place,
  found: (entity: Fields, path: ReadonlyArray<string | number>) => void,
  path: ReadonlyArray<string | number> | null = null,
  step = 0,
) {
  if (value === null || value === undefined) return
  const name = place[step]
  if (name === undefined) {
    if (Array.isArray(value)) return
    if (isFields(value)) found(value, path ?? [])
  } else if (name === '@') {
    if (!Array.isArray(value)) return
    for (let index = 0; index < value.length; index++)
      eachAt(value[index], place, found, path && [...path, index], step + 1)
  } else if (isFields(value)) {
    eachAt(value[name], place, found, path && [...path, name], step + 1)
  }
}

export function entitiesAt(data: Fields, place: Place): Fields[] {
  const entities: Fields[] = []
  eachAt(data, place, (entity) => entities.push(entity))
  return entities
}

/** The real paths of the objects at a place; asked for only when something went wrong there. */
export function pathsAt(data: Fields, place: Place): Array<ReadonlyArray<string | number>> {
  const paths: Array<ReadonlyArray<string | number>> = []
  eachAt(data, place, (_entity, path) => paths.push(path), [])
  return paths
}
