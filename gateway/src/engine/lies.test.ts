import { describe, expect, test } from 'vitest'
import { systemRequest } from '@vetgraph/kit/context'
import type { Result } from '../link.ts'
import { executorsOf, PlannedGraph } from '../testing/executors.ts'
import { lies, lying } from '../testing/liars.ts'
import { queriesOver } from '../testing/queries.ts'
import { zoo, zooId, zooLink } from '../testing/zoo.ts'
import type { Raw } from './planned.ts'

const graph = new PlannedGraph(zoo)
const queries = queriesOver(zoo.schema, 20, zooId)

/** Whether all that one answer has is in the other too, the same. */
function isWithin(part: unknown, whole: unknown): boolean {
  if (part === null || part === undefined) return true
  if (typeof part !== 'object') return Object.is(part, whole)
  if (typeof whole !== 'object' || whole === null) return false
  if (Array.isArray(part) && (!Array.isArray(whole) || part.length !== whole.length)) return false
  return Object.entries(part).every(([key, value]) =>
    isWithin(value, (whole as Record<string, unknown>)[key]),
  )
}

const says = ({ errors, extensions }: Raw) => Boolean(errors?.length ?? extensions?.['valueCompletion'])

/** The original executor gives a whole answer up for some lies, and throws for others. */
const nothing = (): Raw => ({ data: null, errors: [{}] })

/** A wrong type or key of an entity affects all of its fields, also those of other subgraphs. */
const misleading = new Set(['values of another type', 'a type that there is not', 'another type than it is'])

describe.each(Object.entries(lies))('a subgraph that answers %s', (what, lie) => {
  test.each(['animals', 'homes', 'vets'])(
    'loses its own fields, no more than with the original executor, and the error is reported (%s)',
    async (liar) => {
      const { ours, original } = executorsOf(
        graph,
        (service) => (service === liar ? lying(zooLink(service), lie) : zooLink(service)),
        systemRequest('lies'),
      )
      const { ours: without } = executorsOf(
        graph,
        (service) => zooLink(service, [], liar),
        systemRequest('lies'),
      )
      let answered = 0
      for (const asked of queries) {
        const [answer, other] = [await ours(asked), await original(asked).catch(nothing)]
        expect(
          isWithin(other.data, answer.data),
          JSON.stringify([asked.query, other.data, answer.data]),
        ).toBe(true)
        const { data: honest } = await without(asked)
        if (!misleading.has(what))
          expect(isWithin(honest, answer.data), JSON.stringify([asked.query, honest, answer.data])).toBe(true)
        if (says(other)) expect(says(answer), asked.query).toBe(true)
        if (answer.data) answered++
      }
      expect(answered).toBeGreaterThan(0)
    },
  )
})

test('an entity keeps its type when a subgraph says none, and what is no entity is told', async () => {
  const homesSaying = (entity: unknown) =>
    executorsOf(
      graph,
      (service) =>
        service === 'homes'
          ? { execute: async () => ({ data: { _entities: [entity] } }) as Result }
          : zooLink(service),
      systemRequest('lies'),
    ).ours({ query: '{ first { __typename ... on Dog { home { id } } } }', variables: {} })
  expect(await homesSaying({ __typename: null, home: { id: 'h7' } })).toEqual({
    data: { first: { __typename: 'Dog', home: { id: 'h7' } } },
  })
  const { data, errors } = await homesSaying('entity')
  expect(data).toEqual({ first: { __typename: 'Dog', home: null } })
  expect(errors).toMatchObject([{ path: ['first'] }])
})
