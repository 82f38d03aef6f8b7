import { createHash } from 'node:crypto'
import { InMemoryCache } from '@apollo/client'
import { Kind, print, visit } from 'graphql'

const cache = new InMemoryCache()

/**
 * The operations of some definitions, each with the fragments it uses, and with its text as Apollo Client sends it:
 * `__typename` included.
 * @param {readonly import('graphql').DefinitionNode[]} definitions
 */
export function operationsOf(definitions) {
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  )
  return definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const used = new Set()
      const collect = (node) =>
        visit(node, {
          FragmentSpread({ name: { value } }) {
            if (used.has(value)) return
            used.add(value)
            collect(fragments.get(value))
          },
        })
      collect(operation)
      const document = {
        kind: Kind.DOCUMENT,
        definitions: [operation, ...[...used].map((name) => fragments.get(name))],
      }
      const text = print(cache.transformDocument(document))
      return { name: operation.name.value, operation, document, text }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** @param {string} text */
export const hashOf = (text) => createHash('sha256').update(text).digest('hex')
