import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { fileAddress } from '@vetgraph/kit/files/address'
import { can, householdOf, requireViewer } from '@vetgraph/kit/access/authorize'
import { ownedBy } from '@vetgraph/kit/access/household'
import { asId, groupLoaderOf, loaderOf, readInOrder } from '@vetgraph/kit/reads/refs'
import { and, asc, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { seriesOf } from '../measurements/series.ts'
import { medicalRecords } from '../medical-records/medical-record.table.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { pets } from '../pets/pet.table.ts'
import { type FileRow, files, FileState } from './file.table.ts'

export const maxPerRecord = 50
const maxAsked = 100

const onChart = [FileState.ATTACHED, FileState.RETRACTED, FileState.REPLACED]

/**
 * Staff see what is on charts, what belongs to medical records with the right to read those; whoever may see patients
 * sees their photos; an owner what was released of the own household's, as long as its record is (P1, AU4, MR12).
 */
function seen(ctx: Context): SQL | undefined {
  const viewer = requireViewer(ctx)
  if (can(viewer, 'file:read')) {
    const ofRecords = can(viewer, 'medical-record:read') ? undefined : isNull(files.recordId)
    return and(inArray(files.state, onChart), ofRecords)
  }
  const household = householdOf(ctx, 'pet:read')
  if (household === null) return sql`${files.isPetPhoto}`
  const ofHousehold = ctx.db
    .select({ id: pets.id })
    .from(pets)
    .where(and(eq(pets.id, files.petId), ownedBy(pets, household)))
  const releasedRecord = ctx.db
    .select({ id: medicalRecords.id })
    .from(medicalRecords)
    .where(and(eq(medicalRecords.id, files.recordId), isNotNull(medicalRecords.releasedAt)))
  return and(
    isNotNull(files.releasedAt),
    or(isNull(files.fromOwnerId), eq(files.fromOwnerId, household)),
    or(isNull(files.recordId), exists(releasedRecord)),
    exists(ofHousehold),
  )
}

export const readFiles = (ctx: Context, ids: readonly string[]): Promise<FileRow[]> =>
  ctx.db
    .select()
    .from(files)
    .where(and(inArray(files.id, [...ids]), seen(ctx)))

export const findFile = (ctx: Context, id: string): Promise<FileRow | null> =>
  loaderOf(ctx, readFiles).load(id)

export async function getFile(ctx: Context, id: string, field = 'id'): Promise<FileRow> {
  const file = await findFile(ctx, id)
  if (!file) throw notFound('file', field)
  return file
}

/** Files by id, in the order of the ids; null for what the viewer may not see. */
export async function listFiles(ctx: Context, ids: readonly string[]): Promise<Array<FileRow | null>> {
  if (ids.length > maxAsked) throw badInput('ids', `Ask for at most ${maxAsked} files at once.`)
  return readInOrder(ctx, readFiles, ids)
}

/** What stands on charts for the viewer: the latest versions, for staff with what was retracted. */
export const shownOnChart = (ctx: Context): SQL =>
  and(inArray(files.state, [FileState.ATTACHED, FileState.RETRACTED]), seen(ctx))!

const filesOf = seriesOf<FileRow>({
  table: files,
  at: files.takenAt,
  timeOf: ({ takenAt }) => takenAt,
  shown: shownOnChart,
})

/** The files of a patient, the latest taken first; that staff opened the chart stands in the audit. */
export async function listFilesOf(...asked: Parameters<typeof filesOf>) {
  const [ctx, petId] = asked
  if (can(requireViewer(ctx), 'medical-record:read')) await noteChartOpened(ctx, petId)
  return filesOf(...asked)
}

async function readPhotos(ctx: Context, petIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(files)
    .where(and(inArray(files.petId, [...petIds]), files.isPetPhoto, seen(ctx)))
  return rows.map((row) => [row.petId, row] as const)
}

/** The photo by which a patient is shown. */
export async function findPhoto(ctx: Context, petId: string): Promise<FileRow | null> {
  const [photo] = await groupLoaderOf(ctx, readPhotos).load(petId)
  return photo ?? null
}

async function readAttachments(ctx: Context, recordIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(files)
    .where(
      and(
        inArray(files.recordId, [...recordIds]),
        inArray(files.state, [FileState.ATTACHED, FileState.RETRACTED]),
        seen(ctx),
      ),
    )
    .orderBy(asc(files.attachedAt), asc(files.id))
  return rows.map((row) => [row.recordId!, row] as const)
}

/** What is attached to a medical record, in the order in which it was attached. */
export const listAttachments = (ctx: Context, recordId: string): Promise<FileRow[]> =>
  groupLoaderOf(ctx, readAttachments).load(recordId)

const thumbnail = ' thumbnail'

/** Where the viewer fetches a file whole. */
export const contentAddress = (ctx: Context, { id }: Pick<FileRow, 'id'>) => fileAddress(ctx, 'download', id)

/** Where the viewer fetches the thumbnail; null for what is no image. */
export const thumbnailAddress = (
  ctx: Context,
  { id, thumbnailBytes }: Pick<FileRow, 'id' | 'thumbnailBytes'>,
) => (thumbnailBytes === null ? null : fileAddress(ctx, 'download', id + thumbnail))

/** What the key of a download address means. */
export const wantedBy = (key: string) =>
  key.endsWith(thumbnail) ? { id: key.slice(0, -thumbnail.length), small: true } : { id: key, small: false }

/** A file's row whole, kept from others until the transaction ends, or NOT_FOUND. */
export async function lockFile(ctx: Context, id: string, field: string): Promise<FileRow> {
  const [file] = await ctx.db
    .select()
    .from(files)
    .where(eq(files.id, asId(id)))
    .for('update')
  if (!file) throw notFound('file', field)
  return file
}

/** A file's values as the graph shows them, for the audit. */
export const fileValues = (file: FileRow) => ({
  petId: file.petId,
  recordId: file.recordId,
  state: file.state,
  kind: file.kind,
  name: file.name,
  type: file.type,
  bytes: file.bytes,
  sha256: file.sha256,
  isPetPhoto: file.isPetPhoto,
  takenAt: file.takenAt,
  replacesId: file.replacesId,
  releasedAt: file.releasedAt,
  retractionReason: file.retractionReason,
})

export const entryOf = (before: FileRow | null, after: FileRow) => ({
  entity: 'PetFile',
  entityId: after.id,
  before: before && fileValues(before),
  after: fileValues(after),
})

/** A file's row as a verb has left it. */
export async function readWhole(ctx: Context, id: string): Promise<FileRow> {
  const [file] = await ctx.db.select().from(files).where(eq(files.id, id))
  return file!
}

/** How many files of a record count. */
export const countOf = (ctx: Context, recordId: string) =>
  ctx.db.$count(files, and(eq(files.recordId, recordId), sql`${files.state} = 'ATTACHED'`))
