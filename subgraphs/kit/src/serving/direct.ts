import { type createResolversMap, getMetadataStorage } from 'type-graphql'
import type { Context } from '../context.ts'

type Resolvers = ReturnType<typeof createResolversMap>
type Storage = ReturnType<typeof getMetadataStorage>
type Param = NonNullable<Storage['queries'][number]['params']>[number]

type Args = Readonly<Record<string, unknown>>
type Part = (root: unknown, args: Args, ctx: Context) => unknown
type Method = (...given: unknown[]) => unknown

/** What a parameter is given; null for one that type-graphql has to work for. */
function partOf(param: Param): Part | null {
  switch (param.kind) {
    case 'root':
      return param.propertyName || param.getType ? null : (root) => root
    case 'context':
      return param.propertyName ? null : (_root, _args, ctx) => ctx
    case 'args':
      return (_root, args) => args
    case 'arg':
      return (_root, args) => args[param.name]
    default:
      return null
  }
}

function calling(resolver: object, method: Method, parts: readonly Part[]): Part {
  const [first, second] = parts
  if (!first) return () => method.call(resolver)
  if (!second) return (root, args, ctx) => method.call(resolver, first(root, args, ctx))
  if (parts.length === 2)
    return (root, args, ctx) => method.call(resolver, first(root, args, ctx), second(root, args, ctx))
  return (root, args, ctx) =>
    method.apply(
      resolver,
      parts.map((part) => part(root, args, ctx)),
    )
}

/** The name of the type that a field resolver belongs to; empty for one of another subgraph. */
export function typeNameOf({
  getObjectType,
}: Pick<Storage['fieldResolvers'][number], 'getObjectType'>): string {
  const type = getObjectType?.()
  return getMetadataStorage().objectTypes.find(({ target }) => target === type)?.name ?? ''
}

/**
 * Methods of resolvers are called without type-graphql between, which sorts and maps their parameters and
 * makes instances of their arguments anew for every call, for every field of every row. Arguments are
 * what GraphQL made of them: their classes say what they are and do nothing.
 */
export function calledDirectly(
  map: Resolvers,
  classes: ReadonlyArray<abstract new (...args: never[]) => unknown>,
) {
  const { queries, mutations, fieldResolvers } = getMetadataStorage()
  const instances = new Map(
    classes.map((Class) => [Class, new (Class as new () => Record<string, Method>)()]),
  )
  const methods = [
    ...queries.map((query) => ({ ...query, typename: 'Query' })),
    ...mutations.map((mutation) => ({ ...mutation, typename: 'Mutation' })),
    ...fieldResolvers
      .filter(({ kind }) => kind === 'external')
      .map((field) => ({ ...field, typename: typeNameOf(field) })),
  ]
  for (const { target, methodName, schemaName, params, middlewares, typename } of methods) {
    const resolver = instances.get(target as (typeof classes)[number])
    const fields = map[typename]
    const method = resolver?.[methodName]
    const parts = [...(params ?? [])].sort((a, b) => a.index - b.index).map(partOf)
    if (!method || !fields || middlewares?.length || parts.includes(null)) continue
    Object.assign(fields, { [schemaName]: calling(resolver, method, parts as Part[]) })
  }
  return map
}
