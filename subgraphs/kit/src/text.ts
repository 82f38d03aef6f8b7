import { badInput } from './errors.ts'

/** Characters of a text at most: of one line, of a reason, and of a page. */
export const maxName = 200
export const maxReason = 1000
export const maxNote = 10_000

const unfitForOneLine = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u
const nothingToSee = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u

/** Turns the writing direction of what follows, so that a text reads otherwise than it is stored. */
const directionOverrides = /[\u202A-\u202E]/g

/** Formatting that nobody sees, by which two names that look alike differ; joiners stand apart. */
const invisible = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g

/** A letter of a script in which joiners change the writing. */
const joined = String.raw`[[\p{L}\p{M}]--[\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Zinh}]]`
const picture = String.raw`[\p{ExtPict}\p{EMod}\uFE0F]`

/** Joiners, but for those within words of such scripts (Persian, Hindi, …) and within one emoji. */
const looseJoiners = new RegExp(
  String.raw`(?!(?<=${joined}).(?=${joined})|(?<=${picture})\u200D(?=\p{ExtPict}))[\u200C\u200D]`,
  'gv',
)

/** A text of one line as it is kept: without blanks around it and without formatting that nobody sees. */
export const oneLine = (text: string): string =>
  text.replaceAll(invisible, '').replaceAll(looseJoiners, '').trim()

/** A text of several lines, whose right-to-left writing may need marks; overrides of the direction it does not. */
const severalLines = (text: string): string => text.replaceAll(directionOverrides, '').trim()

/** The text as it is kept; empty, too long and what cannot be shown are refused in the field's name. */
export function requiredText(field: string, text: string, max: number = maxName): string {
  const isOneLine = max <= maxName
  const kept = isOneLine ? oneLine(text) : severalLines(text)
  if (nothingToSee.test(kept)) throw badInput(field, 'This cannot be empty.')
  if (kept.length > max) throw badInput(field, `At most ${max} characters.`)
  const unfit = isOneLine ? unfitForOneLine.test(kept) : kept.includes('\0')
  if (unfit) throw badInput(field, 'This has characters that cannot be shown.')
  return kept
}

/** The same for what may be left out: nothing and blanks are null. */
export function optionalText(
  field: string,
  text: string | null | undefined,
  max: number = maxName,
): string | null {
  return text?.trim() ? requiredText(field, text, max) : null
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
 * Whether two addresses are certainly the same mailbox, for security decisions. Only ASCII is compared: PostgreSQL
 * folds `İ` to `i`, which would be another domain.
 */
export const isSameMailbox = (one: string, other: string) => lowerAscii(one) === lowerAscii(other)
