import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/** A selection set and the type that it was written for. */
export interface Written {
  set: SelectionSetNode
  type: GraphQLCompositeType
}

/** What is selected under one name: the field, everything selected below it, where it was first met. */
export interface Selected {
  name: string
  field: string
  /** The type of the field; null for `__typename`, `__schema` and `__type`. */
  type: GraphQLOutputType | null
  parent: string
  nodes: FieldNode[]
  below: Written[]
}

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>

/** The values of the variables that decide what is left out. */
export type Conditions = Readonly<Record<string, boolean>>

function isLeftOut(directives: readonly DirectiveNode[] | undefined, conditions: Conditions): boolean {
  return (directives ?? []).some(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return false
    const value = given?.[0]?.value
    const holds =
      value?.kind === Kind.VARIABLE
        ? conditions[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value
    return holds === (name.value === 'skip')
  })
}

/** Collects what is selected of an object of one type, in the order in which it is answered. */
export function collect(
  schema: GraphQLSchema,
  fragments: Fragments,
  conditions: Conditions,
  written: readonly Written[],
  type: GraphQLCompositeType,
): Selected[] {
  const selected = new Map<string, Selected>()
  const applies = (condition: GraphQLCompositeType) =>
    condition === type ||
    (isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type))

  const addField = (node: FieldNode, on: GraphQLCompositeType, parent: string) => {
    const field = node.name.value
    const name = node.alias?.value ?? field
    const fieldType = isUnionType(on) ? null : (on.getFields()[field]?.type ?? null)
    const known = selected.get(name) ?? { name, field, type: fieldType, parent, nodes: [], below: [] }
    selected.set(name, known)
    known.nodes.push(node)
    const named = getNamedType(fieldType)
    if (node.selectionSet && isCompositeType(named)) known.below.push({ set: node.selectionSet, type: named })
  }

  const add = ({ set, type: on }: Written, parent: string) => {
    for (const node of set.selections) {
      if (isLeftOut(node.directives, conditions)) continue
      if (node.kind === Kind.FIELD) {
        addField(node, on, parent)
        continue
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node
      if (!fragment) continue
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : on
      if (!isCompositeType(condition)) continue
      if (!fragment.typeCondition) add({ set: fragment.selectionSet, type: on }, parent)
      else if (applies(condition)) add({ set: fragment.selectionSet, type: condition }, condition.name)
    }
  }

  for (const set of written) add(set, type.name)
  return [...selected.values()]
}
