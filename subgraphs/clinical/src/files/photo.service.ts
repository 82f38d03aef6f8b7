import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { and, eq } from 'drizzle-orm'
import { checkOwnersEdit } from '../pet-edits/owners-edit.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { getPet, lockPet, type PetShown } from '../pets/pet.service.ts'
import { lockReceived, saveAttached } from './attach.service.ts'
import { findFile, lockFile } from './file.service.ts'
import { FileKind, type FileRow, files, FileState } from './file.table.ts'
import type { SetPetPhotoInput } from './file.types.ts'

/** A file on the chart that the viewer sees, or one that the viewer has just sent. */
async function lockChosen(ctx: Context, fileId: string): Promise<FileRow> {
  const known = await lockFile(ctx, fileId, 'fileId')
  if (known.state !== FileState.ATTACHED) return lockReceived(ctx, fileId)
  if (!(await findFile(ctx, fileId))) throw notFound('file', 'fileId')
  return known
}

/**
 * Chooses the photo by which a patient is shown to all who may see it: staff for all, an owner for the own (P2).
 * no audit: saveAttached audits each file that changes.
 */
export async function setPetPhoto(ctx: Context, input: SetPetPhotoInput): Promise<PetShown> {
  const isStaff = can(ctx.viewer, 'pet:write')
  const { userId } = authorize(ctx, isStaff ? 'pet:write' : 'own-household:read')
  const petId = await once(ctx, 'setPetPhoto', input, async (ctx) => {
    const pet = await lockPet(ctx, input.petId, 'petId')
    if (!isStaff) await checkOwnersEdit(ctx, pet, 'petId')
    const [before] = await ctx.db
      .select()
      .from(files)
      .where(and(eq(files.petId, pet.id), files.isPetPhoto))
    if (before && before.id !== input.fileId) {
      await saveAttached(ctx, before, { isPetPhoto: false })
    }
    if (input.fileId && before?.id !== input.fileId) {
      const file = await lockChosen(ctx, input.fileId)
      if (file.petId !== pet.id) throw notFound('file', 'fileId')
      const isPhoto = file.kind === FileKind.PHOTO || file.state === FileState.RECEIVED
      if (!isPhoto || file.recordId !== null || file.width === null) {
        throw badInput('fileId', 'Only a photo that belongs to no record shows the patient.')
      }
      const shown = file.releasedAt ? {} : { releasedAt: ctx.now(), releasedBy: userId }
      await saveAttached(ctx, file, { kind: FileKind.PHOTO, isPetPhoto: true, ...shown })
    }
    await signalPet(ctx, pet)
    return pet.id
  })
  return getPet(ctx, petId)
}
