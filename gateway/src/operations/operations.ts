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
import { newTextCache } from '@vetgraph/kit/serving/text-cache'
import type { Attempt } from '@vetgraph/kit/access/attempts'
import { attemptsOf } from '../edge/attempts.ts'
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
  /** The cache key. */
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
  /** The number of selections of the whole document, fragments expanded. */
  selections: number
  /** What it costs with these variables (AU5). */
  costOf: (variables: Readonly<Record<string, unknown>>) => number
  /** What is wrong with these values of its variables. */
  mistakesIn: (variables: Readonly<Record<string, unknown>>) => readonly GraphQLError[]
  /** The sign-in and e-mail attempts in the operation. */
  attempts: readonly Attempt[]
}

type Understood = Operation | readonly GraphQLError[]

export const isOperation = (understood: Understood): understood is Operation => !Array.isArray(understood)

interface Options {
  schema: GraphQLSchema
  costs: CostModel
  /** Refuses aliases and variables that the gateway reserves. */
  reservedNames: ValidationRule
  attempts: ReadonlyMap<string, Attempt>
  /** The schema may be read, and errors may suggest names of it. */
  introspection: boolean
  registered: Registered
}

const maxMistakes = 3

/** An error as it is cached with the refused text: without the document, and shortened. */
const kept = ({ message, source, positions, extensions }: GraphQLError, code = extensions['code']) =>
  new GraphQLError(truncated(message), { source, positions, extensions: { ...extensions, code } })

/** Parses a document and checks its limits, before validation, which is slow for some documents. */
function readable(text: string): { document: DocumentNode; selections: number } | GraphQLError {
  try {
    const document = parseDocument(text)
    return { document, ...checkDocument(document) }
  } catch (error) {
    if (error instanceof GraphQLError) return kept(error)
    throw error
  }
}

/** The cache weight of a selection, with its plan, in characters of text. */
const lettersPerSelection = 10

const weightOf = (understood: Understood, key: string) =>
  key.length + (isOperation(understood) ? understood.selections * lettersPerSelection : 0)

/** The length prefix makes the key unambiguous. */
const keyOf = ({ operationName }: Asked, text: string) => {
  const name = operationName ?? ''
  return `${name.length}:${name}${text}`
}

/** Parses and validates operations once; results, including errors, are cached. */
export class Operations {
  private readonly cache = newTextCache<Understood>(weightOf)
  /** Operations of the web client, which are never evicted by others. */
  private readonly webClient = new Map<string, Operation>()

  constructor(private readonly options: Options) {}

  /** A cached result, or the error for an unregistered hash; undefined if the text must be parsed. */
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

  /** The text of the operation, checked against a hash sent with it, or found by its registered hash. */
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
        attempts: attemptsOf(this.options.attempts, document, definition),
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
    // Without introspection, errors must not suggest names of the schema.
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

/** The first caller of a new operation pays for its planning; the web client's operations are free. */
export const costOfPlanning = ({ registered, run, live, selections }: Operation) =>
  registered || run || live ? 0 : selections * newSelectionCost

export const isSubscription = ({ definition }: Operation) =>
  definition.operation === OperationTypeNode.SUBSCRIPTION
