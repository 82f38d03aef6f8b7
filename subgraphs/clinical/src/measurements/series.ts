import { checkFirst, type Page, pageFrom, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, eq, getTableColumns, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'

interface Entry {
  id: string
  petId: string
}

interface Series<Row extends Entry> {
  table: PgTable & Record<'id' | 'petId', PgColumn>
  /** When an entry happened: the latest comes first. */
  at: PgColumn
  timeOf: (row: Row) => Date
  /** Which entries the viewer may see. */
  shown: (ctx: Context) => SQL | undefined
}

type ReadFirst<Row> = (
  ctx: Context,
  petIds: readonly string[],
) => Promise<ReadonlyArray<readonly [string, Row]>>

/**
 * The entries of one kind on a pet's chart as pages, latest first. The first pages of several pets
 * come by one statement.
 */
export function seriesOf<Row extends Entry>({ table, at, timeOf, shown }: Series<Row>) {
  const firstReads = new Map<number, ReadFirst<Row>>()

  function readFirst(limit: number): ReadFirst<Row> {
    const known = firstReads.get(limit)
    if (known) return known
    const read: ReadFirst<Row> = async (ctx, petIds) => {
      const place = sql<number>`row_number() over (partition by ${table.petId} order by ${at} desc, ${table.id} desc)`
      const ranked = ctx.db
        .select({ ...getTableColumns(table), place: place.as('place') })
        .from(table as PgTable)
        .where(and(inArray(table.petId, [...petIds]), shown(ctx)))
        .as('ranked')
      const rows = await ctx.db.select().from(ranked).where(lte(ranked.place, limit)).orderBy(ranked.place)
      return (rows as unknown as Row[]).map((row) => [row.petId, row] as const)
    }
    firstReads.set(limit, read)
    return read
  }

  return async (
    ctx: Context,
    petId: string,
    args: { first: number; after?: string | null },
  ): Promise<Page<Row>> => {
    const wanted = and(eq(table.petId, petId), shown(ctx))
    const keyset = {
      key: at,
      id: table.id,
      direction: 'desc' as const,
      keyOf: timeOf,
      read: async ({ where, orderBy, limit }: { where: SQL | undefined; orderBy: SQL[]; limit: number }) =>
        (await ctx.db
          .select()
          .from(table as PgTable)
          .where(and(wanted, where))
          .orderBy(...orderBy)
          .limit(limit)) as unknown as Row[],
      count: () => ctx.db.$count(table, wanted),
    }
    checkFirst(args.first)
    if (args.after) return pageOf(args, keyset)
    return pageFrom(args, keyset, await groupLoaderOf(ctx, readFirst(args.first + 1)).load(petId))
  }
}
