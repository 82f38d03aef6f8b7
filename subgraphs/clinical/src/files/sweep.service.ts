import type { Context } from '@vetgraph/kit/context'
import { fileStoreOf } from '@vetgraph/kit/files/store'
import type { FileStore } from '@vetgraph/kit/files/file-store'
import { and, eq, inArray, isNull, lt } from 'drizzle-orm'
import { files } from './file.table.ts'
import { thumbnailKeyOf } from './receive.service.ts'

const keptHours = 24
const maxBatch = 500

/** Removes what was announced or sent a day ago and never attached, unless it is attached meanwhile; what is left in the store then, nobody knows. */
async function removeNeverAttached(ctx: Context, store: FileStore, before: Date) {
  const isOver = and(isNull(files.attachedAt), lt(files.requestedAt, before))
  for (;;) {
    const rows = await ctx.db.select({ id: files.id }).from(files).where(isOver).limit(maxBatch)
    for (const { id } of rows) {
      const [removed] = await ctx.db
        .delete(files)
        .where(and(eq(files.id, id), isOver))
        .returning()
      if (!removed?.contentKey) continue
      await store.delete(thumbnailKeyOf(removed.contentKey))
      await store.delete(removed.contentKey)
    }
    if (rows.length < maxBatch) return
  }
}

async function removeUnknown(ctx: Context, store: FileStore, keys: readonly string[]) {
  const ids = [...new Set(keys.map((key) => key.slice(0, 36)))]
  const rows = await ctx.db.select({ contentKey: files.contentKey }).from(files).where(inArray(files.id, ids))
  const known = new Set(
    rows.flatMap(({ contentKey }) => (contentKey ? [contentKey, thumbnailKeyOf(contentKey)] : [])),
  )
  for (const key of keys) if (!known.has(key)) await store.delete(key)
}

/** Leaves nothing in the store that no chart knows: what was never attached, and what a process left when it ended. */
export async function sweepFiles(ctx: Context) {
  const store = await fileStoreOf(ctx.settings)
  const before = new Date(ctx.now().getTime() - keptHours * 3_600_000)
  await removeNeverAttached(ctx, store, before)
  let keys: string[] = []
  for await (const key of store.list(before)) {
    keys.push(key)
    if (keys.length < maxBatch) continue
    await removeUnknown(ctx, store, keys)
    keys = []
  }
  await removeUnknown(ctx, store, keys)
}
