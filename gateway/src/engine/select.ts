import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner'
import { type GraphQLSchema, isAbstractType } from 'graphql'
import { type Fields, isFields, mergeInto } from './merge.ts'

/** The representation of an entity for a subgraph; null if a required field is unknown. */
type Select = (source: Fields) => Fields | null

/** The distinct representations of a fetch, and for every entity the index of its own, or -1. */
export interface Representations {
  list: Fields[]
  places: number[]
}

export type Represent = (entities: readonly Fields[]) => Representations

const typenameOf = (source: Fields) => source['__typename'] as string | undefined

/** Whether an object is of a type, by the name that it carries. */
function isOf(schema: GraphQLSchema, condition: string): (source: Fields) => boolean {
  const type = schema.getType(condition)
  const names = new Set([condition])
  if (isAbstractType(type)) for (const { name } of schema.getPossibleTypes(type)) names.add(name)
  return (source) => names.has(typenameOf(source) ?? '')
}

const nameOf = ({ alias, name }: QueryPlanFieldNode) => alias ?? name

function selectField(schema: GraphQLSchema, node: QueryPlanFieldNode): (value: unknown) => unknown {
  if (!node.selections) return (value) => value
  const select = compileSelect(schema, node.selections)
  const selectValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(selectValue)
    return isFields(value) ? select(value) : null
  }
  return selectValue
}

/** Compiles the `requires` of a fetch into a function. */
export function compileSelect(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Select {
  const steps = selections.map((node): ((source: Fields, result: Fields) => boolean) => {
    if (node.kind === 'InlineFragment') {
      if (!node.typeCondition) return () => true
      const applies = isOf(schema, node.typeCondition)
      const select = compileSelect(schema, node.selections)
      return (source, result) => {
        const part = applies(source) ? select(source) : null
        if (part) mergeInto(result, part)
        return true
      }
    }
    const name = nameOf(node)
    const select = selectField(schema, node)
    return (source, result) => {
      const value = source[name]
      if (value === undefined) return false
      result[name] = select(value)
      return true
    }
  })
  return (source) => {
    const result: Fields = {}
    for (const step of steps) if (!step(source, result)) return null
    return result
  }
}

/** An entity with a single string key is compared by that key, without JSON. */
function keyOf(representation: Fields): string {
  let key = ''
  for (const name in representation) {
    const value = representation[name]
    if (typeof value !== 'string') return JSON.stringify(representation)
    key += `${name.length}:${name}${value.length}:${value}`
  }
  return key
}

/** The single string key of the entities, the usual case; null if there is more to it. */
function solelyBy(schema: GraphQLSchema, requires: readonly QueryPlanSelectionNode[]) {
  const [only, ...others] = requires
  if (only?.kind !== 'InlineFragment' || !only.typeCondition || others.length > 0) return null
  const { typeCondition: type, selections } = only
  const names = selections.map((node) => (node.kind === 'Field' && !node.selections ? nameOf(node) : ''))
  const [typename, key, ...more] = names
  const isPlain = typename === '__typename' && key && more.length === 0
  return isPlain && !isAbstractType(schema.getType(type)) ? { type, key } : null
}

/** Compiles the representations of entities for a subgraph, without duplicates. */
export function compileRepresent(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
): Represent {
  const select = compileSelect(schema, requires)
  const sole = solelyBy(schema, requires)
  return (entities) => {
    const list: Fields[] = []
    const known = new Map<string, number>()
    const placeOf = (key: string, representation: Fields): number => {
      const place = known.get(key)
      if (place !== undefined) return place
      known.set(key, list.length)
      return list.push(representation) - 1
    }
    const places = entities.map((entity) => {
      const value = sole && typenameOf(entity) === sole.type ? entity[sole.key] : null
      if (sole && typeof value === 'string')
        return placeOf(value, { __typename: sole.type, [sole.key]: value })
      const representation = select(entity)
      if (!representation || !typenameOf(representation)) return -1
      return placeOf(keyOf(representation), representation)
    })
    return { list, places }
  }
}
