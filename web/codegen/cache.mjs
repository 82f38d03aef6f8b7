import { getNamedType, getNullableType, isListType, isObjectType } from 'graphql'

const isConnection = (type) => isObjectType(type) && 'pageInfo' in type.getFields()

/** @param {Map<string, Record<string, unknown>>} types */
function add(types, type, field, value) {
  types.set(type, { ...types.get(type), [field]: value })
}

/**
 * A codegen plug-in: what the cache must know of the schema. Connections are told apart by all their arguments but
 * those that page; an object without an id is one of its kind when the graph is asked for it without arguments.
 * @param {import('graphql').GraphQLSchema} schema
 */
export function plugin(schema) {
  const connections = new Map()
  const lists = new Map()
  const singletons = []
  const roots = [schema.getMutationType(), schema.getSubscriptionType()]
  const types = Object.values(schema.getTypeMap()).filter(
    (type) =>
      isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type) && !isConnection(type),
  )
  for (const type of types) {
    for (const { name, args, type: result } of Object.values(type.getFields())) {
      const named = getNamedType(result)
      if (!isObjectType(named)) continue
      if (isConnection(named)) {
        const keys = args.map((arg) => arg.name).filter((arg) => !['first', 'after'].includes(arg))
        add(connections, type.name, name, keys)
      } else if (isListType(getNullableType(result))) {
        lists.set(type.name, [...(lists.get(type.name) ?? []), name])
      } else if (type === schema.getQueryType() && args.length === 0 && !('id' in named.getFields())) {
        singletons.push(named.name)
      }
    }
  }
  const json = (value) => JSON.stringify(value, null, 2)
  return [
    '/** Fields that are paged, with the arguments that make each another list. */',
    `export const connections: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = ${json(Object.fromEntries(connections))}`,
    '/** Fields that are whole lists: the next answer replaces them. */',
    `export const lists: Readonly<Record<string, readonly string[]>> = ${json(Object.fromEntries(lists))}`,
    '/** Types of which there is one object only. */',
    `export const singletons: readonly string[] = ${json(singletons)}`,
  ].join('\n')
}
