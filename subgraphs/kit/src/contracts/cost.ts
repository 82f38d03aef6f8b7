import { getDirective } from '@graphql-tools/utils'
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql'

/** The cost of a mutation besides its result: it checks, writes, audits and notifies. */
export const mutationWeight = 10

type Declared = Record<string, unknown>

const directiveOf = (schema: GraphQLSchema, of: object, name: string): Declared | undefined =>
  getDirective(schema, of, name)?.[0]

/** Adds a directive to a field, as if its subgraph had declared it. */
export function declare(field: GraphQLField<unknown, unknown>, name: string, values: Declared) {
  const { directives = {} } = field.extensions as { directives?: object }
  field.extensions = { ...field.extensions, directives: { ...directives, [name]: values } }
}

function declareSlicing(field: GraphQLField<unknown, unknown>) {
  const pages = getNamedType(field.type).name.endsWith('Connection')
  if (!pages && !isListType(getNullableType(field.type))) return
  declare(field, 'listSize', {
    slicingArguments: ['first'],
    ...(pages ? { sizedFields: ['nodes', 'edges'] } : {}),
    requireOneSlicingArgument: false,
  })
}

/** Callers cannot read directives, so that what they cost is said in the description too. */
function describe(schema: GraphQLSchema, field: GraphQLField<unknown, unknown> | GraphQLInputField) {
  const weight = directiveOf(schema, field, 'cost')?.['weight'] as number | undefined
  const size = directiveOf(schema, field, 'listSize')?.['assumedSize'] as number | undefined
  const said = [
    weight === undefined ? [] : `Costs ${weight}.`,
    size === undefined ? [] : `Counts as ${size} in an operation’s cost.`,
  ].flat()
  field.description = [field.description, ...said].filter(Boolean).join(' ')
}

/**
 * Completes what a subgraph declares by `@cost` and `@listSize` with what follows from its shape:
 * whatever takes `first` answers so many, and a mutation costs more than a read.
 */
export function declareCosts(schema: GraphQLSchema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) describe(schema, field)
    }
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      describe(schema, field)
      if (field.args.some(({ name }) => name === 'first') && !directiveOf(schema, field, 'listSize')) {
        declareSlicing(field)
      }
      if (type === schema.getMutationType() && !directiveOf(schema, field, 'cost')) {
        declare(field, 'cost', { weight: mutationWeight })
      }
    }
  }
}
