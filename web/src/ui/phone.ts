import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

const known = (country: string | null): CountryCode | undefined =>
  country !== null && isSupportedCountry(country) ? country : undefined

/** A number for reading: one of the country as it is dialled there, others with + and their country code. */
export function phoneText(number: string, country: string | null): string {
  const read = number.startsWith('+') ? parsePhoneNumberFromString(number) : undefined
  if (!read) return number
  const here = known(country) && parsePhoneNumberFromString(read.formatNational(), known(country))
  return here?.number === read.number ? read.formatNational() : read.formatInternational()
}

/** A number as the hospital keeps it, as far as can be said here: E.164. */
export const storedPhone = (text: string, country: string | null): string =>
  parsePhoneNumberFromString(text, { defaultCountry: known(country), extract: false })?.number ?? text.trim()
