import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql'

/** Every mistake quotes the whole value: of a large one, all of them together would fill the memory. */
const mostMistakes = 10

/** What is wrong with the values that are given for variables; not more than the first mistakes. */
export function mistakesInVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  if (definitions.length === 0) return []
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: mostMistakes })
  return errors?.slice(0, mostMistakes) ?? []
}
