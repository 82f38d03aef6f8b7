import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { eq } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import { findUser, type UserRow } from '../users/user.service.ts'
import { photos } from './photo.table.ts'
import type { PhotoInput } from './photo.types.ts'

const maxBytes = 64 * 1024
/** Displaying an image decodes all pixels: a few bytes can take a gigabyte. */
const maxPixels = 2048 * 2048
const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/

/** The picture's bytes, which must be what they are said to be. */
async function contentOf({ content, mediaType }: PhotoInput): Promise<Buffer> {
  if (content.length > Math.ceil(maxBytes / 3) * 4) throw badInput('content', 'At most 64 KiB.')
  if (!content || !base64.test(content)) throw badInput('content', 'This is not base64.')
  const bytes = Buffer.from(content, 'base64')
  if (bytes.length > maxBytes) throw badInput('content', 'At most 64 KiB.')
  const found = await fileTypeFromBuffer(bytes)
  if (found?.mime !== mediaType) throw badInput('content', `This is not ${mediaType}.`)
  const pixels = pixelsOf(bytes)
  if (pixels === null) throw badInput('content', `This is not ${mediaType}.`)
  if (pixels > maxPixels) throw badInput('content', 'At most 2,048 × 2,048 pixels.')
  return bytes
}

/** The dimensions from the header, without decoding; null if there are none. */
function pixelsOf(bytes: Buffer): number | null {
  try {
    const { width, height } = imageSize(bytes)
    return width * height
  } catch {
    return null
  }
}

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
