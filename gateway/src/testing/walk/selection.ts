import {
  astFromValue,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  print,
} from 'graphql'
import { type Values, variantsOf } from './arguments.ts'

/** A field as it is asked for, with what is asked of it. */
export interface Selection {
  key: string
  text: string
  children: Selection[]
}

const typeName: Selection = { key: '__typename', text: '__typename', children: [] }

const few = 5

/** How often the plain fields of a thing with an id are asked for in one operation; further on its id tells whose it is. */
const maxOutlines = 3

const hasId = (type: GraphQLObjectType) => 'id' in type.getFields()

const isPlain = ({ args, type }: GraphQLField<unknown, unknown>) =>
  isLeafType(getNamedType(type)) && !args.some(isRequiredArgument)

function literal(arg: GraphQLArgument, value: unknown): string {
  const node = astFromValue(value, arg.type)
  if (!node) throw new Error(`no literal of ${arg.name}`)
  return `${arg.name}: ${print(node)}`
}

/** Every way to ask for a field, with arguments of its own: the plainest, and each other value of each argument. */
function waysTo(field: GraphQLField<unknown, unknown>, values: Values): Array<{ key: string; text: string }> {
  const size = field.args.find(({ name }) => name === 'first')
  const varied = field.args.filter(({ name }) => name !== 'first' && name !== 'after')
  const texts = new Set(
    variantsOf(varied, values).map(({ variables }) => {
      const given = [
        ...(size ? [`first: ${few}`] : []),
        ...varied.filter(({ name }) => name in variables).map((arg) => literal(arg, variables[arg.name])),
      ].join(', ')
      return given ? `${field.name}(${given})` : field.name
    }),
  )
  return [...texts].map((text, index) =>
    index === 0
      ? { key: field.name, text }
      : { key: `${field.name}${index}`, text: `${field.name}${index}: ${text}` },
  )
}

/**
 * What to ask of a type so that every edge of the graph that can be reached from it is walked: things with an
 * id are asked for everything where they are nearest, a few times more for all that needs no further step, and
 * elsewhere for their id. With `near`, only the root is asked for everything.
 */
export function selectionOf(root: GraphQLObjectType, values: Values, near = false): Selection[] {
  const expanded = new Set<string>()
  const outlined = new Map<string, number>()
  let next: Array<() => void> = []

  const expand = (type: GraphQLObjectType, into: Selection[]) => {
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type)
      for (const [index, way] of waysTo(field, values).entries()) {
        const selection: Selection = { ...way, children: [] }
        into.push(selection)
        if (isLeafType(inner)) continue
        if (!isObjectType(inner)) throw new Error(`the walk does not know what ${inner.name} can be yet`)
        if (index > 0) outline(inner, selection.children)
        else next.push(() => visit(inner, selection.children))
      }
    }
  }

  /** All that needs no further step to another thing. */
  const outline = (type: GraphQLObjectType, into: Selection[]) => {
    into.push(typeName)
    const times = outlined.get(type.name) ?? 0
    outlined.set(type.name, times + 1)
    if (hasId(type) && times >= maxOutlines) {
      into.push({ key: 'id', text: 'id', children: [] })
      return
    }
    for (const field of Object.values(type.getFields())) {
      if (isPlain(field)) into.push({ key: field.name, text: field.name, children: [] })
      else {
        const inner = getNamedType(field.type)
        if (hasId(type) || !isObjectType(inner)) continue
        const [way] = waysTo(field, values)
        const selection: Selection = { ...way!, children: [] }
        into.push(selection)
        outline(inner, selection.children)
      }
    }
  }

  const visit = (type: GraphQLObjectType, into: Selection[]) => {
    if (!hasId(type)) {
      // Wrappers are walked wherever they stand; what they wrap ends the way.
      into.push(typeName)
      return expand(type, into)
    }
    if (expanded.has(type.name) || (near && expanded.size > 0)) return outline(type, into)
    expanded.add(type.name)
    into.push(typeName)
    expand(type, into)
  }

  const selections: Selection[] = []
  visit(root, selections)
  while (next.length > 0) {
    const level = next
    next = []
    for (const step of level) step()
  }
  return selections
}

/** The text of a selection without what stands at the given paths of keys. */
export function textOf(selections: readonly Selection[], without: ReadonlySet<string>, path = ''): string {
  const parts = selections
    .filter(({ key }) => !without.has(path + key))
    .map(({ key, text, children }) =>
      children.length === 0 ? text : `${text} ${textOf(children, without, `${path}${key}.`)}`,
    )
  return `{ ${parts.join(' ') || '__typename'} }`
}
