import DataLoader from 'dataloader'
import { eq, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { validate as isUuid, NIL } from 'uuid'
import type { Context } from '../context.ts'
import { type Places, statement } from './statement.ts'

/** The id when it can be one, else an id that nothing has: a malformed id is simply not found. */
export const asId = (id: string) => (isUuid(id) ? id : NIL)

/** The id in a filter; null if omitted. An empty id matches nothing. */
export const asIdOrNull = (id: string | null | undefined) =>
  id === null || id === undefined ? null : asId(id)

/** Reads rows by id, in any order, only those that the viewer may see. */
export type ReadMany<T extends { id: string }> = (
  ctx: Context,
  ids: readonly string[],
) => Promise<readonly T[]>

/** Reads by id, in the order of the ids; null for what is not there or may not be seen. */
export async function readInOrder<T extends { id: string }>(
  ctx: Context,
  read: ReadMany<T>,
  ids: readonly string[],
): Promise<Array<T | null>> {
  const possible = ids.every(isUuid) ? ids : ids.filter(isUuid)
  const rows = possible.length > 0 ? await read(ctx, possible) : []
  const byId = new Map<string, T>()
  for (const row of rows) byId.set(row.id, row)
  return ids.map((id) => byId.get(id) ?? null)
}

/** The request's batch loader for a way of reading: one statement for all ids asked in one tick. */
export function loaderOf<T extends { id: string }>(
  ctx: Context,
  read: ReadMany<T>,
): DataLoader<string, T | null> {
  const existing = ctx.loaders.get(read)
  if (existing) return existing as DataLoader<string, T | null>
  const loader = new DataLoader<string, T | null>((ids) => readInOrder(ctx, read, ids), {
    maxBatchSize: 1000,
  })
  ctx.loaders.set(read, loader as DataLoader<string, unknown>)
  return loader
}

/** Groups children by their parent's id in one statement for all parents asked in one tick. */
export function groupLoaderOf<T>(
  ctx: Context,
  read: (ctx: Context, parentIds: readonly string[]) => Promise<ReadonlyArray<readonly [string, T]>>,
): DataLoader<string, T[]> {
  const existing = ctx.loaders.get(read)
  if (existing) return existing as DataLoader<string, T[]>
  const loader = new DataLoader<string, T[]>(
    async (parentIds) => {
      const groups = new Map<string, T[]>(parentIds.map((id) => [id, []]))
      for (const [parentId, child] of await read(ctx, parentIds)) groups.get(parentId)?.push(child)
      return parentIds.map((id) => groups.get(id) ?? [])
    },
    { maxBatchSize: 1000 },
  )
  ctx.loaders.set(read, loader as DataLoader<string, unknown>)
  return loader
}

interface Refs<Row> {
  /** The entity's name in the graph and what to ask its owner for. */
  typename: string
  selection: string
  find: (ctx: Context, id: string) => Promise<Row | undefined>
  /** Keeps the owner's answer, also from the owner's events. */
  keep: (ctx: Context, answer: Record<string, unknown>) => Promise<void>
}

/**
 * Finds the local copy of another subgraph's entity. One that is not known yet (created moments ago) is requested from
 * its owner and stored.
 */
export async function findRef<Row>(ctx: Context, refs: Refs<Row>, id: string): Promise<Row | null> {
  if (!isUuid(id)) return null
  const known = await refs.find(ctx, id)
  if (known) return known
  const [answer] = await ctx.askPeer(refs.typename, [id], refs.selection)
  if (!answer) return null
  await refs.keep(ctx, answer)
  return (await refs.find(ctx, id)) ?? null
}

type RefTable = PgTable & { id: PgColumn; version: PgColumn }
type Facts<Table extends RefTable> = Table['$inferSelect']

interface Source<Table extends RefTable> {
  typename: string
  /** What to ask the owner for, the version among it. */
  selection: string
  /** Turns the owner's answer into the table's facts, when they differ. */
  facts?: (answer: Record<string, unknown>) => Facts<Table>
}

/**
 * Our copy of another subgraph's entities: told by its events, and read through from the owner when it
 * has a source. Both carry the version of the owner's row, and an older version never replaces a later one.
 */
export function copiesOf<Table extends RefTable>(table: Table, source?: Source<Table>) {
  const keep = async (ctx: Context, facts: Facts<Table>) => {
    await ctx.db
      .insert(table)
      .values(facts as Table['$inferInsert'])
      .onConflictDoUpdate({
        target: table.id,
        set: facts as never,
        setWhere: sql`${table.version} <= excluded.version`,
      })
  }
  const byId = statement((db, { id }: Places<{ id: string }>) =>
    db
      .select()
      .from(table as PgTable)
      .where(eq(table.id, id)),
  )
  const known = async (ctx: Context, id: string): Promise<Table['$inferSelect'] | undefined> => {
    const [row] = await byId(ctx, { id })
    return row
  }
  return {
    /** The handler of the owner's event. */
    heard: (ctx: Context, { payload }: { payload: Facts<Table> }) => keep(ctx, payload),
    find: async (ctx: Context, id: string): Promise<Table['$inferSelect'] | null> => {
      if (!source) return isUuid(id) ? ((await known(ctx, id)) ?? null) : null
      const { typename, selection, facts } = source
      const ownersAnswer = (answer: Record<string, unknown>) =>
        facts ? facts(answer) : (answer as unknown as Facts<Table>)
      return findRef(
        ctx,
        {
          typename,
          selection,
          find: known,
          keep: (ctx, answer) => keep(ctx, ownersAnswer(answer)),
        },
        id,
      )
    },
  }
}
