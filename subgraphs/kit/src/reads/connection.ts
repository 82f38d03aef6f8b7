import { asc, desc, type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql'
import { bytesOf } from '../access/base64url.ts'
import { badInput } from '../errors.ts'

const pageCap = 100

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: 25,
    description: `The maximum number of items to return, 1 to ${pageCap}; the cost of the operation is calculated with this number.`,
  })
  first!: number

  @Field(() => String, {
    nullable: true,
    description: 'Return items after this cursor: the `endCursor` of the previous page.',
  })
  after!: string | null
}

@Directive('@shareable')
@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are items after this page.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether there are items before this page.' })
  hasPreviousPage!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item on this page; null if the page is empty.',
  })
  startCursor!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item on this page; null if the page is empty.',
  })
  endCursor!: string | null
}

/** One page of rows, with a function that counts the whole list. */
export interface Page<T> {
  rows: T[]
  /** The cursors of the rows, computed on demand. */
  cursors: () => string[]
  hasNextPage: boolean
  hasPreviousPage: boolean
  count: () => Promise<number>
}

/** Makes the Relay connection types of an entity: `class PetConnection extends connectionOf(...) {}`. */
export function connectionOf<T extends object>(node: () => ClassType<T>, name: string, many: string) {
  @ObjectType(`${name}Edge`, { description: `An element of a list of ${many}, with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'The position in the list; pass it as `after`.' })
    cursor!: string

    @Field(node, { description: 'The item.' })
    node!: T
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${many}.` })
  class Connection {
    constructor(private readonly page: Page<T>) {}

    @Field(() => [Edge], { description: 'The items of the page, each with a cursor.' })
    get edges(): Edge[] {
      const cursors = this.page.cursors()
      return this.page.rows.map((node, index) => ({ node, cursor: cursors[index]! }))
    }

    @Field(() => [node()], { description: 'The items of the page, without cursors.' })
    get nodes(): T[] {
      return this.page.rows
    }

    @Field(() => PageInfo, { description: 'The position of this page in the list.' })
    get pageInfo(): PageInfo {
      const { hasNextPage, hasPreviousPage } = this.page
      const cursors = this.page.cursors()
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: cursors[0] ?? null,
        endCursor: cursors.at(-1) ?? null,
      }
    }

    @Directive('@cost(weight: 10)')
    @Field(() => Int, { description: 'The number of items in the whole list; counted only when requested.' })
    totalCount(): Promise<number> {
      return this.page.count()
    }
  }
  return Connection
}

/** The order of a list: the sort key, not null, and the id that makes it unique; both run in one direction. */
export interface Order {
  key: AnyColumn | SQL
  id: AnyColumn
  direction: 'asc' | 'desc'
}

/** Where a page begins, as the values of a statement: behind a row, or with the first when they are null. */
export interface Behind {
  behindKey: string | null
  behindId: string | null
  limit: number
}

interface Keyset<Row> extends Order {
  keyOf: (row: Row) => string | number | Date
  /**
   * Reads rows: `where` continues behind the cursor and is to be and-ed to the list's own filter;
   * `behind` says the same to a statement.
   */
  read: (page: { where: SQL | undefined; orderBy: SQL[]; limit: number; behind: Behind }) => Promise<Row[]>
  count: () => Promise<number>
}

const encode = (values: readonly unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

/** The key as text, which PostgreSQL reads as what it compares it with. */
function decode(cursor: string): [string, string] {
  try {
    const values: unknown = JSON.parse(bytesOf(cursor)?.toString() ?? '')
    if (Array.isArray(values) && values.length === 2 && typeof values[1] === 'string') {
      const [key, id] = values as [string | number, string]
      if (['string', 'number'].includes(typeof key)) return [String(key), id]
    }
  } catch {
    // Every invalid cursor gets the same error, below.
  }
  throw badInput('after', 'This is not a cursor of this list.')
}

/** Refuses a page size of zero or above the maximum. */
export function checkFirst(first: number) {
  if (first < 1 || first > pageCap) throw badInput('first', `Ask for 1 to ${pageCap} at once.`)
}

/** The condition under which a row stands behind another one in the order. */
export function isBehind(
  { key, id, direction }: Order,
  behindKey: Placeholder | string | null,
  behindId: Placeholder | string | null,
): SQL | undefined {
  if (behindKey === null || behindId === null) return undefined
  const than = sql.raw(direction === 'asc' ? '>' : '<')
  return sql`(${key}, ${id}) ${than} (${behindKey}, ${behindId})`
}

export const inOrder = ({ key, id, direction }: Order): SQL[] =>
  direction === 'asc' ? [asc(key), asc(id)] : [desc(key), desc(id)]

/** Reads one page by keyset on `(sort key, id)`: as fast on the thousandth page as on the first. */
export async function pageOf<Row extends { id: string }>(
  args: { first: number; after?: string | null },
  keyset: Keyset<Row>,
): Promise<Page<Row>> {
  checkFirst(args.first)
  const [behindKey, behindId] = args.after ? decode(args.after) : [null, null]
  const limit = args.first + 1
  const rows = await keyset.read({
    // A statement takes `behind` and its own order: these are made for whoever asks.
    get where() {
      return isBehind(keyset, behindKey, behindId)
    },
    get orderBy() {
      return inOrder(keyset)
    },
    limit,
    behind: { behindKey, behindId, limit },
  })
  return pageFrom(args, keyset, rows)
}

/** A page of rows read elsewhere in the list's order, one more than asked when more follow. */
export function pageFrom<Row extends { id: string }>(
  args: { first: number; after?: string | null },
  { keyOf, count }: Pick<Keyset<Row>, 'keyOf' | 'count'>,
  rows: readonly Row[],
): Page<Row> {
  const shown = rows.slice(0, args.first)
  return {
    rows: shown,
    cursors() {
      return shown.map((row) => encode([keyOf(row), row.id]))
    },
    hasNextPage: rows.length > args.first,
    hasPreviousPage: Boolean(args.after),
    count,
  }
}
