import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { eq } from 'drizzle-orm'
import { contentOf } from '../pictures/picture.ts'
import type { PhotoInput } from '../pictures/picture.types.ts'
import { findUser, type UserRow } from '../users/user.service.ts'
import { photos } from './photo.table.ts'

async function getMe(ctx: Context, id: string): Promise<UserRow> {
  const me = await findUser(ctx, id)
  if (!me) throw notFound('user')
  return me
}

/** Everybody chooses their own portrait, and nobody another's. */
export async function setMyPhoto(ctx: Context, input: PhotoInput): Promise<UserRow> {
  const { userId } = requireViewer(ctx)
  const me = await getMe(ctx, userId)
  const photo = { content: await contentOf(input), mediaType: input.mediaType, changedAt: ctx.now() }
  await transact(ctx, async (ctx) => {
    await ctx.db
      .insert(photos)
      .values({ userId, ...photo })
      .onConflictDoUpdate({ target: photos.userId, set: photo })
    const after = { mediaType: input.mediaType, bytes: photo.content.length }
    await audit(ctx, 'user.set-photo', { entity: 'User', entityId: userId, after })
  })
  return me
}

/** Takes one's own portrait away; without one nothing happens. */
export async function removeMyPhoto(ctx: Context): Promise<UserRow> {
  const { userId } = requireViewer(ctx)
  const me = await getMe(ctx, userId)
  await transact(ctx, async (ctx) => {
    const removed = await ctx.db
      .delete(photos)
      .where(eq(photos.userId, userId))
      .returning({ id: photos.userId })
    if (removed.length > 0) await audit(ctx, 'user.remove-photo', { entity: 'User', entityId: userId })
  })
  return me
}

const photosOf = statement((db, { userIds }: Places<{ userIds: readonly string[] }>) =>
  db
    .select({ id: photos.userId, mediaType: photos.mediaType, content: photos.content })
    .from(photos)
    .where(among(photos.userId, userIds)),
)

const readPhotos = (ctx: Context, userIds: readonly string[]) => photosOf(ctx, { userIds })

/** The portrait as an address that a browser shows without asking again; null when there is none. */
export async function photoUrlOf(ctx: Context, { id }: { id: string }): Promise<string | null> {
  const photo = await loaderOf(ctx, readPhotos).load(id)
  return photo ? `data:${photo.mediaType};base64,${photo.content.toString('base64')}` : null
}
