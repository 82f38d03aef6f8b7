import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import { MedicalRecordStatus } from '../medical-records/medical-record.table.ts'
import { authorizeFor, lockRecord } from '../medical-records/record-change.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { readPet } from '../pets/pet.service.ts'
import { countOf, entryOf, lockFile, maxPerRecord, readWhole } from './file.service.ts'
import { type FileRow, files, FileState } from './file.table.ts'
import { rightToSend, senderOf } from './sender.service.ts'
import type { AttachToMedicalRecordInput, AttachToPetInput } from './file.types.ts'

/** How far clocks of two machines may differ. */
const tolerance = 5 * 60_000

type Attaching = Partial<typeof files.$inferInsert>

/** The file that the viewer has sent and attaches now; nobody attaches what another one has sent. */
export async function lockReceived(ctx: Context, fileId: string): Promise<FileRow> {
  const file = await lockFile(ctx, fileId, 'fileId')
  if (file.uploadedBy !== ctx.viewer?.userId || file.state === FileState.QUARANTINED) {
    throw notFound('file', 'fileId')
  }
  if (file.state === FileState.AWAITED) throw conflict('The file has not arrived yet.', { field: 'fileId' })
  if (file.state !== FileState.RECEIVED)
    throw conflict('This file is on the chart already.', { field: 'fileId' })
  return file
}

/** The new version takes the place of the old one (MR5), and stays shown to the owner if the viewer may show files (P1). */
async function replace(
  ctx: Context,
  id: string,
  file: FileRow,
  recordId: string | null,
): Promise<Pick<Attaching, 'releasedAt' | 'releasedBy' | 'fromOwnerId'>> {
  const before = await lockFile(ctx, id, 'replacesId')
  if (before.petId !== file.petId || before.recordId !== recordId) throw notFound('file', 'replacesId')
  if (before.state !== FileState.ATTACHED) {
    throw conflict('Only a file that counts can be replaced.', { field: 'replacesId' })
  }
  const [replaced] = await ctx.db
    .update(files)
    .set({ state: FileState.REPLACED, isPetPhoto: false, releasedAt: null, releasedBy: null })
    .where(eq(files.id, before.id))
    .returning()
  await audit(ctx, 'file.replace', entryOf(before, replaced!))
  // What an owner sent stays theirs in a new version: no later owner sees it (P5).
  const { fromOwnerId } = before
  return before.releasedAt && can(ctx.viewer, 'file:release')
    ? { fromOwnerId, releasedAt: ctx.now(), releasedBy: ctx.viewer!.userId }
    : { fromOwnerId }
}

async function attach(
  ctx: Context,
  { fileId, kind, takenAt, replacesId }: AttachToPetInput,
  recordId: string | null,
  released: Pick<Attaching, 'releasedAt' | 'releasedBy'> = {},
): Promise<FileRow> {
  const file = await lockReceived(ctx, fileId)
  const at = takenAt ?? ctx.now()
  if (at.getTime() > ctx.now().getTime() + tolerance) throw badInput('takenAt', 'This has not come yet.')
  const shown = replacesId ? await replace(ctx, replacesId, file, recordId) : released
  return saveAttached(ctx, file, { kind, recordId, takenAt: at, replacesId: replacesId ?? null, ...shown })
}

/** Changes a file, which is on its patient's chart from then on. */
export async function saveAttached(ctx: Context, before: FileRow, changes: Attaching): Promise<FileRow> {
  const attached =
    before.state === FileState.RECEIVED
      ? { state: FileState.ATTACHED, attachedAt: ctx.now(), attachedBy: ctx.viewer!.userId }
      : {}
  const [file] = await ctx.db
    .update(files)
    .set({ ...attached, ...changes })
    .where(eq(files.id, before.id))
    .returning()
  await audit(ctx, 'file.attach', entryOf(before, file!))
  return file!
}

/** Puts a file that was sent on its patient's chart. */
export async function attachToPet(ctx: Context, input: AttachToPetInput): Promise<FileRow> {
  const viewer = authorize(ctx, rightToSend(ctx))
  const id = await once(ctx, 'attachToPet', input, async (ctx) => {
    const { petId } = await lockReceived(ctx, input.fileId)
    const pet = await readPet(ctx, petId, 'fileId')
    const fromOwner = senderOf(viewer, pet, 'fileId') !== null
    if (fromOwner && input.replacesId) throw notFound('file', 'replacesId')
    const released = fromOwner ? { releasedAt: ctx.now(), releasedBy: viewer.userId } : {}
    const file = await attach(ctx, input, null, released)
    await signalPet(ctx, pet)
    return file.id
  })
  return readWhole(ctx, id)
}

/** Attaches a file to a medical record, signed or not: results come late (MR1). It says when. */
export async function attachToMedicalRecord(
  ctx: Context,
  input: AttachToMedicalRecordInput,
): Promise<FileRow> {
  authorize(ctx, 'medical-record:write')
  authorize(ctx, 'file:write')
  const id = await once(ctx, 'attachToMedicalRecord', input, async (ctx) => {
    const record = await lockRecord(ctx, input.recordId, 'recordId')
    await authorizeFor(ctx, record, 'medical-record:write')
    if (record.status === MedicalRecordStatus.RETRACTED) {
      throw conflict('This record is marked as entered in error.', { field: 'recordId' })
    }
    if (!input.replacesId && (await countOf(ctx, record.id)) >= maxPerRecord) {
      throw badInput('recordId', `At most ${maxPerRecord} files.`)
    }
    const file = await attach(ctx, input, record.id)
    await signalPet(ctx, await readPet(ctx, file.petId, 'fileId'))
    return file.id
  })
  return readWhole(ctx, id)
}
