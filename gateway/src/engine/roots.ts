import { getOperationAST, type GraphQLSchema, Kind, parse } from 'graphql'
import { conditionOf } from './answer.ts'
import { collect } from './collect.ts'
import type { Variables } from './run.ts'

/** The root fields that an operation asks for, by their names in the answer; looked up only when it failed. */
export function rootNames(query: string, schema: GraphQLSchema, variables: Variables): string[] {
  const document = parse(query, { noLocation: true })
  const operation = getOperationAST(document)!
  const fragments = Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  )
  const conditions = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable: { name } }) => [
      name.value,
      conditionOf({ operation }, name.value)(variables),
    ]),
  )
  const type = schema.getRootType(operation.operation)!
  const selected = collect(schema, fragments, conditions, [{ set: operation.selectionSet, type }], type)
  // `__typename` needs no subgraph.
  return selected.flatMap(({ name, type }) => (type ? [name] : []))
}
