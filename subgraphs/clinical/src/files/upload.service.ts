import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { fileAddress } from '@vetgraph/kit/files/address'
import { maxFileBytes } from '@vetgraph/kit/files/door'
import { once } from '@vetgraph/kit/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/permissions'
import { readPet } from '../pets/pet.service.ts'
import { nameFor } from './content.ts'
import { entryOf } from './file.service.ts'
import { FileKind, files, FileState } from './file.table.ts'
import type { RequestUploadInput, Upload } from './file.types.ts'

/** Announces a file; answers where it is to be sent. What is never attached is removed after a day. */
export async function requestUpload(ctx: Context, input: RequestUploadInput): Promise<Upload> {
  const { userId } = authorize(ctx, 'file:write')
  const fileId = await once(ctx, 'requestUpload', input, async (ctx) => {
    const pet = await readPet(ctx, input.petId, 'petId')
    const { type, bytes } = input
    if (bytes < 1) throw badInput('bytes', 'The file is empty.')
    if (bytes > maxFileBytes) throw badInput('bytes', 'A file is at most 100 MB.')
    const now = ctx.now()
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
        uploadedBy: userId,
        requestedAt: now,
      })
      .returning()
    await audit(ctx, 'file.request', entryOf(null, file!))
    return file!.id
  })
  return { fileId, ...fileAddress(ctx, 'upload', fileId) }
}
