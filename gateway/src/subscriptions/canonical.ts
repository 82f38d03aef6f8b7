import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql'
import type { Shape } from './shape.ts'

/** The canonical form of a subscription, the same for all callers whatever their aliases and field order. */
export interface Canonical {
  /** The cache key. */
  key: string
  document: DocumentNode
  /** Converts its events to this caller's aliases and order. */
  shape: Shape
}

type Maybe<T> = T | undefined

/** A fragment around a field that decides whether it is answered. */
interface Guard {
  typeCondition: Maybe<NamedTypeNode>
  directives: readonly DirectiveNode[]
}

/** One field under one name, with everything that is selected of it in one place. */
interface Asked {
  response: string
  node: FieldNode
  guards: readonly Guard[]
  sets: SelectionSetNode[]
}

interface Level {
  text: string
  selections: SelectionNode[]
  shape: Shape
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const sorted = <Node extends ArgumentNode | DirectiveNode | VariableDefinitionNode>(
  nodes: readonly Node[] = [],
) => [...nodes].sort((a, b) => byText(print(a), print(b)))

const textOfGuard = ({ typeCondition, directives }: Guard) =>
  `...${typeCondition ? `on ${typeCondition.name.value}` : ''} ${directives.map(print).join(' ')}`

const within = (field: FieldNode, guards: readonly Guard[]): SelectionNode =>
  guards.reduceRight<SelectionNode>((inner, { typeCondition, directives }) => {
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [inner] }
    const fragment: InlineFragmentNode = { kind: Kind.INLINE_FRAGMENT, directives, selectionSet }
    return typeCondition ? { ...fragment, typeCondition } : fragment
  }, field)

/** The first field of a name has that name in the answer, further ones (other arguments, other selections) a numbered one. */
function namesOf(fields: ReadonlyArray<[key: string, { field: FieldNode }]>): Map<string, string> {
  const taken = new Set(fields.map(([, { field }]) => field.name.value))
  const counts = new Map<string, number>()
  return new Map(
    fields.map(([key, { field }]) => {
      const { value } = field.name
      let count = counts.get(value) ?? 0
      let name = count === 0 ? value : `${value}__${count}`
      while (count > 0 && taken.has(name)) name = `${value}__${++count}`
      counts.set(value, count + 1)
      return [key, name]
    }),
  )
}

class Canonicaliser {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  level(sets: readonly SelectionSetNode[], type: Maybe<GraphQLNamedType>): Level {
    const asked = new Map<string, Asked>()
    for (const set of sets) this.collect(set, type, [], asked)
    // Equal selections are merged, whatever their aliases.
    const fields = new Map<string, { guards: readonly Guard[]; field: FieldNode }>()
    const keys = [...asked.values()].map((one) => {
      const level = one.sets.length > 0 ? this.level(one.sets, this.typeOf(one.node, type)) : null
      const field: FieldNode = {
        kind: Kind.FIELD,
        name: one.node.name,
        arguments: sorted(one.node.arguments),
        directives: sorted(one.node.directives),
        ...(level ? { selectionSet: { kind: Kind.SELECTION_SET, selections: level.selections } } : {}),
      }
      const own = print({ ...field, selectionSet: undefined })
      const key = [own, ...one.guards.map(textOfGuard), `{${level?.text ?? ''}}`].join(' ')
      if (!fields.has(key)) fields.set(key, { guards: one.guards, field })
      return { key, response: one.response, level }
    })
    const inOrder = [...fields].sort(([a], [b]) => byText(a, b))
    const names = namesOf(inOrder)
    return {
      text: inOrder.map(([key]) => key).join(' '),
      selections: inOrder.map(([key, { guards, field }]) => {
        const value = names.get(key)!
        const alias = value === field.name.value ? {} : { alias: { kind: Kind.NAME as const, value } }
        return within({ ...field, ...alias }, guards)
      }),
      shape: keys.map(({ key, response, level }) => ({
        from: names.get(key)!,
        to: response,
        inner: level?.shape ?? null,
      })),
    }
  }

  private collect(
    { selections }: SelectionSetNode,
    type: Maybe<GraphQLNamedType>,
    guards: readonly Guard[],
    asked: Map<string, Asked>,
  ) {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const response = (node.alias ?? node.name).value
        const directives = sorted(node.directives).map(print).join(' ')
        const key = [response, directives, ...guards.map(textOfGuard)].join('\n')
        const known = asked.get(key)
        const sets = node.selectionSet ? [node.selectionSet] : []
        if (known) known.sets.push(...sets)
        else asked.set(key, { response, node, guards, sets })
        continue
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value)
      if (!fragment) continue
      const directives = sorted(node.directives)
      const { typeCondition } = fragment
      const always = !typeCondition || typeCondition.name.value === type?.name
      const guard = { typeCondition: always ? undefined : typeCondition, directives }
      const inner = always ? type : this.schema.getType(typeCondition.name.value)
      this.collect(
        fragment.selectionSet,
        inner,
        always && directives.length === 0 ? guards : [...guards, guard],
        asked,
      )
    }
  }

  private typeOf({ name }: FieldNode, parent: Maybe<GraphQLNamedType>): Maybe<GraphQLNamedType> {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined
    const field = parent.getFields()[name.value]
    return field && getNamedType(field.type)
  }
}

/** Makes the canonical form of a valid subscription: aliases, order and fragments do not matter. */
export function canonical(
  schema: GraphQLSchema,
  { document, definition }: { document: DocumentNode; definition: OperationDefinitionNode },
): Canonical {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  const { text, selections, shape } = new Canonicaliser(schema, fragments).level(
    [definition.selectionSet],
    schema.getRootType(definition.operation) ?? undefined,
  )
  const variableDefinitions = sorted(definition.variableDefinitions)
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: definition.operation,
    variableDefinitions,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
  return {
    key: [...variableDefinitions.map(print), text].join(' '),
    document: { kind: Kind.DOCUMENT, definitions: [operation] },
    shape,
  }
}
