import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict, notFound } from '@vetgraph/kit/errors'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import { authorizeFor, lockRecord } from '../medical-records/record-change.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { readPet } from '../pets/pet.service.ts'
import { entryOf, lockFile } from './file.service.ts'
import { type FileRow, files, FileState } from './file.table.ts'
import type { ReleaseFileInput, RetractFileInput } from './file.types.ts'

/** A file of a chart; one of a medical record for those who may also do this to the record, where it was written. */
async function lockOnChart(ctx: Context, id: string, ofRecord: Permission): Promise<FileRow> {
  const file = await lockFile(ctx, id, 'id')
  const isHidden = file.recordId !== null && !can(ctx.viewer, 'medical-record:read')
  if (file.attachedAt === null || isHidden) throw notFound('file', 'id')
  if (file.recordId) await authorizeFor(ctx, await lockRecord(ctx, file.recordId), ofRecord)
  return file
}

async function change(
  ctx: Context,
  action: string,
  before: FileRow,
  changes: Partial<typeof files.$inferInsert>,
): Promise<FileRow> {
  const [file] = await ctx.db.update(files).set(changes).where(eq(files.id, before.id)).returning()
  await audit(ctx, action, entryOf(before, file!))
  await signalPet(ctx, await readPet(ctx, before.petId, 'id'))
  return file!
}

/** Shows a file to the owner, or keeps it from now on (P1). Twice is once. */
export async function releaseFile(ctx: Context, { id, released }: ReleaseFileInput): Promise<FileRow> {
  const { userId } = authorize(ctx, 'file:release')
  return transact(ctx, async (ctx) => {
    const before = await lockOnChart(ctx, id, 'medical-record:release')
    if (before.state !== FileState.ATTACHED) {
      throw conflict('Only a file that counts is shown to the owner.', { field: 'id' })
    }
    if ((before.releasedAt !== null) === released) return before
    return change(ctx, released ? 'file.release' : 'file.withdraw', before, {
      releasedAt: released ? ctx.now() : null,
      releasedBy: released ? userId : null,
    })
  })
}

/** Marks a file as entered in error: it stays on the chart with the reason, for staff only (MR2). Twice is once. */
export async function retractFile(ctx: Context, { id, reason }: RetractFileInput): Promise<FileRow> {
  const { userId } = authorize(ctx, 'file:write')
  return transact(ctx, async (ctx) => {
    const before = await lockOnChart(ctx, id, 'medical-record:write')
    if (before.state === FileState.RETRACTED) return before
    if (before.state !== FileState.ATTACHED) {
      throw conflict('A later version has taken its place: retract that one.', { field: 'id' })
    }
    return change(ctx, 'file.retract', before, {
      state: FileState.RETRACTED,
      isPetPhoto: false,
      releasedAt: null,
      releasedBy: null,
      retractedAt: ctx.now(),
      retractedBy: userId,
      retractionReason: reason,
    })
  })
}
