import { stat } from 'node:fs/promises'
import { badInput } from '@vetgraph/kit/errors'
import sharp, { type Sharp } from 'sharp'
import { FileType } from './file.table.ts'

/** All pixels are decoded at once when an image is turned: 240 MB of memory. */
const maxPixels = 80_000_000
const thumbnailSide = 320

sharp.cache(false)

type ImageType = FileType.JPEG | FileType.PNG | FileType.WEBP

export const isImage = (type: FileType): type is ImageType => type in writers

const writers: Readonly<Record<ImageType, (image: Sharp) => Sharp>> = {
  [FileType.JPEG]: (image) => image.jpeg({ quality: 92 }),
  [FileType.PNG]: (image) => image.png(),
  [FileType.WEBP]: (image) => image.webp({ quality: 92 }),
}

export interface MadeImage {
  bytes: number
  width: number
  height: number
  thumbnailBytes: number
}

let turn: Promise<unknown> = Promise.resolve()

/** One image at a time, however many arrive: each takes memory for all its pixels. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => {})
  return mine
}

const reading = { limitInputPixels: maxPixels, failOn: 'error' } as const

async function checkSize(path: string) {
  const { width, height } = await sharp(path, { ...reading, limitInputPixels: false }).metadata()
  if (width * height > maxPixels) {
    throw badInput('file', `This image has ${width} × ${height} pixels; at most ${maxPixels / 1e6} million.`)
  }
}

async function make(path: string, type: ImageType, made: string, thumbnail: string): Promise<MadeImage> {
  try {
    await checkSize(path)
    const { width, height } = await writers[type](sharp(path, reading).autoOrient()).toFile(made)
    const { size } = await sharp(made, reading)
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(thumbnail)
    return { bytes: (await stat(made)).size, width, height, thumbnailBytes: size }
  } catch (error) {
    if (error instanceof Error && error.name === 'DomainError') throw error
    throw badInput('file', 'This image is damaged or incomplete.')
  }
}

/** Writes an image anew, upright and without metadata, which may hold places, and writes its thumbnail beside it. */
export const makeImage = (...image: Parameters<typeof make>): Promise<MadeImage> =>
  inTurn(() => make(...image))
