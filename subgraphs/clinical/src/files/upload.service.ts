import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { fileAddress } from '@vetgraph/kit/files/address'
import { maxFileBytes } from '@vetgraph/kit/files/door'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { and, eq, gt } from 'drizzle-orm'
import { lockOwner } from '../owners/owner.service.ts'
import { readPet } from '../pets/pet.service.ts'
import { nameFor } from './content.ts'
import { rightToSend, senderOf } from './sender.service.ts'
import { entryOf } from './file.service.ts'
import { FileKind, files, FileState } from './file.table.ts'
import type { RequestUploadInput, Upload } from './file.types.ts'

const maxFromOwner = 30
const day = 24 * 3_600_000

/** What comes from one household in a day is bounded: the store is not theirs to fill. */
async function checkShare(ctx: Context, ownerId: string) {
  // Two files announced at once are counted one after the other.
  await lockOwner(ctx, ownerId, 'petId')
  const since = new Date(ctx.now().getTime() - day)
  const sent = await ctx.db.$count(files, and(eq(files.fromOwnerId, ownerId), gt(files.requestedAt, since)))
  if (sent >= maxFromOwner) {
    throw conflict(`At most ${maxFromOwner} files in 24 hours. Send more tomorrow, or bring them along.`, {
      field: 'petId',
    })
  }
}

/** Announces a file; answers where it is to be sent. What is never attached is removed after a day. */
export async function requestUpload(ctx: Context, input: RequestUploadInput): Promise<Upload> {
  const viewer = authorize(ctx, rightToSend(ctx))
  const fileId = await once(ctx, 'requestUpload', input, async (ctx) => {
    const pet = await readPet(ctx, input.petId, 'petId')
    const fromOwnerId = senderOf(viewer, pet, 'petId')
    const { type, bytes } = input
    if (bytes < 1) throw badInput('bytes', 'The file is empty.')
    if (bytes > maxFileBytes) throw badInput('bytes', 'A file is at most 100 MB.')
    const now = ctx.now()
    if (fromOwnerId) await checkShare(ctx, fromOwnerId)
    const [file] = await ctx.db
      .insert(files)
      .values({
        id: newId(),
        petId: pet.id,
        state: FileState.AWAITED,
        kind: FileKind.OTHER,
        name: nameFor(input.name, type),
        type,
        bytes,
        takenAt: now,
        uploadedBy: viewer.userId,
        fromOwnerId,
        requestedAt: now,
      })
      .returning()
    await audit(ctx, 'file.request', entryOf(null, file!))
    return file!.id
  })
  return { fileId, ...fileAddress(ctx, 'upload', fileId) }
}
