import { badInput } from '@vetgraph/kit/errors'
import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import type { PhotoInput } from './picture.types.ts'

const maxBytes = 64 * 1024
/** Displaying an image decodes all pixels: a few bytes can take a gigabyte. */
const maxPixels = 2048 * 2048
const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/

/** The picture's bytes, which must be what they are said to be. */
export async function contentOf({ content, mediaType }: PhotoInput, field = 'content'): Promise<Buffer> {
  if (content.length > Math.ceil(maxBytes / 3) * 4) throw badInput(field, 'At most 64 KiB.')
  if (!content || !base64.test(content)) throw badInput(field, 'This is not base64.')
  const bytes = Buffer.from(content, 'base64')
  if (bytes.length > maxBytes) throw badInput(field, 'At most 64 KiB.')
  const found = await fileTypeFromBuffer(bytes)
  if (found?.mime !== mediaType) throw badInput(field, `This is not ${mediaType}.`)
  const pixels = pixelsOf(bytes)
  if (pixels === null) throw badInput(field, `This is not ${mediaType}.`)
  if (pixels > maxPixels) throw badInput(field, 'At most 2,048 × 2,048 pixels.')
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
