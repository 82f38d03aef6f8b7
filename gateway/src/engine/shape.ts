import {
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { fromCode, quoted } from '@vetgraph/kit/access/code'
import { ErrorCode } from '@vetgraph/kit/errors'
import { collect, type Conditions, type Fragments, type Selected, type Written } from './collect.ts'
import type { Variables } from './run.ts'
import { leafTest } from './leaf.ts'
import { type Fields, isFields } from './merge.ts'

type Key = string | number

/** The state of shaping one answer. */
export interface Shaping {
  readonly errors: GraphQLError[]
  readonly path: Key[]
  readonly variables: Variables
  /** The number of characters so far. */
  letters: number
}

/** Answers introspection fields. */
export type Introspect = (nodes: readonly FieldNode[], variables: Variables) => unknown

/** A null whose error has been reported; in a non-null position its parent becomes null too. */
export const hole = Symbol('hole')

/**
 * The cost limit counts objects and not the length of their texts, which aliases can repeat: this keeps a response
 * within memory.
 */
const maxCharacters = 32_000_000

const tooLong = () =>
  new GraphQLError(`The answer is longer than ${maxCharacters} letters.`, {
    extensions: { code: ErrorCode.QUERY_TOO_EXPENSIVE, limit: maxCharacters },
  })

type Complete = (value: unknown, at: Shaping, key: Key) => unknown

export type ShapeObject = (value: Fields, at: Shaping) => Fields | typeof hole

interface FieldShape {
  name: string
  complete: Complete
  required: boolean
}

function say(at: Shaping, key: Key, type: GraphQLOutputType, parent: string, what: string): typeof hole {
  const place =
    typeof key === 'string'
      ? `field ${parent}.${key}`
      : `array element of type ${String(type)} at index ${key}`
  at.errors.push(
    new GraphQLError(`${what} ${place}.`, {
      path: [...at.path, key],
      extensions: { code: 'INVALID_GRAPHQL' },
    }),
  )
  return hole
}

/** Compiles selections into functions that pick them, in their order, out of what the subgraphs answered. */
export class ShapeCompiler {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly conditions: Conditions,
    private readonly introspect: Introspect,
  ) {}

  object(written: readonly Written[], type: GraphQLCompositeType): ShapeObject {
    const fields = collect(this.schema, this.fragments, this.conditions, written, type).map((selected) =>
      this.field(selected, type),
    )
    const completers = fields.map(({ complete }) => complete)
    const values = fields.map(({ name, required }, index) => {
      const value = `let v${index} = complete${index}(value[${quoted(name)}] ?? null, at, ${quoted(name)});`
      return `${value} if (v${index} === hole) ${required ? 'return hole' : `v${index} = null`};`
    })
    const constants = completers.map((_, index) => `const complete${index} = completers[${index}];`)
    const shaped = fields.map(({ name }, index) => `${quoted(name)}: v${index}`)
    // Inherited property names never occur here: `compilePlan` leaves them to the original executor.
    return fromCode<ShapeObject>(
      { completers, hole },
      `${constants.join(' ')} return (value, at) => { ${values.join(' ')} return { ${shaped.join(', ')} }; }`,
    )
  }

  private field(selected: Selected, on: GraphQLCompositeType): FieldShape {
    const { name, field, type, parent, nodes, below } = selected
    if (field === '__typename') return { name, complete: this.typename(on), required: true }
    if (!type)
      return { name, complete: (_value, at) => this.introspect(nodes, at.variables), required: false }
    return { name, complete: this.value(type, parent, below), required: isNonNullType(type) }
  }

  private typename(on: GraphQLCompositeType): Complete {
    if (isObjectType(on)) return () => on.name
    // An object without `__typename` may have it under the client's alias.
    return (value, at, key) =>
      typeof value === 'string' && isObjectType(this.schema.getType(value))
        ? value
        : say(at, key, GraphQLString, on.name, 'Invalid value found for')
  }

  private value(type: GraphQLOutputType, parent: string, below: readonly Written[]): Complete {
    if (isNonNullType(type)) {
      const inner = type.ofType as GraphQLOutputType
      const complete = this.value(inner, parent, below)
      return (value, at, key) => {
        const result = complete(value, at, key)
        return result === null ? say(at, key, inner, parent, 'Cannot return null for non-nullable') : result
      }
    }
    if (isListType(type)) return this.list(type, type.ofType as GraphQLOutputType, parent, below)
    if (isLeafType(type)) {
      const isValid = leafTest(type)
      return (value, at, key) => {
        if (typeof value === 'string' && (at.letters += value.length) > maxCharacters) throw tooLong()
        return value === null || isValid(value)
          ? value
          : say(at, key, type, parent, 'Invalid value found for')
      }
    }
    return this.composite(type as GraphQLCompositeType, parent, below)
  }

  private list(
    type: GraphQLOutputType,
    element: GraphQLOutputType,
    parent: string,
    below: readonly Written[],
  ): Complete {
    const required = isNonNullType(element)
    const complete = this.value(element, parent, below)
    return (value, at, key) => {
      if (value === null) return null
      if (!Array.isArray(value)) return say(at, key, type, parent, 'Invalid value found for')
      const shaped = new Array<unknown>(value.length)
      let broken = false
      at.path.push(key)
      for (let index = 0; index < value.length; index++) {
        const result = complete(value[index] ?? null, at, index)
        shaped[index] = result === hole ? null : result
        if (result === hole && required) broken = true
      }
      at.path.pop()
      return broken ? hole : shaped
    }
  }

  private composite(type: GraphQLCompositeType, parent: string, below: readonly Written[]): Complete {
    const shapes = new Map<string, ShapeObject>()
    const shapeOf = (name: string): ShapeObject | null => {
      const found = this.schema.getType(name)
      if (!isCompositeType(found)) return null
      const shape = this.object(below, found)
      shapes.set(name, shape)
      return shape
    }
    return (value, at, key) => {
      if (value === null) return null
      if (!isFields(value)) return say(at, key, type, parent, 'Invalid value found for')
      const typename = (value['__typename'] ?? type.name) as string
      const shape = shapes.get(typename) ?? shapeOf(typename)
      if (!shape) return say(at, key, type, parent, 'Invalid __typename found for object at')
      at.path.push(key)
      const shaped = shape(value, at)
      at.path.pop()
      return shaped
    }
  }
}
