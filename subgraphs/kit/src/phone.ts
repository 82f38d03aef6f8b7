import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { Context } from './context.ts'
import { badInput } from './errors.ts'
import { requiredText } from './text.ts'

type Zoned = Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] }

let countryOfZone: ReadonlyMap<string, CountryCode> | null = null

const countriesByZone = () =>
  new Map(
    getCountries().flatMap((country) => {
      const locale: Zoned = new Intl.Locale(`und-${country}`)
      return (locale.getTimeZones?.() ?? locale.timeZones ?? []).map((zone) => [zone, country] as const)
    }),
  )

/** The country of an IANA time zone, ISO 3166-1 alpha-2; null for zones of no country, like UTC. */
export function countryOf(timeZone: string): CountryCode | null {
  countryOfZone ??= countriesByZone()
  const { timeZone: canonical } = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions()
  return countryOfZone.get(timeZone) ?? countryOfZone.get(canonical) ?? null
}

const countriesWith = (callingCode: string) =>
  getCountries().filter((country) => getCountryCallingCode(country) === callingCode)

/**
 * A telephone number in E.164 form, however it is written; null when it is none. Without a country code it must be a
 * number that exists: in the country of its `;phone-context=+353` (RFC 3966), or else in the first of the zones' that has it.
 */
export function phoneNumberOf(text: string, timeZones: readonly string[]): string | null {
  const [number = '', context] = text
    .normalize('NFKC')
    .replace(/^\s*tel:/i, '')
    .replaceAll(/\p{Pd}/gu, '-')
    .split(';phone-context=+')
  if (!/^[\d\s+()./-]+$/.test(number)) return null
  const abroad = parsePhoneNumberFromString(number.replace(/^\s*00/, '+'), { extract: false })
  if (abroad) return abroad.isPossible() ? abroad.number : null
  const countries = [
    ...(context === undefined ? [] : countriesWith(context)),
    ...timeZones.flatMap((zone) => countryOf(zone) ?? []),
  ]
  for (const defaultCountry of countries) {
    const read = parsePhoneNumberFromString(number, { defaultCountry, extract: false })
    if (read?.isValid()) return read.number
  }
  return null
}

/** The same for what must be a telephone number, refused in the field's name. */
export function requiredPhone(field: string, text: string, timeZones: readonly string[]): string {
  const number = phoneNumberOf(requiredText(field, text), timeZones)
  if (number !== null) return number
  throw badInput(field, 'This is not a telephone number. One from abroad begins with + and its country code.')
}

/** The time zones of locations, those at which the viewer works first. */
export function timeZonesFor(
  { viewer }: Pick<Context, 'viewer'>,
  locations: ReadonlyArray<{ id: string; timeZone: string }>,
): string[] {
  const own = new Set(viewer?.grants.map(({ locationId }) => locationId))
  const [near, far] = [true, false].map((isOwn) => locations.filter(({ id }) => own.has(id) === isOwn))
  return [...near!, ...far!].map(({ timeZone }) => timeZone)
}

/** A number that was kept as it was typed, before numbers were kept in E.164 form. */
export const isAsTyped = (phone: PgColumn) => sql`${phone} !~ '^\\+[0-9]+$'`

const batch = 500

/**
 * Brings numbers that were kept as they were typed to E.164 form; what is no telephone number stays.
 * no authorization: the software itself does it at its start. no audit: no number changes, only how it is written.
 */
export async function standardisePhones(
  ctx: Context,
  table: PgTable & { id: PgColumn; phone: PgColumn },
  timeZones: readonly string[],
) {
  for (let last: string | null = null; ;) {
    const rows: Array<{ id: string; phone: string }> = (await ctx.db
      .select({ id: table.id, phone: table.phone })
      .from(table as PgTable)
      .where(and(isAsTyped(table.phone), last === null ? undefined : gt(table.id, last)))
      .orderBy(asc(table.id))
      .limit(batch)) as Array<{ id: string; phone: string }>
    for (const { id, phone } of rows) {
      const number = phoneNumberOf(phone, timeZones)
      if (number === null) continue
      // Whoever changes it meanwhile has the last word.
      const unchanged = and(eq(table.id, id), eq(table.phone, phone))
      await ctx.db
        .update(table as PgTable)
        .set({ phone: number } as never)
        .where(unchanged)
    }
    if (rows.length < batch) return
    last = rows.at(-1)!.id
  }
}
