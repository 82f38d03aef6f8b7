import {
  type ArgumentNode,
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql'
import { ErrorCode } from '@vetgraph/kit/errors'
import { CostRules, type ListSize } from './cost-rules.ts'

/** What an operation may cost at most (AU5). */
export const costLimit = 50_000

/** A type has a limited number of values, but with aliases each can be requested any number of times. */
const isNamedAnew = ({ name, alias }: FieldNode) => alias !== undefined && alias.value !== name.value

/** The assumed size of a list without a declared one: the hospital's own lists are short. */
const unpagedSize = 10

/** Introspection is executed anew for each request. */
const schemaCost = 5_000
const isAboutSchema = ({ name }: FieldNode) => name.value === '__schema' || name.value === '__type'

type Variables = Readonly<Record<string, unknown>>

/** A cost that is known already, or that depends on variables and on what was counted before. */
type Cost = number | ((variables: Variables, counted: readonly number[]) => number)

/** The cost of a selection, with its lists apart, because the parent field may determine their size. */
interface Selected {
  fixed: Cost
  lists: Map<string, { own: Cost; each: Cost }>
}

function sum(costs: readonly Cost[]): Cost {
  const known = costs.reduce<number>((sum, cost) => (typeof cost === 'number' ? sum + cost : sum), 0)
  const open = costs.filter((cost) => typeof cost === 'function')
  if (open.length === 0) return known
  return (variables, counted) => open.reduce((sum, cost) => sum + cost(variables, counted), known)
}

const product = (a: number, b: number) => Math.min(a * b, Number.MAX_SAFE_INTEGER)

function times(size: Cost, each: Cost): Cost {
  if (typeof size === 'number' && typeof each === 'number') return product(size, each)
  return (variables, counted) =>
    product(
      typeof size === 'number' ? size : size(variables, counted),
      typeof each === 'number' ? each : each(variables, counted),
    )
}

const positive = (value: unknown) => (typeof value === 'number' && value > 0 ? value : null)

function hasVariables(value: ValueNode): boolean {
  let found = false
  visit(value, {
    Variable: () => {
      found = true
      return BREAK
    },
  })
  return found
}

/** Analyses one operation; every fragment is analysed once, however often it is spread. */
class Compilation {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  private readonly spread = new Map<string, Selected>()
  private readonly defaults: ReadonlyMap<string, unknown>
  /** Parts of fragments that depend on variables: counted once per request, in this order. */
  private readonly parts: Array<Exclude<Cost, number>> = []

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rules: CostRules,
    document: DocumentNode,
    { variableDefinitions = [] }: OperationDefinitionNode,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    )
    this.defaults = new Map(
      variableDefinitions.flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
      ),
    )
  }

  run({ operation, selectionSet }: OperationDefinitionNode): (variables: Variables) => number {
    const total = this.total(selectionSet, this.schema.getRootType(operation) ?? undefined, {}, 0)
    if (typeof total === 'number') {
      const cost = Math.min(total, Number.MAX_SAFE_INTEGER)
      return () => cost
    }
    const { parts } = this
    return (variables) => {
      const counted: number[] = []
      for (const part of parts) counted.push(part(variables, counted))
      return Math.min(total(variables, counted), Number.MAX_SAFE_INTEGER)
    }
  }

  private total(
    set: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    { sizedFields = [] }: ListSize,
    size: Cost,
  ): Cost {
    const { fixed, lists } = this.selected(set, type)
    const below = [...lists].map(([name, { own, each }]) =>
      sizedFields.includes(name) ? times(size, each) : own,
    )
    return sum([fixed, ...below])
  }

  private selected({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Selected {
    const parts = selections.flatMap((node): Selected[] => {
      if (node.kind === Kind.FIELD) return this.field(node, type)
      if (node.kind === Kind.FRAGMENT_SPREAD) return this.fragment(node.name.value)
      const narrowed = node.typeCondition ? this.schema.getType(node.typeCondition.name.value) : type
      return [this.selected(node.selectionSet, narrowed)]
    })
    const lists: Selected['lists'] = new Map()
    for (const { own, each, name } of parts.flatMap((part) =>
      [...part.lists].map(([name, list]) => ({ name, ...list })),
    )) {
      const before = lists.get(name)
      lists.set(
        name,
        before ? { own: sum([before.own, own]), each: sum([before.each, each]) } : { own, each },
      )
    }
    return { fixed: sum(parts.map(({ fixed }) => fixed)), lists }
  }

  private fragment(name: string): Selected[] {
    const known = this.spread.get(name)
    if (known) return [known]
    const node = this.fragments.get(name)
    if (!node) return []
    const { fixed, lists } = this.selected(
      node.selectionSet,
      this.schema.getType(node.typeCondition.name.value),
    )
    const kept: Selected = {
      fixed: this.keep(fixed),
      lists: new Map(
        [...lists].map(([name, { own, each }]) => [name, { own: this.keep(own), each: this.keep(each) }]),
      ),
    }
    this.spread.set(name, kept)
    return [kept]
  }

  private keep(cost: Cost): Cost {
    if (typeof cost === 'number') return cost
    const index = this.parts.push(cost) - 1
    return (_variables, counted) => counted[index]!
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined): Selected[] {
    if (isAboutSchema(node)) return [{ fixed: schemaCost, lists: new Map() }]
    const again = isNamedAnew(node) ? 1 : 0
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    // What is left is `__typename`.
    if (!parent || !definition) return [{ fixed: again, lists: new Map() }]
    const name = `${parent.name}.${definition.name}`
    const type = getNamedType(definition.type)
    const rule = this.rules.sizeOf(name)
    const size = this.size(rule, node, definition)
    const one = this.rules.weightOf(type.name) ?? (isCompositeType(type) ? 1 : again)
    const each = sum([one, node.selectionSet ? this.total(node.selectionSet, type, rule, size) : 0])
    const once = sum([this.rules.weightOf(name) ?? 0, ...this.inputs(name, node, definition)])
    if (!isListType(getNullableType(definition.type))) return [{ fixed: sum([once, each]), lists: new Map() }]
    const own = times(rule.sizedFields ? unpagedSize : size, each)
    return [{ fixed: once, lists: new Map([[definition.name, { own, each }]]) }]
  }

  /** The largest of the slicing arguments; what is assumed when there is none. */
  private size(rule: ListSize, node: FieldNode, { args }: GraphQLField<unknown, unknown>): Cost {
    const slices = (rule.slicingArguments ?? []).flatMap((name) => {
      const argument = args.find((argument) => argument.name === name)
      return argument ? [this.slice(argument, node)] : []
    })
    const assumed = rule.assumedSize ?? unpagedSize
    const largest = (sizes: ReadonlyArray<number | null>) =>
      sizes.reduce<number | null>((a, b) => (a === null || (b ?? 0) > a ? b : a), null) ?? assumed
    if (slices.every((slice) => typeof slice !== 'function')) return largest(slices)
    return (variables) =>
      largest(slices.map((slice) => (typeof slice === 'function' ? slice(variables) : slice)))
  }

  private slice({ name, defaultValue }: GraphQLArgument, node: FieldNode) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value
    const unsaid = positive(defaultValue)
    if (given?.kind === Kind.VARIABLE) {
      const otherwise = positive(this.defaults.get(given.name.value)) ?? unsaid
      return (variables: Variables) => positive(variables[given.name.value]) ?? otherwise
    }
    return given?.kind === Kind.INT ? (positive(Number(given.value)) ?? unsaid) : unsaid
  }

  private inputs(field: string, node: FieldNode, { args }: GraphQLField<unknown, unknown>): Cost[] {
    return (node.arguments ?? []).flatMap((given) => {
      const argument = args.find(({ name }) => name === given.name.value)
      if (!argument) return []
      return [this.rules.weightOf(`${field}(${argument.name}:)`) ?? 0, this.input(argument, given)]
    })
  }

  private input({ type }: GraphQLArgument, { value }: ArgumentNode): Cost {
    const { rules, defaults } = this
    if (!rules.weighs(type)) return 0
    if (value.kind === Kind.VARIABLE) {
      const { value: name } = value.name
      return (variables) =>
        rules.weigh(type, variables[name] === undefined ? defaults.get(name) : variables[name])
    }
    if (!hasVariables(value)) return rules.weigh(type, valueFromASTUntyped(value))
    return (variables) => rules.weigh(type, valueFromASTUntyped(value, variables as Record<string, unknown>))
  }
}

/**
 * What operations cost, by the IBM cost directives: every object that could be answered, 1 or the
 * weight of its type, times the size of the lists above it; and the weights of fields and arguments.
 */
export class CostModel {
  private readonly rules: CostRules

  constructor(
    private readonly schema: GraphQLSchema,
    supergraph: DocumentNode,
  ) {
    this.rules = new CostRules(supergraph)
  }

  /** Made once for an operation that is known to be valid; what it makes answers in microseconds. */
  compile(document: DocumentNode, operation: OperationDefinitionNode): (variables: Variables) => number {
    return new Compilation(this.schema, this.rules, document, operation).run(operation)
  }
}

/** The refusal of an operation that asks for too much, or null; it tells the cost and the limit. */
export function tooExpensive(cost: number): GraphQLError | null {
  if (cost <= costLimit) return null
  return new GraphQLError(`This costs up to ${cost}; ${costLimit} is the limit.`, {
    extensions: { code: ErrorCode.QUERY_TOO_EXPENSIVE, cost, limit: costLimit },
  })
}
