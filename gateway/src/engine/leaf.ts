import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql'

const isWhole = (value: unknown) => Number.isInteger(value) && /^-?\d+$/.test(String(value))

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  [GraphQLString.name]: (value) => typeof value === 'string',
  [GraphQLID.name]: (value) => typeof value === 'string' || isWhole(value),
  [GraphQLInt.name]: isWhole,
  [GraphQLFloat.name]: Number.isFinite,
  [GraphQLBoolean.name]: (value) => typeof value === 'boolean',
}

/** Whether a value that is not null is one of a type; what a custom scalar may be only its subgraph knows. */
export function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name))
    return (value) => names.has(value)
  }
  return tests[type.name] ?? (() => true)
}
