import { getNamedType, isEnumType, isObjectType } from 'graphql'

/**
 * A codegen plug-in: the values of every field that is chosen from a list, by the field's name. The audit log keeps
 * them as the graph names them.
 * @param {import('graphql').GraphQLSchema} schema
 */
export function plugin(schema) {
  /** @type {Map<string, Set<string>>} */
  const choices = new Map()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const { name, type: result } of Object.values(type.getFields())) {
      const named = getNamedType(result)
      if (!isEnumType(named)) continue
      choices.set(name, new Set([...(choices.get(name) ?? []), ...named.getValues().map(({ name }) => name)]))
    }
  }
  const sorted = [...choices].sort(([one], [other]) => (one < other ? -1 : 1))
  const json = JSON.stringify(
    Object.fromEntries(sorted.map(([name, values]) => [name, [...values]])),
    null,
    2,
  )
  return `/** The values of fields that are chosen from a list. */\nexport const choices: Readonly<Record<string, readonly string[]>> = ${json}`
}
