import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'

type Input = GraphQLArgument | GraphQLInputField

/** Whose a thing is: of the caller's household, of another one, or of the hospital. */
export type Side = 'own' | 'foreign' | 'hospital'

export interface Id {
  id: string
  side: Side
}

/** The ids there are of the kind that a name speaks of, `petId`; of every kind when it speaks of none. */
export type IdsOf = (name: string) => readonly Id[]

/** A place among the arguments where a value stands, `input.petId`. */
export interface Position {
  path: string
  type: GraphQLScalarType | GraphQLEnumType
}

/** One way to call a field. */
export interface Variant {
  variables: Record<string, unknown>
  /** Where the one value stands in which it differs from the plainest call; null for that call itself. */
  path: string | null
  /** The id that stands there. */
  id: Id | null
}

export interface Values {
  idsOf: IdsOf
  /** Texts to look for. */
  texts: readonly string[]
}

const tomorrow = new Date(Date.now() + 86_400_000).toISOString()

const scalars: Record<string, readonly unknown[]> = {
  Int: [1],
  Float: [1],
  Boolean: [true, false],
  DateTime: [tomorrow],
  Date: [tomorrow.slice(0, 10)],
  TimeOfDay: ['09:00'],
  TimeZone: ['Europe/Dublin'],
  Money: [{ amount: 100, currency: 'EUR' }],
}

/** Texts that have a form. */
const formed: Readonly<Record<string, string>> = {
  email: 'somebody@clients.test',
  password: 'correct horse battery staple',
  next: 'correct horse battery staple',
  currency: 'EUR',
}

const isRequired = ({ type, defaultValue }: Input) => isNonNullType(type) && defaultValue === undefined

const nameOf = (path: string) => path.slice(path.lastIndexOf('.') + 1)

/** Where values can stand. */
export function positionsOf(inputs: readonly Input[], within = ''): Position[] {
  return inputs.flatMap(({ name, type }) => {
    let inner: GraphQLInputType = type
    while (isNonNullType(inner) || isListType(inner)) inner = inner.ofType
    const path = within + name
    return isInputObjectType(inner)
      ? positionsOf(Object.values(inner.getFields()), `${path}.`)
      : [{ path, type: inner as GraphQLScalarType | GraphQLEnumType }]
  })
}

/** The values to try at a position, the plainest first. */
function valuesAt({ path, type }: Position, { idsOf, texts }: Values): readonly unknown[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => name)
  if (type.name === 'ID') return idsOf(nameOf(path)).map(({ id }) => id)
  if (type.name === 'String') return [formed[nameOf(path)] ?? 'anything', ...texts]
  const values = scalars[type.name]
  if (!values) throw new Error(`no values of the scalar ${type.name}`)
  return values
}

/** The required arguments, and those on the way to the given one. */
function fill(inputs: readonly Input[], within: string, values: Values, given: Map<string, unknown>) {
  const filled: Record<string, unknown> = {}
  for (const input of inputs) {
    const path = within + input.name
    const wanted = [...given.keys()].some((key) => key === path || key.startsWith(`${path}.`))
    if (wanted || isRequired(input)) filled[input.name] = fillType(input.type, path, values, given)
  }
  return filled
}

function fillType(
  type: GraphQLInputType,
  path: string,
  values: Values,
  given: Map<string, unknown>,
): unknown {
  if (isNonNullType(type)) return fillType(type.ofType, path, values, given)
  if (isListType(type)) return [fillType(type.ofType, path, values, given)]
  if (isInputObjectType(type)) return fill(Object.values(type.getFields()), `${path}.`, values, given)
  return given.has(path) ? given.get(path) : valuesAt({ path, type }, values)[0]
}

/** The arguments with this value at this place. */
export const argumentsWith = (inputs: readonly Input[], values: Values, path: string, value: unknown) =>
  fill(inputs, '', values, new Map([[path, value]]))

/** The plainest call, and every call that differs from it in one value. */
export function variantsOf(inputs: readonly Input[], values: Values): Variant[] {
  const plain: Variant = { variables: fill(inputs, '', values, new Map()), path: null, id: null }
  const others = positionsOf(inputs).flatMap((position) => {
    const { path, type } = position
    const ids = type.name === 'ID' ? values.idsOf(nameOf(path)) : []
    return valuesAt(position, values).map((value) => ({
      variables: argumentsWith(inputs, values, path, value),
      path,
      id: ids.find(({ id }) => id === value) ?? null,
    }))
  })
  // An id that stands in the plain call as well is one of the others all the same.
  const said = JSON.stringify(plain.variables)
  return [plain, ...others.filter(({ id, variables }) => id || JSON.stringify(variables) !== said)]
}
