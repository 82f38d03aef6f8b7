import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
  type ValueNode,
} from 'graphql'
import { ErrorCode } from '@vetgraph/kit/errors'

/** The limits of a document with its fragments expanded; an operation of the web client needs a tenth of them. */
export const documentLimits = {
  tokens: 10_000,
  operations: 50,
  depth: 60,
  selections: 5_000,
  rootFields: 50,
  aliases: 500,
  directives: 200,
  /**
   * The number of comparisons in validation (OverlappingFieldsCanBeMerged): each selection with all others of the same
   * response name in the same place, including their arguments.
   */
  comparisons: 15_000,
} as const

type Measure = keyof typeof documentLimits

const words: Record<Measure, string> = {
  tokens: 'tokens',
  operations: 'operations',
  depth: 'levels',
  selections: 'selections',
  rootFields: 'root fields',
  aliases: 'aliases',
  directives: 'directives',
  comparisons: 'selections of the same name to be compared',
}

const tooMany = (measure: Measure, count: number) =>
  new GraphQLError(`The document has more than ${documentLimits[measure]} ${words[measure]}.`, {
    extensions: {
      code: ErrorCode.QUERY_TOO_EXPENSIVE,
      [measure]: count,
      limit: documentLimits[measure],
    },
  })

const invalid = (message: string, node: ASTNode) =>
  new GraphQLError(message, {
    nodes: node,
    extensions: { code: ErrorCode.GRAPHQL_VALIDATION_FAILED },
  })

/** What a selection set asks for with everything below it. */
interface Asked {
  depth: number
  selections: number
  rootFields: number
  aliases: number
  directives: number
}

const nothing: Asked = { depth: 0, selections: 0, rootFields: 0, aliases: 0, directives: 0 }

const many = (count: number) => Math.min(count, Number.MAX_SAFE_INTEGER)

const together = (a: Asked, b: Asked): Asked => ({
  depth: Math.max(a.depth, b.depth),
  selections: many(a.selections + b.selections),
  rootFields: many(a.rootFields + b.rootFields),
  aliases: many(a.aliases + b.aliases),
  directives: many(a.directives + b.directives),
})

/** Counts without expanding fragments: each is counted once, so that the work is linear in the document's size. */
class Census {
  private readonly counted = new Map<string, Asked | null>()

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  operation({ selectionSet, directives, variableDefinitions = [] }: OperationDefinitionNode): Asked {
    for (const { type, defaultValue } of variableDefinitions) {
      checkType(type)
      if (defaultValue) checkValue(defaultValue, 1)
    }
    const asked = this.set(selectionSet, 1)
    const own = [directives, ...variableDefinitions.map(({ directives }) => directives)].map(checked)
    return { ...asked, directives: own.reduce((sum, count) => many(sum + count), asked.directives) }
  }

  isUsed(fragment: FragmentDefinitionNode): boolean {
    return this.counted.has(fragment.name.value)
  }

  private set({ selections }: SelectionSetNode, level: number): Asked {
    if (level > documentLimits.depth) throw tooMany('depth', level)
    return selections.reduce((sum, node) => together(sum, this.selection(node, level)), nothing)
  }

  private selection(node: SelectionNode, level: number): Asked {
    const inner =
      node.kind === Kind.FRAGMENT_SPREAD
        ? this.fragment(node.name.value, level + 1)
        : node.selectionSet
          ? this.set(node.selectionSet, level + 1)
          : nothing
    const asked = {
      ...inner,
      depth: inner.depth + 1,
      directives: many(inner.directives + checked(node.directives)),
    }
    if (node.kind !== Kind.FIELD) return asked
    for (const { value } of node.arguments ?? []) checkValue(value, 1)
    return {
      ...asked,
      selections: many(inner.selections + 1),
      rootFields: 1,
      aliases: many(inner.aliases + (node.alias ? 1 : 0)),
    }
  }

  private fragment(name: string, level: number): Asked {
    const known = this.counted.get(name)
    if (known) return known
    const node = this.fragments.get(name)
    if (!node) return nothing
    if (known === null) throw invalid(`The fragment ${name} contains itself.`, node)
    this.counted.set(name, null)
    const inner = this.set(node.selectionSet, level)
    const asked = { ...inner, directives: many(inner.directives + checked(node.directives)) }
    this.counted.set(name, asked)
    return asked
  }
}

/** How many directives these are, their values looked at. */
function checked(directives: readonly DirectiveNode[] = []): number {
  for (const directive of directives) for (const { value } of directive.arguments ?? []) checkValue(value, 1)
  return directives.length
}

/** Deeply nested list types of variables, which recursive functions could not handle. */
function checkType(type: TypeNode) {
  let level = 1
  for (let inner = type; inner.kind !== Kind.NAMED_TYPE; inner = inner.type) level++
  if (level > documentLimits.depth) throw tooMany('depth', level)
}

