import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import sharp from 'sharp'
import { contentOf } from '../pictures/picture.ts'
import type { PhotoInput } from '../pictures/picture.types.ts'
import { hospitalLogos } from './hospital.table.ts'

const size = { width: 600, height: 200 }
const maxBytes = 65_536

/** The logo made anew from its pixels: whatever else the file contained is gone, and every document can show it. */
async function logoFrom(input: PhotoInput): Promise<Buffer> {
  const content = await contentOf(input, 'logo')
  const made = await sharp(content)
    .resize({ ...size, fit: 'inside', withoutEnlargement: true })
    .png({ palette: true })
    .toBuffer()
    .catch(() => {
      throw badInput('logo', 'This is not an image.')
    })
  if (made.length > maxBytes) throw badInput('logo', 'This has too many details for a logo.')
  return made
}

/**
 * Keeps another logo, or none for null.
 * no authorization: the verb that changes the settings asked. no audit: it says that the logo has changed.
 */
export async function keepLogo(ctx: Context, id: number, logo: PhotoInput | null) {
  if (logo === null) {
    await ctx.db.delete(hospitalLogos)
    return
  }
  const content = await logoFrom(logo)
  await ctx.db
    .insert(hospitalLogos)
    .values({ id, content })
    .onConflictDoUpdate({ target: hospitalLogos.id, set: { content } })
}

/**
 * The logo as an address that a browser and a document show; null when there is none.
 * no authorization: it is written on the door.
 */
export async function logoUrl(ctx: Context): Promise<string | null> {
  const [logo] = await ctx.db.select().from(hospitalLogos)
  return logo ? `data:image/png;base64,${logo.content.toString('base64')}` : null
}
