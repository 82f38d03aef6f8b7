import { getDirective } from '@graphql-tools/utils'
import { type GraphQLSchema, isEnumType, isObjectType } from 'graphql'
import { personalTag } from '@vetgraph/kit/contracts/personal'
import { subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'

/**
 * Which fields may have another value for another viewer with the same rights: those that their subgraph tags so, and
 * all that a subgraph of others resolves.
 */
export function personalFields(supergraph: GraphQLSchema): (type: string, field: string) => boolean {
  const argumentsOf = (of: object, directive: string, argument: string): unknown[] =>
    (getDirective(supergraph, of, directive) ?? []).map((values): unknown => values[argument])
  const graphs = supergraph.getType('join__Graph')
  const known: readonly unknown[] = subgraphNames
  const ours = new Set<unknown>(
    (isEnumType(graphs) ? graphs.getValues() : [])
      .filter((graph) => argumentsOf(graph, 'join__graph', 'name').every((name) => known.includes(name)))
      .map(({ name }) => name),
  )
  return (typename, name) => {
    const type = supergraph.getType(typename)
    const field = isObjectType(type) ? type.getFields()[name] : undefined
    if (!type || !field) return false
    if (argumentsOf(field, 'tag', 'name').includes(personalTag)) return true
    const resolvedBy = argumentsOf(field, 'join__field', 'graph')
    return (resolvedBy.length > 0 ? resolvedBy : argumentsOf(type, 'join__type', 'graph')).some(
      (graph) => !ours.has(graph),
    )
  }
}
