import { randomUUID } from 'node:crypto'
import {
  astFromValue,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isObjectType,
  isUnionType,
  type OperationTypeNode,
  print,
} from 'graphql'
import type { Viewer } from '@vetgraph/kit/context'
import { requestOf } from '@vetgraph/kit/testing/subgraph'
import { argumentsWith, type Values, type Variant, variantsOf } from './arguments.ts'
import { findingsIn, type Ground } from './ground.ts'
import type { WalkHospital } from './hospital.ts'
import { idsIn } from './rows.ts'
import { type Selection, selectionOf, textOf } from './selection.ts'

interface Answer {
  data?: unknown
  errors?: ReadonlyArray<{
    message: string
    path?: ReadonlyArray<string | number>
    extensions?: Record<string, unknown>
  }>
}

/** The viewer of the walk, and what it must not see. */
export interface Walker {
  viewer: Viewer
  ground: Ground
  /** Words that must not be read. */
  words: readonly string[]
}

export class Walked {
  /** What was read that is not the walker's: where, and what. */
  readonly findings = new Set<string>()
  /** Where something of others is not refused as what does not exist. */
  readonly unlike: string[] = []
  /** Root fields none of whose calls were understood, so that nothing was learnt of them. */
  readonly unanswered: string[] = []
  /** Mutations that were not refused. */
  readonly done = new Set<string>()
  /** Every id that was read. */
  readonly read = new Set<string>()

  constructor(private readonly walker: Walker) {}

  /**
   * Searches a response for other households' data; ids that were sent do not count. Returns the response with `id`
   * replaced.
   */
  look(place: string, answer: unknown, sent: string): string {
    const { ground, words } = this.walker
    const text = JSON.stringify(answer)
    for (const finding of findingsIn(text, ground, words, sent)) this.findings.add(`${place}: ${finding}`)
    for (const id of idsIn([text])) if (id !== sent) this.read.add(id)
    return sent === '' ? text : text.replaceAll(sent, 'id')
  }

  compare(place: string, text: string, nothing: string) {
    if (text !== nothing) this.unlike.push(`${place}\n  ${text}\n  ${nothing}`)
  }
}

/** A root field and every way to call it. */
export class RootWalk {
  readonly variants: readonly Variant[]
  private readonly whole: readonly Selection[]
  private readonly near: readonly Selection[]
  private readonly values: Values

  constructor(
    readonly operation: `${OperationTypeNode}`,
    readonly field: GraphQLField<unknown, unknown>,
    { ground, words }: Walker,
  ) {
    const type = getNamedType(field.type)
    if (!isObjectType(type) && !isLeafType(type)) throw new Error(`the walk does not know ${type.name} yet`)
    this.values = {
      idsOf: (name) => ground.idsOf(name, field.name, type.name),
      // What a mutation is given it may write into what is the caller's own.
      texts: operation === 'mutation' ? [] : words,
    }
    this.variants = variantsOf(field.args, this.values)
    const below = (near: boolean) => (isObjectType(type) ? selectionOf(type, this.values, near) : [])
    this.near = below(true)
    // Fields below a mutation's payload are covered by the walk over queries.
    this.whole = operation === 'mutation' ? this.near : below(false)
  }

  get name(): string {
    return `${this.operation} ${this.field.name}`
  }

  /** The same call with the id of nothing where the variant has one. */
  withNothing({ path }: Variant): Variant {
    const id = randomUUID()
    const variables = argumentsWith(this.field.args, this.values, path!, id)
    return { path, id: { id, side: 'foreign' }, variables }
  }

  /**
   * What to ask of a variant: all that can be reached for the plainest call and for one thing by its id, and only what
   * is near for other arguments, which find more or fewer of the same things.
   */
  selectionsOf({ path, id }: Variant): readonly Selection[] {
    return path === null || (path === 'id' && id?.side !== 'foreign') ? this.whole : this.near
  }

