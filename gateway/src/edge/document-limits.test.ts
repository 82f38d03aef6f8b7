import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DocumentNode,
  getIntrospectionQuery,
  GraphQLError,
  Kind,
  parse,
  print,
  separateOperations,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { root } from '../start/config.ts'
import { checkDocument, documentLimits, parseDocument } from './document-limits.ts'

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ')

const nested = (depth: number, open: string, core: string) =>
  `${open.repeat(depth)} ${core} ${'}'.repeat(depth)}`

/** Each of so many fragments spreads the next one twice. */
const doubling = (count: number, body: (next: string) => string) =>
  `${times(count, (n) => `fragment F${n} on Owner { ${body(`...F${n + 1}`)} }`)} fragment F${count} on Owner { id }`

/** Why a document is refused; null when it is not. */
function refusalOf(document: string | DocumentNode): GraphQLError | null {
  try {
    checkDocument(typeof document === 'string' ? parse(document) : document)
    return null
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

const extensionsOf = (text: string) => refusalOf(text)?.extensions

const tooMany = (measure: keyof typeof documentLimits, count: unknown) => ({
  code: 'QUERY_TOO_EXPENSIVE',
  [measure]: count,
  limit: documentLimits[measure],
})

describe('A document beyond the limits is refused before it is validated', () => {
  test('fragments that spread each other twice, forty levels deep, count with their expanded size', () => {
    const query = `{ owner(id: 1) { ...F0 } } ${doubling(40, (next) => `${next} ${next}`)}`
    expect(extensionsOf(query)).toEqual(tooMany('selections', 2 ** 40 + 1))
  })

  test('also when the expanded size exceeds every number', () => {
    const bomb = times(20, (n) => `fragment F${n} on Owner { ${`...F${n + 1} `.repeat(400)} }`)
    const query = `{ owner(id: 1) { ...F0 } } ${bomb} fragment F20 on Owner { id }`
    expect(extensionsOf(query)).toEqual(tooMany('selections', Number.MAX_SAFE_INTEGER))
  })

  test('few selections in one place are many comparisons', () => {
    const query = `{ owner(id: 1) { ...F0 } } ${doubling(11, (next) => `${next} ${next}`)}`
    expect(extensionsOf(query)).toEqual(tooMany('comparisons', expect.any(Number)))
    const fragments = times(500, (n) => `fragment F${n} on Owner { f${n}: id }`)
    const spread = `{ owner(id: 1) { ${times(500, (n) => `...F${n}`)} } } ${fragments}`
    expect(extensionsOf(spread)).toEqual(tooMany('comparisons', 500 * 499))
  })

  test('the same field three thousand times is three thousand squared comparisons', () => {
    expect(extensionsOf(`{ me { ${'id '.repeat(3_000)} } }`)).toEqual(tooMany('comparisons', 3_000 * 2_999))
    expect(extensionsOf(`{ me { ${'id '.repeat(100)} } }`)).toBeUndefined()
  })

  test('fields meet across inline fragments, fragments and repetitions of their parents', () => {
    const pieces = `me { id } ...F ... on Query { me { id } }`
    const query = (many: number) => `{ ${`${pieces} `.repeat(many)} } fragment F on Query { me { id } }`
    expect(extensionsOf(query(10))).toBeUndefined()
    expect(extensionsOf(query(16))).toBeUndefined()
    const inside = `{ a { ${`b { ${'c '.repeat(10)} } `.repeat(20)} } }`
    expect(extensionsOf(inside)).toEqual(tooMany('comparisons', 200 * 199 + 20 * 19))
  })

  test('large arguments make every comparison larger', () => {
    const pets = (size: number) => `pets(ids: [${'1 '.repeat(size)}]) { id }`
    expect(extensionsOf(`{ owner { ${`${pets(1)} `.repeat(40)} } }`)).toBeUndefined()
    expect(extensionsOf(`{ owner { ${`${pets(100)} `.repeat(40)} } }`)).toMatchObject(
      tooMany('comparisons', expect.any(Number)),
    )
    const text = `pets(search: "${'x'.repeat(20_000)}") { id } `
    expect(extensionsOf(`{ owner { ${text.repeat(20)} } }`)).toMatchObject(
      tooMany('comparisons', expect.any(Number)),
    )
  })

  test('aliases, root fields, directives, operations and levels have limits of their own', () => {
    expect(extensionsOf(`{ me { ${times(2_000, (n) => `a${n}: id`)} } }`)).toEqual(tooMany('aliases', 2_000))
    expect(extensionsOf(`{ ${times(51, (n) => `f${n}`)} }`)).toEqual(tooMany('rootFields', 51))
    expect(extensionsOf(`{ ${times(50, (n) => `f${n}`)} }`)).toBeUndefined()
    expect(
      extensionsOf(
        `{ ...F ...G } fragment F on Q { ${times(30, (n) => `f${n}`)} } fragment G on Q { ${times(30, (n) => `g${n}`)} }`,
      ),
    ).toEqual(tooMany('rootFields', 60))
    expect(
      extensionsOf(`query @a { me @b { ...F @a } } fragment F on Me @a { ${times(198, (n) => `f${n} @a`)} }`),
    ).toEqual(tooMany('directives', 202))
    expect(extensionsOf(times(51, (n) => `query Q${n} { me }`))).toEqual(tooMany('operations', 51))
    expect(extensionsOf(nested(500, '{ ... on Query ', '{ me }'))).toEqual(tooMany('depth', 61))
    expect(extensionsOf(nested(59, '{ a ', '{ a }'))).toBeUndefined()
    const chain = times(1_200, (n) => `fragment F${n} on Query { ...F${n + 1} }`)
    expect(extensionsOf(`{ ...F0 } ${chain} fragment F1200 on Query { me }`)).toEqual(tooMany('depth', 61))
    const short = times(40, (n) => `fragment F${n} on Query { a { ...F${n + 1} } }`)
    expect(extensionsOf(`{ ...F40 ...F0 } ${short} fragment F40 on Query { me }`)).toEqual(
      tooMany('depth', expect.any(Number)),
    )
  })

  test('a list in a list in a list has levels too, wherever a value can stand', () => {
    const deep = `${'['.repeat(500)} ${']'.repeat(500)}`
    for (const query of [
      `{ pets(ids: ${deep}) }`,
      `query ($ids: [ID] = ${deep}) { pets }`,
      `{ pets @include(if: ${deep}) }`,
      `query @a(b: ${deep}) { pets }`,
    ]) {
      expect(extensionsOf(query)).toEqual(tooMany('depth', 61))
    }
  })

  test('an unused fragment is refused, because validation would look at it without a limit', () => {
    const invalid = { code: 'GRAPHQL_VALIDATION_FAILED' }
    expect(extensionsOf(`{ me } fragment F on Me { ${'id '.repeat(3_000)} }`)).toEqual(invalid)
    expect(
      extensionsOf(`{ ...F } fragment F on Me { ${'id '.repeat(3_000)} } fragment F on Me { id }`),
    ).toEqual(invalid)
    expect(extensionsOf(`{ ...F } fragment F on Me { a { ...G } } fragment G on Me { ...F }`)).toEqual(
      invalid,
    )
  })

  test('a number that is too large is refused with its location', () => {
    for (const value of ['1e999', '-1e999', '9'.repeat(400), '[{ a: 1e999 }]']) {
      const error = refusalOf(`mutation { adjustStock(input: { quantity: ${value} }) { id } }`)
      expect(error?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
      expect(error?.locations).toHaveLength(1)
    }
    expect(extensionsOf('query ($a: Float = 1e999) { a(b: $a) }')).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    })
    expect(extensionsOf('{ a(b: 1e300, c: -0.5, d: "1e999") }')).toBeUndefined()
  })

  test('a list of thousands of values is accepted', () => {
    expect(extensionsOf(`{ pets(ids: [${'1 '.repeat(9_000)}]) }`)).toBeUndefined()
  })
})

describe('Parsing', () => {
  const codeOf = (text: string) => {
    try {
      parseDocument(text)
      return null
    } catch (error) {
      return error instanceof GraphQLError ? error.extensions : error
    }
  }

  test('stops at ten thousand tokens, and at too deep nesting', () => {
    expect(codeOf(`{ ${'a '.repeat(20_000)} }`)).toEqual(tooMany('tokens', 10_001))
    expect(codeOf(`{ a(b: ${'['.repeat(9_900)}`)).toEqual(tooMany('depth', 61))
    expect(codeOf('{ a')).toEqual({ code: 'GRAPHQL_PARSE_FAILED' })
    expect(codeOf('{ a }')).toBeNull()
  })
})

describe('Usual operations are accepted', () => {
  const files = readdirSync(join(root, 'web/src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.graphql'),
  )
  const all = parse(files.map((file) => readFileSync(join(root, 'web/src', file), 'utf8')).join('\n'))
  const operations = Object.entries(separateOperations(all))

  test('every operation of the web client', () => {
    expect(operations.length).toBeGreaterThan(20)
    for (const [name, document] of operations) expect([name, refusalOf(document)]).toEqual([name, null])
  })

  test('introspection, and fifteen pages in one operation', () => {
    expect(refusalOf(getIntrospectionQuery())).toBeNull()
    const [, page] = operations.find(([name]) => name === 'TodayPage')!
    const [operation] = page.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    const fields = print(operation!).replace(/^[^{]*\{|\}\s*$/g, '')
    const fragments = page.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(print)
    const batch = times(15, (n) => `q${n}: node { ${fields} }`)
    expect(refusalOf(`{ ${batch} } ${fragments.join(' ')}`)).toBeNull()
  })
})
