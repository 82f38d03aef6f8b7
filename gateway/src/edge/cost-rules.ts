import {
  type ConstDirectiveNode,
  type DocumentNode,
  getNamedType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  valueFromASTUntyped,
} from 'graphql'

/**
 * The size of a list: by its `slicingArguments`, else the assumed size; `sizedFields` are the lists that it applies to.
 */
export interface ListSize {
  assumedSize?: number
  slicingArguments?: readonly string[]
  sizedFields?: readonly string[]
}

type Described = { name: { value: string }; directives?: readonly ConstDirectiveNode[] }

function directiveOf<Values>({ directives }: Described, name: string): Values | undefined {
  const found = directives?.find((directive) => directive.name.value === name)
  if (!found) return undefined
  return Object.fromEntries(
    (found.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  ) as Values
}

/** What the subgraphs declare by `@cost` and `@listSize`, as composition hands it on in the supergraph. */
export class CostRules {
  /** By `Type`, `Type.field` (inputs too) or `Type.field(argument:)`. */
  private readonly weights = new Map<string, number>()
  private readonly sizes = new Map<string, ListSize>()
  private readonly weighing = new Map<string, boolean>()

  constructor({ definitions }: DocumentNode) {
    for (const node of definitions) {
      if (!('name' in node) || !node.name) continue
      const type = node.name.value
      if ('directives' in node) this.note(type, node as Described)
      const isOutput =
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
      if (!isOutput && node.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) continue
      for (const field of node.fields ?? []) {
        const name = `${type}.${field.name.value}`
        this.note(name, field)
        if (field.kind !== Kind.FIELD_DEFINITION) continue
        const size = directiveOf<ListSize>(field, 'listSize')
        if (size) this.sizes.set(name, size)
        for (const argument of field.arguments ?? []) this.note(`${name}(${argument.name.value}:)`, argument)
      }
    }
  }

  private note(name: string, described: Described) {
    const weight = directiveOf<{ weight: number }>(described, 'cost')?.weight
    if (weight !== undefined) this.weights.set(name, weight)
  }

  weightOf(name: string): number | undefined {
    return this.weights.get(name)
  }

  sizeOf(field: string): ListSize {
    return this.sizes.get(field) ?? {}
  }

  /** Whether a value of this type can cost anything, so that it has to be looked at. */
  weighs(type: GraphQLInputType): boolean {
    const named = getNamedType(type)
    if (!isInputObjectType(named)) return false
    const known = this.weighing.get(named.name)
    if (known !== undefined) return known
    // Input types may contain themselves; what they contain besides decides.
    this.weighing.set(named.name, false)
    const weighs = Object.values(named.getFields()).some(
      ({ name, type }) => this.weights.has(`${named.name}.${name}`) || this.weighs(type),
    )
    this.weighing.set(named.name, weighs)
    return weighs
  }

  /** What a value costs by the input fields it fills. */
  weigh(type: GraphQLInputType, value: unknown): number {
    if (value === null || value === undefined || !this.weighs(type)) return 0
    if (isNonNullType(type)) return this.weigh(type.ofType as GraphQLInputType, value)
    if (isListType(type)) {
      const values: unknown[] = Array.isArray(value) ? value : [value]
      return values.reduce((sum: number, item) => sum + this.weigh(type.ofType, item), 0)
    }
    if (!isInputObjectType(type) || typeof value !== 'object') return 0
    return Object.values(type.getFields()).reduce((sum, field) => {
      const given = (value as Record<string, unknown>)[field.name]
      if (given === null || given === undefined) return sum
      return sum + (this.weights.get(`${type.name}.${field.name}`) ?? 0) + this.weigh(field.type, given)
    }, 0)
  }
}
