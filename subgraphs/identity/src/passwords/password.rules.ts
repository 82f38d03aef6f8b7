import { badInput } from '@vetgraph/kit/errors'

const fewestCharacters = 10

/** bcrypt ignores bytes beyond this. */
export const maxBytes = 72

interface Person {
  email: string
  firstName: string
  lastName: string
}

/** An upper limit for the decomposed form of a password: normalising a megabyte would take seconds. */
const maxTyped = 400

/**
 * A password in the one form in which it is hashed, however the keyboard has put it together: the profile OpaqueString
 * of RFC 8265, which is NFC with every blank an ASCII one.
 */
export const prepared = (password: string) =>
  password
    .slice(0, maxTyped)
    .replaceAll(/\p{Zs}/gu, ' ')
    .normalize('NFC')

let commonest: Promise<ReadonlySet<string>> | null = null

/** The most common passwords; loaded when a password is first chosen. */
const commonPasswords = () =>
  (commonest ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(String)),
  ))

/** Without digits and punctuation around the word. */
const bare = (password: string) =>
  password.toLowerCase().replace(/^[^\p{L}]{0,4}(?=\p{L})|(?<=\p{L})[^\p{L}]{0,4}$/gu, '')

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')

/** The words by which others know somebody, alone and together. */
function wordsOf({ email, firstName, lastName }: Person): string[] {
  const names = [firstName, lastName]
  const words = [email, email.split('@')[0]!, ...names, names.join(''), [...names].reverse().join('')]
  return words.map(plain).filter(Boolean)
}

/** Refuses, in the field's name, a password that is easily guessed or that could not be kept whole. */
export async function checkPassword(field: string, typed: string, person: Person) {
  const password = prepared(typed)
  if ([...password].length < fewestCharacters) {
    throw badInput(field, `A password has at least ${fewestCharacters} characters.`)
  }
  if (Buffer.byteLength(password) > maxBytes || password.includes('\0')) {
    throw badInput(field, `A password has at most ${maxBytes} letters, digits and signs.`)
  }
  const known = await commonPasswords()
  const bared = bare(password)
  if (known.has(password.toLowerCase()) || known.has(bared) || new Set(bared).size < 4) {
    throw badInput(
      field,
      'This password is among the first that others would try. Four unrelated words are good.',
    )
  }
  const words = wordsOf(person)
  if (words.includes(plain(password)) || words.includes(plain(bared))) {
    throw badInput(field, 'Your own name or address is easily guessed. Choose something else.')
  }
}
