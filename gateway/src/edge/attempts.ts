import { getDirective } from '@graphql-tools/utils'
import { type Attempt, attemptTag } from '@vetgraph/kit/access/attempts'
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'

/** The mutations that their subgraphs limit as attempts, by name. */
export function attemptMutations(supergraph: GraphQLSchema): ReadonlyMap<string, Attempt> {
  const mutations = Object.values(supergraph.getMutationType()?.getFields() ?? {})
  return new Map(
    mutations.flatMap((mutation) =>
      (getDirective(supergraph, mutation, 'tag') ?? [])
        .map(({ name }) => String(name))
        .filter((tag) => tag.startsWith(attemptTag))
        .map((tag) => [mutation.name, tag.slice(attemptTag.length) as Attempt] as const),
    ),
  )
}

/** The attempts of an operation, found once per valid document; every alias counts as one. */
export function attemptsOf(
  limited: ReadonlyMap<string, Attempt>,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): readonly Attempt[] {
  const found: Attempt[] = []
  const search = ({ selections }: SelectionSetNode) => {
    for (const node of selections) {
      const attempt = node.kind === Kind.FIELD && limited.get(node.name.value)
      if (attempt) found.push(attempt)
      if (node.kind === Kind.INLINE_FRAGMENT) search(node.selectionSet)
      if (node.kind !== Kind.FRAGMENT_SPREAD) continue
      const fragment = document.definitions.find(
        (definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
      )
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) search(fragment.selectionSet)
    }
  }
  if (operation === OperationTypeNode.MUTATION) search(selectionSet)
  return found
}
