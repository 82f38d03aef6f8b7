import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  Kind,
  type OperationTypeNode,
  parse,
  parseValue,
  print,
  validate,
  valueFromASTUntyped,
} from 'graphql'
import { type Configuration, generateRandomQuery } from 'ibm-graphql-query-generator'

/** Numbers that look random and are the same in every run. */
export function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The literal of an ID for an argument, as GraphQL text. */
export type IdFor = (argument: string, answered: string, random: () => number) => string

/** Writes operations over a schema: aliases, fragments, conditions, arguments. */
class Writer {
  private readonly fragments: string[] = []
  private readonly used = new Set<string>()
  private names = 0

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
    private readonly idFor: IdFor,
  ) {}

  operation(root: GraphQLCompositeType, depth: number): string {
    const selections = this.selections(root, depth)
    const variables = [
      ...(this.used.has('yes') ? ['$yes: Boolean!'] : []),
      ...(this.used.has('no') ? ['$no: Boolean = false'] : []),
    ]
    return [
      `query Q${variables.length > 0 ? `(${variables.join()})` : ''} ${selections}`,
      ...this.fragments,
    ].join('\n')
  }

  private chance(probability: number) {
    return this.random() < probability
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!
  }

  private condition(): string {
    if (!this.chance(0.12)) return ''
    const variable = this.pick(['yes', 'no'])
    this.used.add(variable)
    return ` @${this.pick(['include', 'skip'])}(if: $${variable})`
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + Math.floor(this.random() * 4)
    const parts = Array.from({ length: count }, () => this.selection(type, depth))
    return `{ ${parts.join(' ')}${this.chance(0.3) ? '' : ' __typename'} }`
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type]
    if (isUnionType(type) || (depth > 0 && this.chance(isAbstractType(type) ? 0.4 : 0.15))) {
      const on = this.pick(possible)
      const set = this.selections(on, depth - 1)
      if (this.chance(0.5)) return `... on ${on.name}${this.condition()} ${set}`
      const name = `f${this.names++}`
      this.fragments.push(`fragment ${name} on ${on.name} ${set}`)
      return `...${name}${this.condition()}`
    }
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    )
    if (fields.length === 0) return '__typename'
    const field = this.pick(fields)
    const named = getNamedType(field.type)
    const args = field.args.flatMap((argument) => this.argument(argument, named.name))
    const alias = args.length > 0 || this.chance(0.2) ? `a${this.names++}: ` : ''
    const below = isCompositeType(named) ? ` ${this.selections(named, depth - 1)}` : ''
    return `${alias}${field.name}${args.length > 0 ? `(${args.join()})` : ''}${this.condition()}${below}`
  }

  private argument(argument: GraphQLArgument, answered: string): string[] {
    if (argument.name !== 'first' && !isRequiredArgument(argument) && !this.chance(0.2)) return []
    return [`${argument.name}: ${this.literal(argument.name, argument.type, answered)}`]
  }

  /** A value for each variable that stands for one argument, `Type__field__argument`. */
  variablesOf(document: DocumentNode): Record<string, unknown> {
    const variables: Record<string, unknown> = {}
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      for (const { variable } of definition.variableDefinitions ?? []) {
        const [on = '', fieldName = '', name = ''] = variable.name.value.split('__')
        const field = (this.schema.getType(on) as GraphQLObjectType).getFields()[fieldName]
        const argument = field?.args.find((argument) => argument.name === name)
        if (!field || !argument) continue
        const literal = this.literal(name, argument.type, getNamedType(field.type).name)
        variables[variable.name.value] = valueFromASTUntyped(parseValue(literal))
      }
    }
    return variables
  }

  private literal(name: string, type: GraphQLInputType, answered: string): string {
    if (isNonNullType(type)) return this.literal(name, type.ofType as GraphQLInputType, answered)
    if (isListType(type)) return `[${this.literal(name, type.ofType as GraphQLInputType, answered)}]`
    if (isEnumType(type)) return this.pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(isRequiredInputField)
      return `{ ${fields.map((field) => `${field.name}: ${this.literal(field.name, field.type, answered)}`).join()} }`
    }
    const literals: Record<string, () => string> = {
      Boolean: () => this.pick(['true', 'false']),
      Int: () => this.pick(['1', '2', '3']),
      Float: () => '1.5',
      Date: () => JSON.stringify(new Date().toISOString().slice(0, 10)),
      DateTime: () => JSON.stringify(new Date().toISOString()),
      ID: () => this.idFor(name, answered, this.random),
    }
    return literals[type.name]?.() ?? '"a"'
  }
}

export interface AskedQuery {
  query: string
  variables: Record<string, unknown>
}

/** A number of valid operations, the same for the same seed. */
export function queriesOver(schema: GraphQLSchema, count: number, idFor: IdFor, depth = 5): AskedQuery[] {
  const queries: AskedQuery[] = []
  for (let seed = 1; queries.length < count; seed++) {
    const root = schema.getRootType('query' as OperationTypeNode)!
    const query = new Writer(schema, randomFrom(seed), idFor).operation(root, depth)
    if (validate(schema, parse(query)).length === 0) queries.push({ query, variables: { yes: true } })
  }
  return queries
}

/** The same by IBM's generator, which knows no fragments' names and no conditions but every kind of argument. */
export function ibmQueriesOver(
  schema: GraphQLSchema,
  count: number,
  idFor: IdFor,
  configuration: Configuration = {},
): AskedQuery[] {
  return Array.from({ length: count }, (_, seed) => {
    const { queryDocument } = generateRandomQuery(schema, {
      depthProbability: 0.5,
      breadthProbability: 0.3,
      maxDepth: 6,
      considerInterfaces: true,
      considerUnions: true,
      pickNestedQueryField: true,
      providePlaceholders: true,
      ...configuration,
      seed,
    })
    const writer = new Writer(schema, randomFrom(seed), idFor)
    return { query: print(queryDocument), variables: writer.variablesOf(queryDocument) }
  })
}
