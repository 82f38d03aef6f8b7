import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { badInput } from '@vetgraph/kit/errors'
import { fileTypeFromFile } from 'file-type'
import { FileType } from './file.table.ts'

export const mediaTypes: Readonly<Record<FileType, string>> = {
  [FileType.JPEG]: 'image/jpeg',
  [FileType.PNG]: 'image/png',
  [FileType.WEBP]: 'image/webp',
  [FileType.PDF]: 'application/pdf',
  [FileType.DICOM]: 'application/dicom',
}

const extensions: Readonly<Record<FileType, readonly string[]>> = {
  [FileType.JPEG]: ['jpg', 'jpeg'],
  [FileType.PNG]: ['png'],
  [FileType.WEBP]: ['webp'],
  [FileType.PDF]: ['pdf'],
  [FileType.DICOM]: ['dcm', 'dicom'],
}

/** The name with the extension of its format: a computer opens by it what was saved. */
export function nameFor(name: string, type: FileType): string {
  const known = extensions[type]
  return known.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
    ? name
    : `${name}.${known[0]}`
}

/** The part of a file in which readers look for what it is. */
const headLength = 4096

const markup = /<(!doctype\s+html|html|head|body|script|svg|iframe)\b/i

async function headOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Refuses a content that is not of the format, and a PDF that is a web page as well. */
export async function checkContent(path: string, type: FileType) {
  const found = await fileTypeFromFile(path)
  if (found?.mime !== mediaTypes[type]) throw badInput('file', `The content is not ${type}.`)
  if (type === FileType.PDF && markup.test(await headOf(path))) {
    throw badInput('file', 'This PDF begins like a web page; print it to a new PDF.')
  }
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
