import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { badInput } from '../errors.ts'

const prefix = 'data:image/png;base64,'
const start = Buffer.from('89504e470d0a1a0a', 'hex')
const maxBytes = 60_000
const maxWidth = 1200
const maxHeight = 600
/** Eight bits each of red, green, blue and opacity, as browsers write it. */
const bytesPerPixel = 4
const eightBitColour = Buffer.from([8, 6, 0, 0, 0])

const refuse = () => badInput('signature', 'A signature is a PNG image of at most 1200 × 600 pixels.')

function chunksOf(png: Buffer): ReadonlyArray<readonly [string, Buffer]> {
  if (!png.subarray(0, start.length).equals(start)) throw refuse()
  const chunks: Array<readonly [string, Buffer]> = []
  let at = start.length
  while (at + 12 <= png.length) {
    const length = png.readUInt32BE(at)
    const data = png.subarray(at + 8, at + 8 + length)
    if (data.length < length) throw refuse()
    chunks.push([png.toString('latin1', at + 4, at + 8), data])
    at += 12 + length
  }
  return chunks
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A PNG image of pixels as the format has them, packed. */
export function pngOf(width: number, height: number, packed: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set(eightBitColour, 8)
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))])
}

/**
 * The image of a signature, made anew from its pixels alone: whatever else the file contained is gone, and documents
 * can be made of it. BAD_USER_INPUT for anything but an image as browsers write it.
 */
export function signatureFrom(dataUrl: string): Buffer {
  if (!dataUrl.startsWith(prefix) || dataUrl.length > prefix.length + maxBytes * 2) throw refuse()
  const png = Buffer.from(dataUrl.slice(prefix.length), 'base64')
  const chunks = chunksOf(png)
  const header = chunks[0]
  if (header?.[0] !== 'IHDR' || header[1].length !== 13) throw refuse()
  const [width, height] = [header[1].readUInt32BE(0), header[1].readUInt32BE(4)]
  const isPlain = header[1].subarray(8).equals(eightBitColour)
  if (!isPlain || width < 1 || height < 1 || width > maxWidth || height > maxHeight) throw refuse()
  const stride = 1 + width * bytesPerPixel
  let pixels: Buffer
  try {
    const packed = chunks.flatMap(([type, data]) => (type === 'IDAT' ? [data] : []))
    pixels = inflateSync(Buffer.concat(packed), { maxOutputLength: stride * height })
  } catch {
    throw refuse()
  }
  if (pixels.length !== stride * height) throw refuse()
  for (let row = 0; row < height; row += 1) if (pixels[row * stride]! > 4) throw refuse()
  const made = pngOf(width, height, deflateSync(pixels))
  if (made.length > maxBytes) throw refuse()
  return made
}
