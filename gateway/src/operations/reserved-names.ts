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

/** The fields by which composition says that objects of a type are told apart, or that others need. */
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

/** Of each type, what the gateway asks for by itself. */
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
 * Refuses another field under the name of one by which the parts of the graph tell each other which
 * object is meant: the gateway asks for that too, and one answer would stand in the place of the other.
 * So would a variable of the name under which it sends them.
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

/** Refuses other names in what is asked of the schema itself: they multiply an answer that costs do not count. */
export const PlainIntrospectionRule: ValidationRule = (context) => ({
  Field: (node) => {
    if (!node.alias || !context.getParentType()?.name.startsWith('__')) return
    const message = 'What is asked of the schema itself takes no other names.'
    context.reportError(new GraphQLError(message, { nodes: node }))
  },
})
