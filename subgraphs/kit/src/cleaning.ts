import {
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { getMetadataStorage } from 'type-graphql'
import type { Context } from './context.ts'
import { type KeepText, keepTextOf } from './fields.ts'

type Values = Readonly<Record<string, unknown>>
type Clean = (value: unknown, path: string) => unknown

const known = new WeakMap<object, Clean | null>()

const inputClassOf = (name: string) =>
  getMetadataStorage().inputTypes.find((input) => input.name === name)?.target as
    { prototype: object } | undefined

/** The cleaning function for values of a type; null if it contains no text field with rules. */
function cleanerOf(type: GraphQLInputType): Clean | null {
  if (isNonNullType(type)) return cleanerOf(type.ofType)
  if (isListType(type)) {
    const clean = cleanerOf(type.ofType)
    return (
      clean &&
      ((values, path) => (values as unknown[]).map((value, n) => cleaned(clean, value, `${path}.${n}`)))
    )
  }
  if (!isInputObjectType(type)) return null
  if (!known.has(type)) {
    known.set(type, null)
    const inputClass = inputClassOf(type.name)
    const cleaners = Object.values(type.getFields()).flatMap(({ name, type }) => {
      const keep = inputClass && keepTextOf(inputClass, name)
      const clean = keep ? textCleaner(keep, !isNonNullType(type)) : cleanerOf(type)
      return clean ? [[name, clean] as const] : []
    })
    if (cleaners.length > 0) known.set(type, (input, path) => cleanedFields(cleaners, input as Values, path))
  }
  return known.get(type) ?? null
}

/** A blank text that may be left out is null. */
const textCleaner =
  (keep: KeepText, isOptional: boolean): Clean =>
  (text, path) =>
    isOptional && (text as string).trim() === '' ? null : keep(path, text as string)

const cleaned = (clean: Clean, value: unknown, path: string) =>
  value === null || value === undefined ? value : clean(value, path)

function cleanedFields(
  cleaners: ReadonlyArray<readonly [string, Clean]>,
  values: Values,
  path: string,
): Values {
  const after: Record<string, unknown> = { ...values }
  for (const [name, clean] of cleaners)
    if (name in values) after[name] = cleaned(clean, values[name], path === '' ? name : `${path}.${name}`)
  return after
}

/** The fields of `input` are named in errors as they are, those of other arguments after the argument. */
function argumentsCleanerOf(args: readonly GraphQLArgument[]) {
  const cleaners = args.flatMap(({ name, type }) => {
    const clean = cleanerOf(type)
    return clean ? [[name, clean] as const] : []
  })
  if (cleaners.length === 0) return null
  return (given: Values): Values => {
    const after: Record<string, unknown> = { ...given }
    for (const [name, clean] of cleaners)
      after[name] = cleaned(clean, given[name], name === 'input' ? '' : name)
    return after
  }
}

/** Cleans the texts of inputs before a resolver sees them, or refuses them. */
export function cleanTexts(schema: GraphQLSchema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const clean = argumentsCleanerOf(field.args)
      if (!clean) continue
      const after = (inner: GraphQLFieldResolver<unknown, Context> | undefined) =>
        inner &&
        ((source: unknown, args: Values, ctx: Context, info: Parameters<typeof inner>[3]) =>
          inner(source, clean(args), ctx, info))
      field.resolve = after(field.resolve)
      field.subscribe = after(field.subscribe)
    }
  }
}
