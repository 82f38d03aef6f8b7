import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { ErrorCode } from '@vetgraph/kit/errors'

/** Things an operation may ask for at most, counting every list at its full size (AU5). */
export const costLimit = 50_000

/** How long a list is taken to be that has no `first`: the hospital's own lists are short. */
const unpagedSize = 10

type Variables = Readonly<Record<string, unknown>>

/** Counts the objects that an operation could answer, without running it; linear in its length. */
class Counter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  private readonly known = new Map<string, number>()

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    )
  }

  /** `page` is the size of the connection whose `nodes` and `edges` stand here, 0 elsewhere. */
  of({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, page: number): number {
    return selections.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return sum + this.ofField(node, type, page)
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum + this.ofFragment(node.name.value, page)
      const narrowed = node.typeCondition ? this.schema.getType(node.typeCondition.name.value) : type
      return sum + this.of(node.selectionSet, narrowed, page)
    }, 0)
  }

  private ofFragment(name: string, page: number): number {
    const key = `${name} ${page}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const fragment = this.fragments.get(name)
    const cost = fragment
      ? this.of(fragment.selectionSet, this.schema.getType(fragment.typeCondition.name.value), page)
      : 0
    this.known.set(key, cost)
    return cost
  }

  private ofField(node: FieldNode, parent: GraphQLNamedType | undefined, page: number): number {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    if (!field || !node.selectionSet) return 0
    const type = getNamedType(field.type)
    if (!isCompositeType(type)) return 0
    const size = isListType(getNullableType(field.type)) ? page || unpagedSize : 1
    return size * (1 + this.of(node.selectionSet, type, this.pageOf(node, field)))
  }

  private pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const argument = field.args.find(({ name }) => name === 'first')
    if (!argument) return 0
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value
    const value =
      given?.kind === Kind.INT
        ? Number(given.value)
        : given?.kind === Kind.VARIABLE
          ? this.variables[given.name.value]
          : null
    return typeof value === 'number' && value > 0 ? value : Number(argument.defaultValue ?? unpagedSize)
  }
}

/** A page size that is left to the variable's default counts like a given one. */
function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  )
  return { ...Object.fromEntries(defaults), ...variables }
}

/** The refusal of an operation that asks for too much, or null; it tells the cost and the limit. */
export function tooExpensive(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | null {
  const root = schema.getRootType(operation.operation) ?? undefined
  const count = new Counter(schema, document, withDefaults(operation, variables)).of(
    operation.selectionSet,
    root,
    0,
  )
  const cost = Math.min(count, Number.MAX_SAFE_INTEGER)
  if (cost <= costLimit) return null
  return new GraphQLError(`This asks for up to ${cost} things at once; ${costLimit} is the limit.`, {
    extensions: { code: ErrorCode.QUERY_TOO_EXPENSIVE, cost, limit: costLimit, http: { status: 400 } },
  })
}
