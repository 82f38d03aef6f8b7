import {
  type DefinitionNode,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getNamedType,
  GraphQLError,
  GraphQLFloat,
  GraphQLInt,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Context, AskedFields } from '../context.ts'

export type Variables = Readonly<Record<string, unknown>>

type Run = (ctx: Context, variables: Variables) => Promise<ExecutionResult> | ExecutionResult

function hasUndefined(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined
  for (const name in value) if (hasUndefined((value as Record<string, unknown>)[name])) return true
  return false
}

/** A field that is there without a value would count as given. Nearly always there is none. */
const givenOf = <T>(value: T): T => (hasUndefined(value) ? withoutUndefined(value) : value)

function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUndefined) as T
  if (typeof value !== 'object' || value === null) return value
  const given: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value))
    if (inner !== undefined) given[name] = withoutUndefined(inner)
  return given as T
}

/** What a resolver did not throw, the compiler says without a cause; graphql-js always names one. */
const withCause = (error: GraphQLError) =>
  error.originalError
    ? error
    : new GraphQLError(error.message, { path: error.path, originalError: new Error(error.message) })

/** Whether an input type is recursive, which the compiler cannot handle. */
function isEndless(
  type: GraphQLNamedType | null | undefined,
  above: readonly GraphQLNamedType[] = [],
): boolean {
  if (!isInputObjectType(type)) return false
  if (above.includes(type)) return true
  return Object.values(type.getFields()).some((field) =>
    isEndless(getNamedType(field.type), [...above, type]),
  )
}

/** Numbers have a range, and an enum's value may be called otherwise inside; a text is a text by its type in TypeScript. */
const isTranslated = (type: GraphQLNamedType | null | undefined): boolean =>
  type === GraphQLInt ||
  type === GraphQLFloat ||
  (isEnumType(type) && type.getValues().some(({ name, value }) => name !== value))

/** Whether something is asked that is to be checked or translated before it is answered. */
function asksToTranslate(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema)
  let found = false
  const Field = () => {
    found ||= isTranslated(getNamedType(types.getType()))
  }
  visit(document, visitWithTypeInfo(types, { Field }))
  return found
}

/** The fields that a query asks of each type; null for other operations, and where an interface stands between. */
function fieldsOf(schema: GraphQLSchema, document: DocumentNode): AskedFields | null {
  const asked = new Map<string, Set<string>>()
  const types = new TypeInfo(schema)
  let known = true
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: ({ operation }) => {
        known &&= operation === OperationTypeNode.QUERY
      },
      Field: ({ name }) => {
        const parent = types.getParentType()
        if (name.value.startsWith('__') || !parent) return
        known &&= isObjectType(parent)
        const fields = asked.get(parent.name)
        if (fields) fields.add(name.value)
        else asked.set(parent.name, new Set([name.value]))
      },
    }),
  )
  return known ? asked : null
}

/** With more selections an operation is not worth the code. */
const maxSelections = 2_000

/**
 * The document with every fragment in the places where it is used; null when it becomes too long. The compiler keeps
 * what `@skip` and `@include` say of a field at the field's node, and a fragment that is used twice has its nodes once.
 */
function withoutFragments(document: DocumentNode): DocumentNode | null {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  let selections = 0
  const spreadOut = ({ selections: each, ...set }: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: each.map((selection) => {
      selections += 1
      if (selections > maxSelections) return selection
      if (selection.kind !== Kind.FRAGMENT_SPREAD)
        return selection.selectionSet
          ? { ...selection, selectionSet: spreadOut(selection.selectionSet) }
          : { ...selection }
      const { typeCondition, selectionSet } = fragments.get(selection.name.value)!
      const { directives } = selection
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: spreadOut(selectionSet) }
    }) as SelectionNode[],
  })
  const definitions = document.definitions.flatMap((each): DefinitionNode[] => {
    if (each.kind === Kind.FRAGMENT_DEFINITION) return []
    return each.kind === Kind.OPERATION_DEFINITION
      ? [{ ...each, selectionSet: spreadOut(each.selectionSet) }]
      : [each]
  })
  return selections > maxSelections ? null : { ...document, definitions }
}

/** One operation of a document of ours or the gateway's, made ready to run as often as it is asked. */
export class Operation {
  readonly document
  readonly asks: AskedFields | null
  private asked = 0
  private compiled: Run | null = null

  constructor(
    private readonly schema: GraphQLSchema,
    query: string,
    private readonly name: string | undefined,
  ) {
    this.document = parse(query)
    this.asks = fieldsOf(schema, this.document)
  }

  /** Runs it; from the second time on as code that was compiled for it. */
  run(ctx: Context, variables: Variables): Promise<ExecutionResult> | ExecutionResult {
    this.asked += 1
    if (this.asked === 2) this.compiled = this.compile()
    return (this.compiled ?? this.interpret)(ctx, variables)
  }

  private readonly interpret: Run = (ctx, variables) =>
    execute({
      schema: this.schema,
      document: this.document,
      operationName: this.name,
      variableValues: variables,
      contextValue: ctx,
    })

  private compile(): Run | null {
    if (!this.isFitForCode()) return null
    const document = withoutFragments(this.document)
    if (!document) return null
    const compiled = compileQuery(this.schema, document, this.name, {
      disablingCapturingStackErrors: true,
      disableLeafSerialization: !asksToTranslate(this.schema, this.document),
    })
    if (!isCompiledQuery(compiled)) return null
    return async (ctx, variables) => {
      const result = await compiled.query(undefined, ctx, givenOf(variables))
      if (!result.errors) return result
      // Refused before execution: graphql-js reports it in a form that `explain` understands.
      if (!('data' in result)) return this.interpret(ctx, variables)
      return { data: result.data, errors: result.errors.map(withCause) }
    }
  }

  /**
   * Texts that a client wrote into the document would become part of the code, and the compiler's
   * own marks in them would run; names that every object has are no names for it, and an input that
   * can hold itself has no end for it.
   */
  private isFitForCode(): boolean {
    let fit = true
    visit(this.document, {
      StringValue: () => {
        fit = false
      },
      NamedType: ({ name }) => {
        fit &&= !isEndless(this.schema.getType(name.value))
      },
      Field: ({ alias, name }) => {
        fit &&= !((alias ?? name).value in {})
      },
    })
    return fit
  }
}
