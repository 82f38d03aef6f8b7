import {
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  valueFromASTUntyped,
  type ValidationRule,
} from 'graphql'

/** The key fields or required fields that composition declares for a type. */
function fieldsIn(directives: readonly ConstDirectiveNode[] | undefined, name: string, argument: string) {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .flatMap((directive) => directive.arguments ?? [])
    .filter((given) => given.name.value === argument)
    .flatMap(({ value }) => {
      const [set] = parse(`{ ${String(valueFromASTUntyped(value))} }`, { noLocation: true }).definitions
      return set?.kind === Kind.OPERATION_DEFINITION ? set.selectionSet.selections : []
    })
    .flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []))
}

/** The field names that the gateway itself requests, by type. */
function ownNames({ definitions }: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    definitions.flatMap((node) => {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return []
      const keys = fieldsIn(node.directives, 'join__type', 'key')
      const needed = (node.fields ?? []).flatMap(({ directives }) =>
        fieldsIn(directives, 'join__field', 'requires'),
      )
      return [[node.name.value, new Set(['__typename', ...keys, ...needed])]]
    }),
  )
}

const rootsOf = (schema: GraphQLSchema): unknown[] => [
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
]

/**
 * Refuses aliases that equal a key or required field of the type, and variables called `$representations`: the gateway
 * requests these itself, so the results would overwrite each other.
 */
export function reservedNamesRule(supergraph: DocumentNode): ValidationRule {
  const names = ownNames(supergraph)
  const ofAny = new Set(['__typename'])
  return (context) => {
    const roots = rootsOf(context.getSchema())
    return {
      VariableDefinition: ({ variable }) => {
        if (variable.name.value !== 'representations') return
        const message = '"$representations" is a variable of the graph’s own; call yours something else.'
        context.reportError(new GraphQLError(message, { nodes: variable }))
      },
      Field: (node) => {
        const { name, alias } = node
        const parent = context.getParentType()
        if (!alias || alias.value === name.value || !parent || roots.includes(parent)) return
        if (!(names.get(parent.name) ?? ofAny).has(alias.value)) return
        const message = `"${alias.value}" names a field of its own on type "${parent.name}"; call "${name.value}" something else.`
        context.reportError(new GraphQLError(message, { nodes: node }))
      },
    }
  }
}

/** Refuses aliases in introspection: they multiply the response without a cost. */
export const PlainIntrospectionRule: ValidationRule = (context) => ({
  Field: (node) => {
    if (!node.alias || !context.getParentType()?.name.startsWith('__')) return
    const message = 'What is asked of the schema itself takes no other names.'
    context.reportError(new GraphQLError(message, { nodes: node }))
  },
})
