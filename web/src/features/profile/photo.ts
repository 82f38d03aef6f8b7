import type { PhotoInput } from '../../gql/types'

export const photoSize = 256

/** The part of a picture that fills a square: the middle, and of a tall picture rather the upper half, where faces are. */
export function squareIn(width: number, height: number): { x: number; y: number; size: number } {
  const size = Math.min(width, height)
  return { x: (width - size) / 2, y: (height - size) / 4, size }
}

async function encode(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.85))
  // A browser that cannot write the format answers with PNG.
  return blob?.type === type ? blob : null
}

const inBase64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** A picture from the disk or the camera, cut to a square of 256 pixels; throws when it is none. */
export async function readPhoto(file: Blob): Promise<PhotoInput> {
  const picture = await createImageBitmap(file)
  const canvas = document.createElement('canvas')
  canvas.width = photoSize
  canvas.height = photoSize
  const { x, y, size } = squareIn(picture.width, picture.height)
  canvas.getContext('2d')?.drawImage(picture, x, y, size, size, 0, 0, photoSize, photoSize)
  picture.close()
  const webp = await encode(canvas, 'image/webp')
  const blob = webp ?? (await encode(canvas, 'image/jpeg'))
  if (!blob) throw new Error('The picture cannot be written.')
  return { content: await inBase64(blob), mediaType: webp ? 'WEBP' : 'JPEG' }
}
