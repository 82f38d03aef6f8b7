import type { buildOperationContext } from '@apollo/gateway'
import { executeSync, type GraphQLError, type GraphQLSchema, Kind, visit } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Conditions } from './collect.ts'
import type { Variables } from './run.ts'
import type { Fields } from './merge.ts'
import { hole, type Introspect, ShapeCompiler, type ShapeObject } from './shape.ts'

export type OperationContext = ReturnType<typeof buildOperationContext>

export interface Shaped {
  data: Fields | null
  errors: GraphQLError[]
}

/** The variables on which `@include` and `@skip` depend. */
export function conditionVariables({
  operation,
  fragments,
}: Pick<OperationContext, 'operation' | 'fragments'>): string[] {
  const names = new Set<string>()
  for (const root of [operation, ...Object.values(fragments)]) {
    visit(root, {
      Directive: ({ name, arguments: given }) => {
        const value = given?.[0]?.value
        if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE)
          names.add(value.name.value)
      },
    })
  }
  return [...names]
}

/** The boolean that a variable has in a request, by its default when it is not given. */
export function conditionOf(
  { operation }: Pick<OperationContext, 'operation'>,
  name: string,
): (variables: Variables) => boolean {
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)
  const byDefault = definition?.defaultValue?.kind === Kind.BOOLEAN && definition.defaultValue.value
  return (variables) => {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined
    return typeof given === 'boolean' ? given : byDefault
  }
}

/** Compiles how an operation's answer is made of what the subgraphs said, once per set of conditions. */
export function compileAnswer(
  schema: GraphQLSchema,
  context: OperationContext,
): (data: Fields, variables: Variables) => Shaped {
  const { operation, fragments } = context
  const root = schema.getRootType(operation.operation)
  if (!root) throw new Error(`there is no ${operation.operation}`)
  const conditions = conditionVariables(context).map((name) => ({ name, holds: conditionOf(context, name) }))
  const shapes = new LRUCache<string, ShapeObject>({ max: 16 })

  const introspect: Introspect = (nodes, variables) => {
    const asked = {
      ...operation,
      directives: [],
      selectionSet: { kind: Kind.SELECTION_SET as const, selections: nodes },
    }
    const { data } = executeSync({
      schema,
      document: { kind: Kind.DOCUMENT, definitions: [asked, ...Object.values(fragments)] },
      rootValue: {},
      variableValues: variables,
    })
    return data?.[nodes[0]?.alias?.value ?? nodes[0]?.name.value ?? ''] ?? null
  }

  const shapeFor = (variables: Variables): ShapeObject => {
    const key = conditions.map(({ holds }) => holds(variables)).join()
    const known = shapes.get(key)
    if (known) return known
    const values: Conditions = Object.fromEntries(
      conditions.map(({ name, holds }) => [name, holds(variables)]),
    )
    const fresh = new ShapeCompiler(schema, fragments, values, introspect).object(
      [{ set: operation.selectionSet, type: root }],
      root,
    )
    shapes.set(key, fresh)
    return fresh
  }

  return (data, variables) => {
    const errors: GraphQLError[] = []
    const shaped = shapeFor(variables)(data, { errors, path: [], variables, letters: 0 })
    return { data: shaped === hole ? null : shaped, errors }
  }
}
