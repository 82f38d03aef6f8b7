import type { Result, SubgraphLink } from '../link.ts'
import { randomFrom } from './queries.ts'

type Fields = Record<string, unknown>

/** A number that is the same for the same text. */
function hashOf(text: string): number {
  let hash = 7
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
  return hash
}

/** Whether to lie about a value: the same wherever and however often it is answered. */
const isTold = (name: string, value: unknown, every: number) =>
  randomFrom(hashOf(`${name} ${JSON.stringify(value)}`))() < 1 / every

/** Puts something else in the place of some of the values of an answer. */
function replacing(every: number, lie: (value: unknown, name: string) => unknown) {
  const inner = (value: unknown, name: string): unknown => {
    if (name !== '' && name !== '_entities' && isTold(name, value, every)) return lie(value, name)
    if (Array.isArray(value)) return value.map((element) => inner(element, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, inner(below, key)]))
  }
  return (result: Result): unknown => ({ ...result, data: inner(result.data, '') })
}

const entitiesOf = (result: Result) => (result.data?.['_entities'] ?? null) as unknown[] | null

/** Changes what `_entities` answers; anything else is answered as it is. */
const entities = (lie: (entities: unknown[]) => unknown) => (result: Result) => {
  const known = entitiesOf(result)
  return known ? { ...result, data: { _entities: lie(known) } } : result
}

const adding = (error: unknown) => (result: Result) => ({
  ...result,
  errors: [...(result.errors ?? []), error],
})

const another = (value: unknown): unknown => {
  if (typeof value === 'string') return 7
  if (typeof value === 'number') return 'seven'
  if (Array.isArray(value)) return { not: 'a list' }
  return typeof value === 'object' ? 'no object' : [value]
}

/** What a subgraph can get wrong, by what it then answers in the place of the truth. */
export const lies: Record<string, (truth: Result) => unknown> = {
  'too few entities': entities((known) => known.slice(1)),
  'too many entities': entities((known) => [...known, known[0]]),
  'no list of entities': entities((known) => known[0]),
  'entities that are none': entities((known) =>
    known.map((entity, index) => (index % 2 ? entity : 'entity')),
  ),
  'values of another type': replacing(5, another),
  'null in places': replacing(5, () => null),
  'a type that there is not': replacing(3, (value, name) => (name === '__typename' ? 'Dragon' : value)),
  'another type than it is': replacing(2, (value, name) =>
    name === '__typename' && value !== 'Query' ? 'Cat' : value,
  ),
  'fields that nobody asked for': replacing(2, (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, extra: { deep: [1] }, name: (value as Fields)['name'] ?? 'unasked' }
      : value,
  ),
  'no data': ({ errors }) => (errors ? { errors } : {}),
  'null for data': ({ errors }) => ({ data: null, ...(errors ? { errors } : {}) }),
  'data that is no object': () => ({ data: 'data' }),
  'nothing at all': () => null,
  'a broken connection': () => {
    throw new Error('socket hang up')
  },
  'an error without a path beside the data': adding({ message: 'something' }),
  'an error with nothing in it': adding({}),
  'an error of an entity that was not asked for': adding({
    message: 'lost',
    path: ['_entities', 99, 'name'],
  }),
  'an error whose path is none': adding({ message: 'odd', path: 'everywhere' }),
  'an error that is null': adding(null),
  'errors that are no list': (truth) => ({ ...truth, errors: 'many' }),
}

/** A subgraph that answers truly, but for the lie. */
export const lying = (
  link: Pick<SubgraphLink, 'execute'>,
  lie: (truth: Result) => unknown,
): Pick<SubgraphLink, 'execute'> => ({
  execute: async (operation, request) => lie(await link.execute(operation, request)) as Result,
})
