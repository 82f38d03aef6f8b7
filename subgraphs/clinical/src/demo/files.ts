import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPet, DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { fileStoreOf } from '@vetgraph/kit/files/store'
import { addMinutes } from '@vetgraph/kit/time'
import sharp from 'sharp'
import { FileKind, files, FileState, FileType } from '../files/file.table.ts'
import { thumbnailKeyOf } from '../files/receive.service.ts'
import { portraitImage, portraits, radiographImage } from './pictures.ts'

/** How many patients have a photo: those seen on the first screens. */
const withPhoto = 24
const daysBetween = 43

interface Picture {
  content: Buffer
  thumbnail: Buffer
  width: number
  height: number
}

async function pictureOf(content: Buffer): Promise<Picture> {
  const { width, height } = await sharp(content).metadata()
  const thumbnail = await sharp(content).resize(320, 320, { fit: 'inside' }).webp().toBuffer()
  return { content, thumbnail, width, height }
}

interface Shown {
  pet: DemoPet
  picture: Picture
  name: string
  kind: FileKind
  takenAt: Date
}

/** The patients who come soonest or came last, and those of the portal’s household, of a species that has a portrait. */
function petsWithPhoto(ctx: Context, { owners, pets, visits }: DemoPlan): DemoPet[] {
  const soonest = [...visits].sort(
    (a, b) =>
      Math.abs(a.startsAt.getTime() - ctx.now().getTime()) -
      Math.abs(b.startsAt.getTime() - ctx.now().getTime()),
  )
  const ofPortal = pets.filter(({ ownerId }) => ownerId === owners[0]?.id)
  const known = new Set<string>(portraits.map(({ species }) => species))
  const all = new Map([...ofPortal, ...soonest.map(({ pet }) => pet)].map((pet) => [pet.id, pet]))
  return [...all.values()].filter(({ species }) => known.has(species.id)).slice(0, withPhoto)
}

/** Photos of some patients, and two radiographs of those of the portal’s household, which can be compared. */
export async function loadFiles(ctx: Context, plan: DemoPlan) {
  const photographed = petsWithPhoto(ctx, plan)
  if (photographed.length === 0) return
  const pictures = await Promise.all(
    portraits.map(async (_portrait, number) => pictureOf(await portraitImage(number))),
  )
  const radiographs = await Promise.all(
    [false, true].map(async (shadow) => pictureOf(await radiographImage(shadow))),
  )
  const ago = (days: number) => addMinutes(ctx.now(), -days * 24 * 60)
  const shown: Shown[] = [
    ...photographed.map((pet, number) => {
      const fitting = portraits.flatMap(({ species }, at) => (species === pet.species.id ? [at] : []))
      const picture = pictures[fitting[number % fitting.length]!]!
      return { pet, picture, name: `${pet.name}.jpg`, kind: FileKind.PHOTO, takenAt: ago(30 + number) }
    }),
    ...photographed
      .filter(({ ownerId }) => ownerId === plan.owners[0]?.id)
      .flatMap((pet) =>
        radiographs.map((picture, number) => ({
          pet,
          picture,
          name: `Thorax lateral ${number + 1}.jpg`,
          kind: FileKind.IMAGING,
          takenAt: ago(10 + (radiographs.length - 1 - number) * daysBetween),
        })),
      ),
  ]
  const by = plan.vets[0]!.id
  const store = await fileStoreOf(ctx.settings)
  const rows = shown.map(({ pet, picture, name, kind, takenAt }, number): typeof files.$inferInsert => {
    const id = demoId('file', number)
    const isPetPhoto = kind === FileKind.PHOTO
    return {
      id,
      petId: pet.id,
      state: FileState.ATTACHED,
      kind,
      name,
      type: FileType.JPEG,
      bytes: picture.content.length,
      sha256: createHash('sha256').update(picture.content).digest('hex'),
      width: picture.width,
      height: picture.height,
      contentKey: `${id}.demo`,
      thumbnailBytes: picture.thumbnail.length,
      scanned: false,
      isPetPhoto,
      takenAt,
      uploadedBy: by,
      requestedAt: takenAt,
      receivedAt: takenAt,
      attachedAt: takenAt,
      attachedBy: by,
      releasedAt: isPetPhoto ? takenAt : null,
      releasedBy: isPetPhoto ? by : null,
    }
  })
  await Promise.all(
    shown.map(async ({ picture: { content, thumbnail } }, number) => {
      const key = rows[number]!.contentKey!
      await store.put(key, Readable.from([content]), content.length)
      await store.put(thumbnailKeyOf(key), Readable.from([thumbnail]), thumbnail.length)
    }),
  )
  await insertRows(ctx, files, rows)
}
