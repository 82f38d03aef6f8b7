import { GraphQLError, isUnionType, type ValidationRule } from 'graphql'

/**
 * Refuses another field under the name of one by which the parts of the graph tell each other which
 * object is meant: the gateway asks for that too, and one answer would stand in the place of the other.
 */
export const TakenNamesRule: ValidationRule = (context) => {
  const schema = context.getSchema()
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  return {
    Field: (node) => {
      const { name, alias } = node
      const parent = context.getParentType()
      if (!alias || alias.value === name.value || !parent || roots.includes(parent)) return
      const isKey = alias.value === 'id' && !isUnionType(parent) && 'id' in parent.getFields()
      if (!isKey && alias.value !== '__typename') return
      const message = `"${alias.value}" names a field of its own on type "${parent.name}"; call "${name.value}" something else.`
      context.reportError(new GraphQLError(message, { nodes: node }))
    },
  }
}
