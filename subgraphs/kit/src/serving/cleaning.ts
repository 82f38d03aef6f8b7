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
import type { Context } from '../context.ts'
import { type KeepText, keepTextOf, needsTimeZones } from '../fields.ts'

type Values = Readonly<Record<string, unknown>>
type TimeZones = readonly string[]

interface Clean {
  (value: unknown, path: string, timeZones: TimeZones): unknown
  /** Whether a telephone number is among the texts. */
  needsTimeZones?: boolean
}

/** The time zones of the hospital's locations, the viewer's own first. */
export type TimeZonesOf = (ctx: Context) => Promise<TimeZones>

const known = new WeakMap<object, Clean | null>()

const cleaning = (clean: Clean, parts: readonly Clean[]): Clean =>
  Object.assign(clean, { needsTimeZones: parts.some((part) => part.needsTimeZones) })

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
      cleaning(
        (values, path, zones) =>
          (values as unknown[]).map((value, n) => cleaned(clean, value, `${path}.${n}`, zones)),
        [clean],
      )
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
    if (cleaners.length > 0) {
      const parts = cleaners.map(([, clean]) => clean)
      known.set(
        type,
        cleaning((input, path, zones) => cleanedFields(cleaners, input as Values, path, zones), parts),
      )
    }
  }
  return known.get(type) ?? null
}

/** A blank text that may be left out is null. */
const textCleaner = (keep: KeepText, isOptional: boolean): Clean =>
  Object.assign(
    (text: unknown, path: string, zones: TimeZones) =>
      isOptional && (text as string).trim() === '' ? null : keep(path, text as string, zones),
    { needsTimeZones: needsTimeZones(keep) },
  )

const cleaned = (clean: Clean, value: unknown, path: string, zones: TimeZones) =>
  value === null || value === undefined ? value : clean(value, path, zones)

function cleanedFields(
  cleaners: ReadonlyArray<readonly [string, Clean]>,
  values: Values,
  path: string,
  zones: TimeZones,
): Values {
  const after: Record<string, unknown> = { ...values }
  for (const [name, clean] of cleaners)
    if (name in values)
      after[name] = cleaned(clean, values[name], path === '' ? name : `${path}.${name}`, zones)
  return after
}

/** The fields of `input` are named in errors as they are, those of other arguments after the argument. */
function argumentsCleanerOf(args: readonly GraphQLArgument[]) {
  const cleaners = args.flatMap(({ name, type }) => {
    const clean = cleanerOf(type)
    return clean ? [[name, clean] as const] : []
  })
  if (cleaners.length === 0) return null
  const clean = (given: Values, zones: TimeZones = []): Values => {
    const after: Record<string, unknown> = { ...given }
    for (const [name, clean] of cleaners)
      after[name] = cleaned(clean, given[name], name === 'input' ? '' : name, zones)
    return after
  }
  return { clean, needsTimeZones: cleaners.some(([, clean]) => clean.needsTimeZones) }
}

/** Cleans the texts of inputs before a resolver sees them, or refuses them. */
export function cleanTexts(schema: GraphQLSchema, timeZonesOf: TimeZonesOf) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const cleaner = argumentsCleanerOf(field.args)
      if (!cleaner) continue
      const { clean, needsTimeZones } = cleaner
      const after = (inner: GraphQLFieldResolver<unknown, Context> | undefined) => {
        if (!inner) return undefined
        type Info = Parameters<typeof inner>[3]
        return needsTimeZones
          ? async (source: unknown, args: Values, ctx: Context, info: Info): Promise<unknown> =>
              inner(source, clean(args, await timeZonesOf(ctx)), ctx, info)
          : (source: unknown, args: Values, ctx: Context, info: Info): unknown =>
              inner(source, clean(args), ctx, info)
      }
      field.resolve = after(field.resolve)
      field.subscribe = after(field.subscribe)
    }
  }
}
