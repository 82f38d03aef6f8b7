import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound, stale } from '@vetgraph/kit/errors'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { changesOf } from '@vetgraph/kit/work/writing'
import { hospital, type HospitalRow } from './hospital.table.ts'
import type { UpdateSettingsInput } from './hospital.types.ts'
import { keepLogo } from './logo.service.ts'

/** Everybody who is signed in may know whose hospital it is. */
export async function findSettings(ctx: Context): Promise<HospitalRow | null> {
  requireViewer(ctx)
  return hospitalRow(ctx)
}

/**
 * The hospital's name and language; null before it is set up.
 * no authorization: they are written on the door.
 */
export async function hospitalRow(ctx: Context): Promise<HospitalRow | null> {
  const [row] = await ctx.db.select().from(hospital)
  return row ?? null
}

/** The hospital's name; null before it is set up. */
export const hospitalName = async (ctx: Context): Promise<string | null> =>
  (await hospitalRow(ctx))?.name ?? null

/** The language and region as BCP 47 writes it; BAD_USER_INPUT for one in which no date can be written. */
export function requiredLocale(field: string, text: string): string {
  try {
    const [locale] = Intl.DateTimeFormat.supportedLocalesOf(text)
    if (locale) return locale
  } catch {
    // Text of another form is refused in the same words.
  }
  throw badInput(field, 'This is no language and region like en-GB or de-CH.')
}

/** The address as a browser opens it; BAD_USER_INPUT for anything but a web site. */
function requiredWebsite(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw badInput('website', 'A web site begins with https://, like https://harbour.example.')
  return text
}

const hospitalValues = ({ name, locale, phone, email, website }: HospitalRow) => ({
  name,
  locale,
  phone,
  email,
  website,
})

/** Changes what the hospital decided for all its locations (S2). */
export async function updateSettings(ctx: Context, input: UpdateSettingsInput): Promise<HospitalRow> {
  authorize(ctx, 'hospital:write')
  return transact(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(hospital).for('update')
    if (!before) throw notFound('hospital')
    if (before.version !== input.version) throw stale(hospitalValues(before), before.version)
    const changes = changesOf(hospital, input, ['name', 'locale', 'phone', 'email', 'website'])
    if (changes.locale) changes.locale = requiredLocale('locale', changes.locale)
    if (changes.website) changes.website = requiredWebsite(changes.website)
    if (input.logo !== undefined) await keepLogo(ctx, before.id, input.logo)
    const [after] = await ctx.db
      .update(hospital)
      .set({ ...changes, version: before.version + 1 })
      .returning()
    await audit(ctx, 'hospital.update', {
      entity: 'Hospital',
      entityId: String(before.id),
      before: hospitalValues(before),
      after: {
        ...hospitalValues(after!),
        ...(input.logo !== undefined && { logo: input.logo ? 'changed' : 'removed' }),
      },
    })
    return after!
  })
}
