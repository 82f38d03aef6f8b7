import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import type { SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'
import { compose } from './compose.ts'
import { loadDefinitions } from './definitions.ts'

const directory = join(import.meta.dirname, '../../schema')
const contracts = join(import.meta.dirname, '../../subgraphs/kit/src/contracts')

/** Everything in the graph that does not say what it means, as `Type.field(argument:)`. */
export function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = []
  const note = (name: string, { description }: { description?: string | null }) => {
    if (!description?.trim()) missing.push(name)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
    const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
      type as never,
    )
    if (!isRoot) note(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field)
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field)
        for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name}:)`, argument)
      }
    }
  }
  return missing
}

/** Every right or message that the features declare, by name, as the kit needs them. */
function declaredAs(name: 'permissions' | 'messages', definitions: readonly SubgraphDefinition[]): string {
  const declared = definitions.flatMap((definition) => Object.entries(definition[name]))
  const twice = declared.find(([key], place) => declared.findIndex(([other]) => other === key) !== place)
  if (twice) throw new Error(`Two subgraphs have ${twice[0]} in \`${name}\`.`)
  const lines = declared
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, declaration]) => `  '${key}': ${JSON.stringify(declaration)},\n`)
  return `/** Written by \`pnpm gen\` from what each \`feature.ts\` declares. */\nexport const declared = {\n${lines.join('')}} as const\n`
}

/** Which subgraph is asked for an entity that another one holds a copy of, as the kit needs it. */
function entityOwnersOf(definitions: readonly SubgraphDefinition[]): string {
  const owners = definitions.flatMap(({ name, entities }) =>
    entities.map((entity) => [entity, name] as const),
  )
  const twice = owners.find(([entity], place) => owners.findIndex(([other]) => other === entity) !== place)
  if (twice) throw new Error(`Two subgraphs own ${twice[0]}: only one feature.ts has it in \`entities\`.`)
  const lines = owners
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([entity, name]) => `  ${entity}: '${name}',\n`)
  return `import type { SubgraphName } from './subgraph-names.ts'\n\n/** Written by \`pnpm gen\` from the \`entities\` of each \`feature.ts\`. */\nexport const entityOwners: Readonly<Record<string, SubgraphName>> = {\n${lines.join('')}}\n`
}

/** Writes what the subgraphs share, and what clients and the gateway read: each subgraph's SDL, the supergraph, and the graph as callers see it. */
async function generate() {
  const definitions = await loadDefinitions()
  writeFileSync(join(contracts, 'permissions.gen.ts'), declaredAs('permissions', definitions))
  writeFileSync(join(contracts, 'message-templates.gen.ts'), declaredAs('messages', definitions))
  writeFileSync(join(contracts, 'entity-owners.gen.ts'), entityOwnersOf(definitions))
  const { supergraph, api, schema } = compose(definitions)
  const missing = undescribed(schema)
  if (missing.length > 0) {
    throw new Error(
      `These have no description that says what a hospital means by them:\n${missing.map((name) => `- ${name}`).join('\n')}`,
    )
  }
  mkdirSync(directory, { recursive: true })
  for (const { name, sdl } of definitions)
    writeFileSync(join(directory, `${name}.graphql`), `${sdl.trimEnd()}\n`)
  writeFileSync(join(directory, 'supergraph.graphql'), `${supergraph.trimEnd()}\n`)
  writeFileSync(join(directory, 'api.graphql'), api)
}

if (process.argv[1] === import.meta.filename) {
  try {
    await generate()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
