import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { openFileAddress } from '@vetgraph/kit/files/address'
import type { LeavingFile } from '@vetgraph/kit/files/door'
import { fileStoreOf } from '@vetgraph/kit/files/store'
import { mediaTypes } from './content.ts'
import { getFile, wantedBy } from './file.service.ts'
import { thumbnailKeyOf } from './receive.service.ts'

/** Gives out what a download address names, as long as the viewer may see it; opening a file whole is audited. */
export async function sendFile(ctx: Context, address: string): Promise<LeavingFile> {
  const { id, small } = wantedBy(openFileAddress(ctx, 'download', address))
  const file = await getFile(ctx, id)
  const { name, type, bytes, contentKey, thumbnailBytes } = file
  const store = await fileStoreOf(ctx.settings)
  const body = await store.get(small ? thumbnailKeyOf(contentKey!) : contentKey!)
  if (!body) {
    ctx.log.error({ fileId: id, requestId: ctx.requestId }, 'the store lacks the content of a file')
    throw notFound('file')
  }
  if (small) return { name: `${name}.webp`, mediaType: 'image/webp', bytes: thumbnailBytes!, body }
  await auditRead(ctx, 'file.read', [{ entity: 'PetFile', entityId: id, after: { name } }])
  return { name, mediaType: mediaTypes[type], bytes, body }
}
