import DataLoader from 'dataloader'
import { validate as isUuid, NIL } from 'uuid'
import type { Context } from './context.ts'

/** The id when it can be one, else an id that nothing has: a malformed id is simply not found. */
export const asId = (id: string) => (isUuid(id) ? id : NIL)

/** Reads rows by id, in any order, only those that the viewer may see. */
export type ReadMany<T extends { id: string }> = (
  ctx: Context,
  ids: readonly string[],
) => Promise<readonly T[]>

/** The request's batch loader for a way of reading: one statement for all ids asked in one tick. */
export function loaderOf<T extends { id: string }>(
  ctx: Context,
  read: ReadMany<T>,
): DataLoader<string, T | null> {
  const existing = ctx.loaders.get(read)
  if (existing) return existing as DataLoader<string, T | null>
  const loader = new DataLoader<string, T | null>(
    async (ids) => {
      const possible = ids.filter((id) => isUuid(id))
      const rows = possible.length > 0 ? await read(ctx, possible) : []
      const byId = new Map(rows.map((row) => [row.id, row]))
      return ids.map((id) => byId.get(id) ?? null)
    },
    { maxBatchSize: 1000 },
  )
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
 * Finds our copy of another subgraph's entity. One that is not here yet (made a millisecond ago) is
 * asked of its owner once and kept.
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
