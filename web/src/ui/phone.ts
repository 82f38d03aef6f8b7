import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

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

/** A number as it is sent: with the country in which it was typed, for one without a country code (RFC 3966). */
export function sentPhone(text: string, country: string | null): string {
  const here = known(country)
  return here && !/^\s*(\+|00|$)/.test(text) ? `${text};phone-context=+${getCountryCallingCode(here)}` : text
}
