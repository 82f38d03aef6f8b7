import {
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql'

/** The words of a mistake without the names that it suggests. */
export const unsuggesting = (message: string) => message.replace(/ Did you mean .*$/s, '')

const withoutSuggestion = ({ message, nodes, originalError, extensions }: GraphQLError) =>
  new GraphQLError(unsuggesting(message), { nodes, originalError, extensions })

/** Every mistake quotes the whole value: of a large one, all of them together would fill the memory. */
const mostMistakes = 10

/**
 * What is wrong with the values that are given for variables; not more than the first mistakes. None
 * suggests names of the schema, which may be nobody's to read.
 */
export function mistakesInVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  if (definitions.length === 0) return []
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: mostMistakes })
  return errors?.slice(0, mostMistakes).map(withoutSuggestion) ?? []
}

type Values = Readonly<Record<string, unknown>>

/** The values of the variables that there are: of others nobody has looked at their form. */
export const declared = ({ variableDefinitions = [] }: OperationDefinitionNode, values: Values): Values =>
  Object.fromEntries(
    variableDefinitions
      .map(({ variable }) => variable.name.value)
      .filter((name) => Object.hasOwn(values, name))
      .map((name) => [name, values[name]]),
  )