  /** The operation, without what stands at the given places. */
  text(selections: readonly Selection[], without: ReadonlySet<string> = new Set()): string {
    const { field, operation } = this
    const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}${defaultOf(arg)}`).join(', ')
    const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
    const below = selections.length > 0 ? textOf(selections, without) : ''
    return `${operation} ${declared && `(${declared})`} { ${field.name}${given && `(${given})`} ${below} }`
  }
}

function defaultOf({ type, defaultValue }: GraphQLArgument): string {
  const node = defaultValue === undefined ? null : astFromValue(defaultValue, type)
  return node ? ` = ${print(node)}` : ''
}

/** The place of an error as names, without the root field and the indices of lists. */
const placeOf = (path: ReadonlyArray<string | number> = []): string =>
  path
    .slice(1)
    .filter((step) => typeof step === 'string')
    .join('.')

/**
 * Asks until nothing below the root is refused any more: what is refused must not hide what stands beside it.
 * Answers everything that was answered on the way.
 */
async function askThrough(
  text: (without: ReadonlySet<string>) => string,
  ask: (text: string) => Promise<Answer>,
  leftOut: readonly string[] = [],
): Promise<Answer[]> {
  const without = new Set(leftOut)
  const answers: Answer[] = []
  for (;;) {
    const answer = await ask(text(without))
    answers.push(answer)
    const places = (answer.errors ?? []).map(({ path }) => placeOf(path))
    const refused = places.filter((place) => place !== '' && !without.has(place))
    if (refused.length === 0) return answers
    for (const place of refused) without.add(place)
  }
}

/** The codes of its errors, of those no deeper than that. */
const codesOf = ({ errors = [] }: Answer, depth = Infinity) =>
  errors.filter(({ path = [] }) => path.length <= depth).map(({ extensions }) => extensions?.['code'])

/** Walks over every field of a root of the graph with every kind of argument. */
export async function walkRoot(
  hospital: WalkHospital,
  operation: 'query' | 'mutation',
  walker: Walker,
  wanted: (variant: Variant) => boolean = () => true,
): Promise<Walked> {
  const { schema } = hospital.graph
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType()
  const walked = new Walked(walker)
  for (const field of Object.values(root!.getFields())) {
    const walk = new RootWalk(operation, field, walker)
    let understood = false
    const ask = async (variant: Variant) => {
      const { variables, path, id } = variant
      const selections = walk.selectionsOf(variant)
      const send = async (text: string) => (await hospital.ask(walker.viewer, text, variables)) as Answer
      // Each mutation runs once.
      const text = (without?: ReadonlySet<string>) => walk.text(selections, without)
      const answers = operation === 'query' ? await askThrough(text, send) : [await send(text())]
      const codes = codesOf(answers[0]!)
      understood ||= !codesOf(answers[0]!, 1).includes('BAD_USER_INPUT')
      if (codes.length === 0) walked.done.add(field.name)
      return walked.look(`${walk.name} ${path ?? ''}`, answers, id?.id ?? '')
    }
    const nothing = new Map<string, string>()
    for (const variant of walk.variants.filter(wanted)) {
      const text = await ask(variant)
      const { path, id } = variant
      if (id?.side !== 'foreign' || path === null) continue
      const refused = nothing.get(path) ?? (await ask(walk.withNothing(variant)))
      nothing.set(path, refused)
      walked.compare(`${walk.name} ${path}`, text, refused)
    }
    if (!understood) walked.unanswered.push(walk.name)
  }
  return walked
}

/** The fields of an entity that a subgraph knows only where it says so (`@provides`): it is not asked for them by id. */
const externalOf = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter(({ astNode }) => astNode?.directives?.some(({ name }) => name.value === 'external'))
    .map(({ name }) => name)

/** Asks every subgraph, as the gateway does, for each of its entities by every kind of id. */
export async function walkEntities(hospital: WalkHospital, walker: Walker): Promise<Walked> {
  const walked = new Walked(walker)
  for (const runtime of hospital.subgraphs.runtimes) {
    const { name, schema } = runtime.definition
    const union = schema.getType('_Entity')
    for (const type of isUnionType(union) ? union.getTypes() : []) {
      const idsOf = (name: string) => walker.ground.idsOf(name, '', type.name)
      const selections = selectionOf(type, { idsOf, texts: walker.words })
      const ask = async (id: string) => {
        const variables = { representations: [{ __typename: type.name, id }] }
        const answers = await askThrough(
          (without) =>
            `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type.name} ${textOf(selections, without)} } }`,
          async (query) =>
            (await runtime.execute(
              { query, variables },
              requestOf(walker.viewer, { requestId: 'walk' }),
            )) as Answer,
          externalOf(type),
        )
        return walked.look(`${name} ${type.name}`, answers, id)
      }
      const nothing = await ask(randomUUID())
      for (const { id, side } of idsOf('id')) {
        const text = await ask(id)
        if (side === 'foreign') walked.compare(`${name} ${type.name}`, text, nothing)
      }
    }
  }
  return walked
}
