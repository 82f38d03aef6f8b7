import { and, count, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { type Behind, inOrder, isBehind, type Order, type Page, type PageArgs, pageOf } from './connection.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database/database.ts'
import { notFound } from '../errors.ts'
import { type Columns, type Joins, narrowed, type Narrowing } from './narrow.ts'
import { loaderOf } from './refs.ts'
import { among, type Places, type Query, statement } from './statement.ts'

/** A select without its conditions, as drizzle’s `$dynamic()` makes it. */
interface Select<Row> extends Query<Row[]> {
  where(condition: SQL | undefined): this
  orderBy(...keys: SQL[]): this
  limit(limit: number | Placeholder): this
}

interface Reading<
  Table extends PgTable,
  J extends Joins,
  Seen extends object,
  Row extends { id: string },
> extends Narrowing<Table> {
  joins?: J
  /** The word for it in a NOT_FOUND. */
  noun: string
  /** What the viewer may see, as values of the statements; refuses a viewer who may see none of them. */
  seen: (ctx: Context) => Seen
  /** The condition that a row is one which the viewer may see. */
  visible: (places: Places<Seen>, db: Database) => SQL | undefined
  /** Verbs use the rows too: they always have every column, whatever the query asks for. */
  whole?: boolean
  /** The select with everything that it joins. */
  from: (db: Database, columns: Columns<Table, J>, places: Places<Seen>) => Select<Row>
}

interface Listing<Wanted extends object, Filter, Row> {
  /** The filter as values of the statement; null for what it leaves open. */
  wanted: (filter: Filter) => Wanted
  matching: (places: Places<Wanted>, db: Database) => SQL | undefined
  order: (places: Places<Wanted>) => Order
  /** The value of the order's key when the row has it anyway; else it is selected. */
  keyOf?: (row: Row) => string | number | Date
  /** Whether the list may take longer than reads by id do: searches. */
  lengthy?: boolean
}

/** For what everybody who may come this far may see. */
export const visibleToAll = { seen: () => ({}), visible: () => undefined }

/** The places of some of a statement's values: TypeScript cannot take apart those of an intersection. */
const part = <V extends object>(places: object) => places as Places<V>

/**
 * How the entities of a table are read: by id, one or many, only those which the viewer may see, as
 * prepared statements that bring the columns which the query's fields take. `list` adds pages by keyset.
 */
export function entity<
  Table extends PgTable & { id: Table['_']['columns'][string] },
  Seen extends object,
  Row extends { id: string },
  J extends Joins = Record<never, never>,
>(reading: Reading<Table, J, Seen, Row>) {
  const { table, noun, seen, visible, from, whole = false } = reading

  const byId = narrowed(
    reading,
    (db, columns: Columns<Table, J>, places: Places<Seen & { ids: readonly string[] }>) =>
      from(db, columns, part<Seen>(places)).where(
        and(
          among(table.id, part<{ ids: readonly string[] }>(places).ids as Placeholder),
          visible(part<Seen>(places), db),
        ),
      ),
  )

  const read = (ctx: Context, ids: readonly string[]): Promise<Row[]> =>
    byId(whole ? { db: ctx.db, asked: null } : ctx, { ids, ...seen(ctx) })

  const find = (ctx: Context, id: string): Promise<Row | null> => loaderOf(ctx, read).load(id)

  async function get(ctx: Context, id: string, field = 'id'): Promise<Row> {
    const row = await find(ctx, id)
    if (!row) throw notFound(noun, field)
    return row
  }

  function list<Wanted extends object, Filter>(listing: Listing<Wanted, Filter, Row>) {
    const { wanted, matching, order, keyOf, lengthy = false } = listing

    const page = narrowed(
      reading,
      (db, columns: Columns<Table, J>, places: Places<Seen & Wanted & Behind>) => {
        const [mine, asked, behind] = [part<Seen>(places), part<Wanted>(places), part<Behind>(places)]
        const by = order(asked)
        const selected = keyOf ? columns : { ...columns, place: sql`${by.key}`.as('place') }
        return from(db, selected, mine)
          .where(and(visible(mine, db), matching(asked, db), isBehind(by, behind.behindKey, behind.behindId)))
          .orderBy(...inOrder(by))
          .limit(behind.limit)
      },
      { lengthy },
    )

    const total = statement(
      (db, places: Places<Seen & Wanted>) =>
        db
          .select({ count: count() })
          .from(table as PgTable)
          .where(and(visible(part<Seen>(places), db), matching(part<Wanted>(places), db))),
      { lengthy },
    )

    const countOf = async (ctx: Context, values: Seen & Wanted) => (await total(ctx, values))[0]?.count ?? 0

    const read = (
      ctx: Context,
      args: Pick<PageArgs, 'first'> & Partial<PageArgs>,
      filter: Filter,
    ): Promise<Page<Row>> => {
      const values = { ...seen(ctx), ...wanted(filter) }
      return pageOf<Row>(args, {
        ...order(values as unknown as Places<Wanted>),
        keyOf: keyOf ?? ((row) => (row as Row & { place: string }).place),
        read: ({ behind }) => page(ctx, { ...values, ...behind }),
        count: () => countOf(ctx, values),
      })
    }
    /** How many there are, without reading any. */
    const counted = (ctx: Context, filter: Filter): Promise<number> =>
      countOf(ctx, { ...seen(ctx), ...wanted(filter) })
    return Object.assign(read, { count: counted })
  }

  return { read, find, get, list }
}