/** Literals that cannot be passed on: nested too deeply, or numbers that are too large. */
function checkValue(value: ValueNode, level: number) {
  if (level > documentLimits.depth) throw tooMany('depth', level)
  if (value.kind === Kind.LIST) for (const item of value.values) checkValue(item, level + 1)
  if (value.kind === Kind.OBJECT) for (const field of value.fields) checkValue(field.value, level + 1)
  if ((value.kind === Kind.FLOAT || value.kind === Kind.INT) && !Number.isFinite(Number(value.value))) {
    throw invalid(`${value.value.slice(0, 40)} is too large a number.`, value)
  }
}

/** One place of the answer, with all selections that meet there. */
interface Place {
  met: number
  weight: number
  below: Map<string, Place>
}

const newPlace = (): Place => ({ met: 0, weight: 0, below: new Map() })

/** Expands fragments that are known to be small, and counts the selections of each place. */
class Meetings {
  comparisons = 0
  private readonly weights = new Map<FieldNode, number>()

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  add({ selections }: SelectionSetNode, place: Place) {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) this.add(node.selectionSet, place)
      if (node.kind === Kind.FIELD) {
        const below = this.meet(place, (node.alias ?? node.name).value, this.weightOf(node))
        if (node.selectionSet) this.add(node.selectionSet, below)
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        // Fragments of one place are compared with each other too.
        this.meet(place, '...', 1)
        const fragment = this.fragments.get(node.name.value)
        if (fragment) this.add(fragment.selectionSet, place)
      }
    }
  }

  private meet(place: Place, name: string, weight: number): Place {
    const here = place.below.get(name) ?? newPlace()
    place.below.set(name, here)
    this.comparisons += here.met * weight + here.weight
    here.met += 1
    here.weight += weight
    return here
  }

  private weightOf(node: FieldNode): number {
    const known = this.weights.get(node)
    if (known !== undefined) return known
    const weight = (node.arguments ?? []).reduce((sum, { value }) => sum + sizeOf(value), 1)
    this.weights.set(node, weight)
    return weight
  }
}

function sizeOf(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((sum, item) => sum + sizeOf(item), 1)
  if (value.kind === Kind.OBJECT) return value.fields.reduce((sum, field) => sum + sizeOf(field.value), 1)
  // Long texts are compared letter by letter.
  return value.kind === Kind.STRING ? 1 + Math.floor(value.value.length / 100) : 1
}

/**
 * Refuses, in time that grows with the document's length only, what would be slow to validate or
 * impossible to run: throws a GraphQLError. Answers how much there is in what may be looked at further.
 */
export function checkDocument({ definitions }: DocumentNode): Pick<Asked, 'selections'> {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  const byName = new Map(fragments.map((node) => [node.name.value, node]))
  const census = new Census(byName)
  const each = operations.map((node) => census.operation(node))
  const all = each.reduce(together, nothing)
  const counts: Record<Exclude<Measure, 'tokens' | 'comparisons'>, number> = {
    ...all,
    operations: operations.length,
    rootFields: Math.max(0, ...each.map(({ rootFields }) => rootFields)),
  }
  for (const [measure, count] of Object.entries(counts)) {
    if (count > documentLimits[measure as Measure]) throw tooMany(measure as Measure, count)
  }
  // Unused fragments were not counted, but validation would look at them.
  const second = fragments.find((node) => byName.get(node.name.value) !== node)
  if (second) throw invalid(`There is more than one fragment ${second.name.value}.`, second)
  const unused = fragments.find((node) => !census.isUsed(node))
  if (unused) throw invalid(`The fragment ${unused.name.value} is used nowhere.`, unused)
  const meetings = new Meetings(byName)
  for (const { selectionSet } of operations) meetings.add(selectionSet, newPlace())
  if (meetings.comparisons > documentLimits.comparisons) throw tooMany('comparisons', meetings.comparisons)
  return { selections: all.selections }
}

/** Parses a document of limited length; throws a GraphQLError with a code for any other. */
export function parseDocument(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: documentLimits.tokens })
  } catch (error) {
    // The parser calls itself for every level, and stops at the first token too many.
    if (error instanceof RangeError) throw tooMany('depth', documentLimits.depth + 1)
    if (!(error instanceof GraphQLError)) throw error
    if (/ more tha[nt] \d+ tokens/.test(error.message)) throw tooMany('tokens', documentLimits.tokens + 1)
    throw new GraphQLError(error.message, {
      source: error.source,
      positions: error.positions,
      extensions: { code: ErrorCode.GRAPHQL_PARSE_FAILED },
    })
  }
}
