import { badInput } from './errors.ts'

/** Longest texts: what is written on one line, and what fills a page. */
export const longestName = 200
export const longestNote = 10_000

// Control characters and overrides of the writing direction, which can make one name look like another.
const unfitForOneLine = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u
const nothingToSee = /^[\s\p{Cf}]*$/u

/** The text without blanks around it; empty, too long and what cannot be shown are refused in the field's name. */
export function requiredText(field: string, text: string, longest: number = longestName): string {
  const trimmed = text.trim()
  if (nothingToSee.test(trimmed)) throw badInput(field, 'This cannot be empty.')
  if (trimmed.length > longest) throw badInput(field, `At most ${longest} characters.`)
  const unfit = longest <= longestName ? unfitForOneLine.test(trimmed) : trimmed.includes('\0')
  if (unfit) throw badInput(field, 'This has characters that cannot be shown.')
  return trimmed
}

/** The same for what may be left out: nothing and blanks are null. */
export function optionalText(
  field: string,
  text: string | null | undefined,
  longest: number = longestName,
): string | null {
  return text?.trim() ? requiredText(field, text, longest) : null
}

/** The value when the input carried one; a null is refused where the hospital needs something. */
export function given<T>(field: string, value: T | null | undefined, otherwise: T): T {
  if (value === null) throw badInput(field, 'This cannot be empty.')
  return value === undefined ? otherwise : value
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** An e-mail address by its shape. */
export function requiredEmail(field: string, text: string): string {
  const email = requiredText(field, text, 254)
  if (!emailShape.test(email)) throw badInput(field, 'This is not an e-mail address.')
  return email
}

/** The same, or null. */
export const optionalEmail = (field: string, text: string | null | undefined): string | null =>
  text?.trim() ? requiredEmail(field, text) : null

const lowerAscii = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/**
 * Whether two addresses are surely one mailbox, where that opens something. Of other than ASCII letters nobody knows:
 * PostgreSQL folds `İ` to `i`, but as part of a domain it names another.
 */
export const isSameMailbox = (one: string, other: string) => lowerAscii(one) === lowerAscii(other)

const phoneShape = /^\+?[\d\s()./-]+$/

/** A telephone number as it was typed, with 7 to 15 digits, or null. */
export function optionalPhone(field: string, text: string | null | undefined): string | null {
  const phone = optionalText(field, text, 40)
  if (phone === null) return null
  const digits = phone.replaceAll(/\D/g, '').length
  if (!phoneShape.test(phone) || digits < 7 || digits > 15) {
    throw badInput(field, 'A telephone number has 7 to 15 digits, with +, blanks and brackets if you like.')
  }
  return phone
}
