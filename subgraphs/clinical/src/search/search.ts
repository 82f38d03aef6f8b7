import { and, type AnyColumn, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { fold } from './fold.ts'

/** How a search narrows a list, and the text by which what it finds is ordered. */
export interface Search {
  where: SQL | undefined
  place: SQL<string>
}

interface Searched {
  /** Everything the thing is found by, its own name first. */
  searchText: AnyColumn
  sortName: AnyColumn
}

const longest = 100
const slots = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** What is looked for, as the values of a statement; `digits` are as they were typed. */
type Name = 'letter' | 'asked' | `${'word' | 'digits' | 'fragment'}${(typeof slots)[number]}`
export type Sought = { [Value in Name]?: string }
const numeric = /^[\d+()./-]+$/

/** The zero that is dialled at home only, as people write it beside the country code: +353 (0)87 … */
const trunkPrefix = /((?:^|\s)(?:\+|00)\d{1,3}[ .-]?)\(0\)/g

/** Words; the groups of one telephone or chip number become one word of digits. */
function wordsOf(query: string): Array<{ text: string; digits: boolean }> {
  const words: Array<{ text: string; digits: boolean }> = []
  for (const text of query.split(' ')) {
    const digits = numeric.test(text) && /\d/.test(text)
    const last = words.at(-1)
    if (digits && last?.digits) last.text += text.replaceAll(/\D/g, '')
    else words.push({ text: digits ? text.replaceAll(/\D/g, '') : text, digits })
  }
  return words.slice(0, slots.length)
}

/** A number dialled from here begins with zeros that the same number from abroad has not. */
const fragmentOf = (digits: string) => {
  const significant = digits.replace(/^0+/, '')
  return significant.length >= 3 ? significant : digits
}

/** The words of a search; nothing when nothing was typed. */
export function soughtBy(query: string | null | undefined): Sought {
  const asked = (query ?? '')
    .slice(0, longest)
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(trunkPrefix, '$1')
  if (asked === '') return {}
  if ([...asked].length < 2) return { letter: asked }
  const words = wordsOf(asked).map(({ text, digits }, slot) =>
    digits ? { [`digits${slot}`]: text, [`fragment${slot}`]: fragmentOf(text) } : { [`word${slot}`]: text },
  )
  return Object.assign({ asked }, ...words) as Sought
}

type Text = Placeholder | string

// Selects of their own are worked out once, and not for every row.
const folded = (text: Text) => sql<string>`(select ${fold(text)})`
const literally = (text: Text) =>
  sql<string>`(select regexp_replace(${fold(text)}, '([\\\\%_])', '\\\\\\1', 'g'))`

/**
 * A search as people type it: every word must resemble a word of the thing, a number may be any part
 * of a telephone or chip number, one letter is the beginning of the name. What is named exactly so
 * comes first, then what begins so, then what has words beginning so, then what only resembles it;
 * within these the more alike, then by name. The order is one text, so that pages continue by keyset.
 */
export function searchOf(
  sought: { [Value in Name]?: Text },
  { searchText, sortName }: Searched,
): Search | null {
  const { letter, asked } = sought
  if (letter) return { where: sql`${sortName} like ${literally(letter)} || '%'`, place: sql`${sortName}` }
  if (!asked) return null
  const among = (kind: 'word' | 'digits' | 'fragment') =>
    slots.flatMap((slot) => sought[`${kind}${slot}`] ?? [])
  const [words, digits, fragments] = [among('word'), among('digits'), among('fragment')]
  const whole = literally(asked)
  const matches = [
    ...words.map((word) => sql`${folded(word)} operator(public.<%) ${searchText}`),
    ...fragments.map((fragment) => sql`${searchText} like '%' || ${fragment}::text || '%'`),
  ]
  const begins = [...words, ...digits].map(
    (word) => sql`' ' || ${searchText} like '% ' || ${literally(word)} || '%'`,
  )
  const exact = or(
    sql`${sortName} = ${folded(asked)}`,
    sql`${sortName} like ${whole} || E'\\t%'`,
    sql`${searchText} like ${whole} || ' %'`,
    ...fragments.map((fragment) => sql`' ' || ${searchText} || ' ' like '% ' || ${fragment}::text || ' %'`),
  )
  const prefix = or(sql`${sortName} like ${whole} || '%'`, sql`${searchText} like ${whole} || '%'`)
  const alike = [
    ...words.map((word) => sql`public.word_similarity(${folded(word)}, ${searchText})`),
    ...digits.map(() => sql`1.0`),
  ]
  return {
    where: and(...matches),
    place: sql<string>`
      case when ${exact} then '0' when ${prefix} then '1' when ${and(...begins)} then '2' else '3' end
      || to_char(999 - round(((${sql.join(alike, sql` + `)}) / ${sql.raw(String(alike.length))} * 999)::numeric), 'FM000')
      || ' ' || ${sortName}`,
  }
}
