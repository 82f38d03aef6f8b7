import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound, unavailable } from '@vetgraph/kit/errors'
import { openFileAddress } from '@vetgraph/kit/files/address'
import type { ArrivingFile } from '@vetgraph/kit/files/door'
import { scan } from '@vetgraph/kit/files/scanner'
import { fileStoreOf } from '@vetgraph/kit/files/store'
import { newId } from '@vetgraph/kit/ids'
import { and, eq } from 'drizzle-orm'
import { checkContent, hashOf } from './content.ts'
import { entryOf } from './file.service.ts'
import { type FileRow, files, FileState } from './file.table.ts'
import { isImage, makeImage, type MadeImage } from './image.ts'
import { rightToSend } from './sender.service.ts'

/** The name in the store of what is beside a content. */
export const thumbnailKeyOf = (contentKey: string) => `${contentKey}.thumbnail`

const infected = () => badInput('file', 'The virus scanner has found something in this file.')

/** What arrived, as it will be kept, beside what the scanner says of it. */
interface Kept {
  path: string
  thumbnail: string | null
  finding: string | null
  image: MadeImage | null
}

async function lookInto(ctx: Context, path: string): Promise<string | null> {
  const { clamdUrl } = ctx.settings
  if (!clamdUrl) return null
  try {
    return await scan(clamdUrl, createReadStream(path))
  } catch (err) {
    ctx.log.error({ err, requestId: ctx.requestId }, 'the virus scanner does not answer')
    throw unavailable('The virus scanner does not answer right now. Try again.')
  }
}

/** Checks what arrived; an image is made anew. Nothing of it is in the store yet. */
async function prepare(ctx: Context, { type }: FileRow, folder: string, path: string): Promise<Kept> {
  await checkContent(path, type)
  const finding = await lookInto(ctx, path)
  if (finding !== null || !isImage(type)) return { path, thumbnail: null, finding, image: null }
  const [made, thumbnail] = [join(folder, 'made'), join(folder, 'thumbnail')]
  return { path: made, thumbnail, finding, image: await makeImage(path, type, made, thumbnail) }
}

/** Puts it into the store under a key of this attempt, and then into the row, unless another attempt was faster. */
async function keep(
  ctx: Context,
  file: FileRow,
  { path, thumbnail, finding, image }: Kept,
): Promise<FileRow | null> {
  const store = await fileStoreOf(ctx.settings)
  const contentKey = `${file.id}.${newId()}`
  const { size } = await stat(path)
  const sha256 = await hashOf(path)
  await store.put(contentKey, createReadStream(path), size)
  if (thumbnail && image)
    await store.put(thumbnailKeyOf(contentKey), createReadStream(thumbnail), image.thumbnailBytes)
  return transact(ctx, async (ctx) => {
    const [received] = await ctx.db
      .update(files)
      .set({
        state: finding === null ? FileState.RECEIVED : FileState.QUARANTINED,
        bytes: size,
        sha256,
        contentKey,
        width: image?.width ?? null,
        height: image?.height ?? null,
        thumbnailBytes: image?.thumbnailBytes ?? null,
        scanned: finding === null && ctx.settings.clamdUrl !== null,
        finding,
        receivedAt: ctx.now(),
      })
      .where(and(eq(files.id, file.id), eq(files.state, FileState.AWAITED)))
      .returning()
    if (received) {
      const action = finding === null ? 'file.receive' : 'file.quarantine'
      await audit(ctx, action, entryOf(file, received))
    }
    return received ?? null
  })
}

async function receive(ctx: Context, file: FileRow, { body, bytes }: ArrivingFile): Promise<FileRow> {
  if (bytes === 0) throw badInput('bytes', 'The file is empty.')
  if (bytes !== file.bytes) throw badInput('bytes', `${file.bytes} bytes were announced, not ${bytes}.`)
  const folder = await mkdtemp(join(tmpdir(), 'vetgraph-upload-'))
  try {
    const path = join(folder, 'sent')
    await pipeline(body, createWriteStream(path, { mode: 0o600 }))
    const received = await keep(ctx, file, await prepare(ctx, file, folder, path))
    return received ?? (await announced(ctx, file.id))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function announced(ctx: Context, id: string): Promise<FileRow> {
  const [file] = await ctx.db.select().from(files).where(eq(files.id, id))
  if (!file) throw notFound('file')
  return file
}

/** The rest is read and dropped, so that the sender reads the answer. */
async function drain(body: Readable) {
  body.resume()
  await finished(body, { writable: false }).catch(() => {})
}

/**
 * Takes in what is sent to an upload address: of the announced length and format, scanned, an image without metadata. A
 * repetition of what has arrived is answered alike; what is refused or cut off leaves nothing.
 */
export async function receiveFile(ctx: Context, address: string, arriving: ArrivingFile) {
  try {
    const key = openFileAddress(ctx, 'upload', address)
    authorize(ctx, rightToSend(ctx))
    const known = await announced(ctx, key)
    const file = known.state === FileState.AWAITED ? await receive(ctx, known, arriving) : known
    if (file.state === FileState.QUARANTINED) throw infected()
    const { id, bytes, sha256, width, height, scanned } = file
    return { id, bytes, sha256, width, height, scanned }
  } finally {
    if (!arriving.body.readableEnded) await drain(arriving.body)
  }
}
