import {
  coerceInputValue,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql'
import { ErrorCode } from '@vetgraph/kit/errors'
import { conditionVariables } from '../engine/answer.ts'

type Values = Readonly<Record<string, unknown>>

/** How much the variables of one operation may hold; a page of the web client sends some fifty values. */
export const variableLimits = { values: 5_000, depth: 60 } as const

type Measure = keyof typeof variableLimits

const tooMuch = (measure: Measure, count: number) =>
  new GraphQLError(
    measure === 'values'
      ? `The variables have more than ${variableLimits.values} values.`
      : `The variables are nested more than ${variableLimits.depth} levels deep.`,
    { extensions: { code: ErrorCode.QUERY_TOO_EXPENSIVE, [measure]: count, limit: variableLimits[measure] } },
  )

/** Refuses variables with too many values, or returns null; stops counting at the limit. */
export function tooManyValues(variables: Values): GraphQLError | null {
  let count = 0
  let refusal: GraphQLError | null = null
  const add = (value: unknown, level: number): boolean => {
    if (typeof value !== 'object' || value === null) return true
    if (level > variableLimits.depth) refusal = tooMuch('depth', level)
    for (const name in value) {
      count += 1
      if (count > variableLimits.values) refusal = tooMuch('values', count)
      if (refusal || !add((value as Values)[name], level + 1)) return false
    }
    return true
  }
  add(variables, 1)
  return refusal
}

const maxMistakes = 3
const maxQuoted = 100

/** A value as an error message may show it: only a short scalar is quoted. */
function quoted(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return typeof value === 'string' && value.length > maxQuoted ? 'a long text' : JSON.stringify(value)
}

const pathOf = (name: string, path: ReadonlyArray<string | number>) =>
  path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${key}`), name)

const shortened = (message: string) =>
  message.length > 2 * maxQuoted ? `${message.slice(0, maxQuoted)} … ${message.slice(-maxQuoted)}` : message

/** Thrown to end the check after the last reported error. */
const enough = new Error('enough mistakes')

/** The first errors only; none quotes a list or object or suggests names of the schema. */
function mistakesIn(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Values,
): readonly GraphQLError[] {
  const mistakes: GraphQLError[] = []
  const tell = (node: VariableDefinitionNode, message: string) => {
    mistakes.push(new GraphQLError(message, { nodes: node }))
    if (mistakes.length === maxMistakes) throw enough
  }
  const check = (node: VariableDefinitionNode) => {
    const { name } = node.variable
    const type = typeFromAST(schema, node.type as never)
    // Validation has refused all others.
    if (!isInputType(type)) return
    const value = Object.hasOwn(variables, name.value) ? variables[name.value] : undefined
    const subject = `Variable "$${name.value}"`
    if (value === undefined) {
      if (isNonNullType(type) && !node.defaultValue)
        tell(node, `${subject} of required type "${String(type)}" was not provided.`)
    } else if (value === null && isNonNullType(type)) {
      tell(node, `${subject} of non-null type "${String(type)}" must not be null.`)
    } else {
      const wrong = (path: ReadonlyArray<string | number>, inner: unknown, { message }: GraphQLError) => {
        const at = path.length > 0 ? ` at "${shortened(pathOf(name.value, path))}"` : ''
        tell(node, `${subject} got invalid value ${quoted(inner)}${at}; ${shortened(message)}`)
      }
      coerceInputValue(value, type, wrong, true)
    }
  }
  try {
    definitions.forEach(check)
  } catch (error) {
    if (error !== enough) throw error
  }
  return mistakes
}

/** A variable with a default may be null, but a condition (`@include`, `@skip`) must not. */
const noCondition = (name: string) =>
  new GraphQLError(`Variable "$${name}" is a condition and must not be null.`)

/** Compiles how the values that are given for the variables of a valid operation are checked. */
export function compileMistakes(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Values) => readonly GraphQLError[] {
  const { variableDefinitions = [] } = operation
  if (variableDefinitions.length === 0) return () => []
  const fragments = Object.fromEntries(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  const conditions = conditionVariables({ operation, fragments })
  return (variables) => {
    const mistakes = mistakesIn(schema, variableDefinitions, variables)
    if (mistakes.length > 0) return mistakes
    return conditions.filter((name) => variables[name] === null).map(noCondition)
  }
}

/** The given values of declared variables; others were not checked. */
export const declared = ({ variableDefinitions = [] }: OperationDefinitionNode, values: Values): Values =>
  Object.fromEntries(
    variableDefinitions
      .map(({ variable }) => variable.name.value)
      .filter((name) => Object.hasOwn(values, name))
      .map((name) => [name, values[name]]),
  )
