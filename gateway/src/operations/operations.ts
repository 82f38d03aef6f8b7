import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql'
import { ErrorCode } from '@vetgraph/kit/errors'
import { newTextCache } from '@vetgraph/kit/text-cache'
import { type Attempt, attemptsOf } from '../edge/attempts.ts'
import type { CostModel } from '../edge/cost.ts'
import { checkDocument, parseDocument } from '../edge/document-limits.ts'
import { truncated } from '../edge/errors.ts'
import { newSelectionCost } from '../edge/rate-policies.ts'
import type { Prepared } from '../engine/engine.ts'
import type { Live } from '../subscriptions/plan.ts'
import { hashOf, type Registered } from './registered.ts'
import { PlainIntrospectionRule } from './reserved-names.ts'
import { compileMistakes } from './variables.ts'

/** An operation as a client sends it: by its text, or by the hash of a registered one. */
export interface Asked {
  query?: string | null
  operationName?: string | null
  variables?: Readonly<Record<string, unknown>> | null
  extensions?: Readonly<Record<string, unknown>> | null
}

/** An operation that is understood: parsed and valid. */
export interface Operation {
  /** Tells it from all others. */
  key: string
  name: string | undefined
  text: string
  document: DocumentNode
  definition: OperationDefinitionNode
  /** One of the web client's own, known since the build. */
  registered: boolean
  /** Set when it is first run, because making a plan takes milliseconds. */
  run?: Prepared
  live?: Live
  /** How many, fragments unfolded, all operations of the document together. */
  selections: number
  /** What it costs with these variables (AU5). */
  costOf: (variables: Readonly<Record<string, unknown>>) => number
  /** What is wrong with these values of its variables. */
  mistakesIn: (variables: Readonly<Record<string, unknown>>) => readonly GraphQLError[]
  /** The attempts to get in that it makes. */
  attempts: readonly Attempt[]
}

type Understood = Operation | readonly GraphQLError[]

export const isOperation = (understood: Understood): understood is Operation => !Array.isArray(understood)

interface Options {
  schema: GraphQLSchema
  costs: CostModel
  /** Keeps the names that the gateway itself uses. */
  reservedNames: ValidationRule
  /** The schema may be read, and errors may suggest names of it. */
  introspection: boolean
  registered: Registered
}

const maxMistakes = 3

/** An error as it is kept with the text that it refuses: without the document, and of bearable length. */
const kept = ({ message, source, positions, extensions }: GraphQLError, code = extensions['code']) =>
  new GraphQLError(truncated(message), { source, positions, extensions: { ...extensions, code } })

/** The document when it can be parsed and may be validated, which takes long for some. */
function readable(text: string): { document: DocumentNode; selections: number } | GraphQLError {
  try {
    const document = parseDocument(text)
    return { document, ...checkDocument(document) }
  } catch (error) {
    if (error instanceof GraphQLError) return kept(error)
    throw error
  }
}

/** What is made of a selection, its plan included, weighs as much as so many letters of a text. */
const lettersPerSelection = 10

const weightOf = (understood: Understood, key: string) =>
  key.length + (isOperation(understood) ? understood.selections * lettersPerSelection : 0)

/** With its length before it, no name can pass for another one and the beginning of a text. */
const keyOf = ({ operationName }: Asked, text: string) => {
  const name = operationName ?? ''
  return `${name.length}:${name}${text}`
}

/** Understands what clients send, once: what is known is kept, refusals too. */
export class Operations {
  private readonly cache = newTextCache<Understood>(weightOf)
  /** What the web client asks: nobody else's operations drive it out. */
  private readonly webClient = new Map<string, Operation>()

  constructor(private readonly options: Options) {}

  /** What needs no reading: what was understood or refused before, and a hash that nobody registered. */
  known(asked: Asked): Understood | undefined {
    const text = this.textOf(asked)
    return typeof text === 'string' ? this.knownBy(keyOf(asked, text)) : text
  }

  /** Whether it is one of the web client's own. */
  isRegistered({ query }: Asked): boolean {
    return typeof query !== 'string' || this.options.registered.has(query)
  }

  understand(asked: Asked): Understood {
    const text = this.textOf(asked)
    if (typeof text !== 'string') return text
    const key = keyOf(asked, text)
    const known = this.knownBy(key)
    if (known) return known
    const fresh = this.study(key, text, asked.operationName ?? undefined)
    if (isOperation(fresh) && fresh.registered) this.webClient.set(key, fresh)
    else this.cache.set(key, fresh)
    return fresh
  }

  private knownBy(key: string): Understood | undefined {
    return this.webClient.get(key) ?? this.cache.get(key)
  }

  /** The text as it was sent, which must be the one that a hash beside it names, or the registered one of the hash. */
  private textOf({ query, extensions }: Asked): string | readonly GraphQLError[] {
    const { sha256Hash } = (extensions?.['persistedQuery'] ?? {}) as { sha256Hash?: unknown }
    if (typeof query === 'string') {
      if (sha256Hash === undefined || sha256Hash === hashOf(query)) return query
      const code = ErrorCode.PERSISTED_QUERY_HASH_MISMATCH
      return [new GraphQLError('The text does not hash to the given sha256Hash.', { extensions: { code } })]
    }
    const text = typeof sha256Hash === 'string' ? this.options.registered.textOf(sha256Hash) : undefined
    if (text) return text
    return [
      new GraphQLError('PersistedQueryNotFound', {
        extensions: { code: ErrorCode.PERSISTED_QUERY_NOT_FOUND },
      }),
    ]
  }

  private study(key: string, text: string, name: string | undefined): Understood {
    const read = readable(text)
    if (read instanceof GraphQLError) return [read]
    const { document, selections } = read
    const errors = this.mistakesIn(document)
    if (errors.length > 0) return errors
    const definition = getOperationAST(document, name)
    if (definition) {
      const registered = this.options.registered.has(text)
      const costOf = this.options.costs.compile(document, definition)
      return {
        key,
        name,
        text,
        document,
        definition,
        registered,
        selections,
        costOf,
        mistakesIn: compileMistakes(this.options.schema, document, definition),
        attempts: attemptsOf(document, definition),
      }
    }
    const message = name
      ? `Unknown operation named "${name}".`
      : 'Name the operation to run: the document has several or none.'
    return [new GraphQLError(message, { extensions: { code: ErrorCode.OPERATION_RESOLUTION_FAILURE } })]
  }

  private mistakesIn(document: DocumentNode): readonly GraphQLError[] {
    const { schema, introspection, reservedNames } = this.options
    const rules = [
      ...specifiedRules,
      reservedNames,
      ...(introspection ? [PlainIntrospectionRule] : [NoSchemaIntrospectionCustomRule]),
    ]
    const explain = (error: GraphQLError) => kept(error, ErrorCode.GRAPHQL_VALIDATION_FAILED)
    // Where the schema is not shown, no error may suggest names of it either.
    const options = { maxErrors: maxMistakes, hideSuggestions: !introspection }
    try {
      return validate(schema, document, rules, options).slice(0, maxMistakes).map(explain)
    } catch (error) {
      // graphql 16 throws for some documents that it should refuse, `@include` on a root field among them.
      if (error instanceof GraphQLError) return [explain(error)]
      throw error
    }
  }
}

/** Whoever brings a new operation pays for the plan of it; the web client's own are planned once and for all. */
export const costOfPlanning = ({ registered, run, live, selections }: Operation) =>
  registered || run || live ? 0 : selections * newSelectionCost

export const isSubscription = ({ definition }: Operation) =>
  definition.operation === OperationTypeNode.SUBSCRIPTION
