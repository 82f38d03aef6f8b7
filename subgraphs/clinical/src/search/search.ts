import type { Context } from '@vetgraph/kit/context'
import { and, type AnyColumn, or, type SQL, sql } from 'drizzle-orm'
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
const mostWords = 8
const numeric = /^[\d+()./-]+$/

/** Words; the groups of one telephone or chip number become one word of digits. */
function wordsOf(query: string): Array<{ text: string; digits: boolean }> {
  const words: Array<{ text: string; digits: boolean }> = []
  for (const text of query.split(' ')) {
    const digits = numeric.test(text) && /\d/.test(text)
    const last = words.at(-1)
    if (digits && last?.digits) last.text += text.replaceAll(/\D/g, '')
    else words.push({ text: digits ? text.replaceAll(/\D/g, '') : text, digits })
  }
  return words.slice(0, mostWords)
}

const literally = (text: SQL): SQL<string> =>
  sql<string>`regexp_replace(${text}, '([\\\\%_])', '\\\\\\1', 'g')`

/** A number dialled from here begins with zeros that the same number from abroad has not. */
const fragmentOf = (digits: string) => {
  const significant = digits.replace(/^0+/, '')
  return significant.length >= 3 ? significant : digits
}

/**
 * A search as people type it: every word must resemble a word of the thing, a number may be any part
 * of a telephone or chip number, one letter is the beginning of the name. What is named exactly so
 * comes first, then what begins so, then what has words beginning so, then what only resembles it;
 * within these the more alike, then by name. The order is one text, so that pages continue by keyset.
 */
export function searchOf(
  query: string | null | undefined,
  { searchText, sortName }: Searched,
): Search | null {
  const asked = (query ?? '').slice(0, longest).trim().replaceAll(/\s+/g, ' ')
  if (asked === '') return null
  const whole = literally(fold(asked))
  if ([...asked].length < 2) {
    return { where: sql`${sortName} like ${whole} || '%'`, place: sql<string>`${sortName}` }
  }
  const words = wordsOf(asked)
  const matches = words.map(({ text, digits }) =>
    digits
      ? sql`${searchText} like ${`%${fragmentOf(text)}%`}`
      : sql`${fold(text)} operator(public.<%) ${searchText}`,
  )
  const begins = words.map(
    ({ text }) => sql`' ' || ${searchText} like '% ' || ${literally(fold(text))} || '%'`,
  )
  const exact = or(
    sql`${sortName} = ${fold(asked)}`,
    sql`${sortName} like ${whole} || E'\\t%'`,
    sql`${searchText} like ${whole} || ' %'`,
    ...words
      .filter(({ digits }) => digits)
      .map(({ text }) => sql`' ' || ${searchText} || ' ' like ${`% ${fragmentOf(text)} %`}`),
  )
  const prefix = or(sql`${sortName} like ${whole} || '%'`, sql`${searchText} like ${whole} || '%'`)
  const alike = sql.join(
    words.map(({ text, digits }) =>
      digits ? sql`1.0` : sql`public.word_similarity(${fold(text)}, ${searchText})`,
    ),
    sql` + `,
  )
  return {
    where: and(...matches),
    place: sql<string>`
      case when ${exact} then '0' when ${prefix} then '1' when ${and(...begins)} then '2' else '3' end
      || to_char(999 - round(((${alike}) / ${sql.raw(String(words.length))} * 999)::numeric), 'FM000')
      || ' ' || ${sortName}`,
  }
}

/** How alike two words must be, from 0 to 1: "Bela" and "Bella" are, "Bela" and "Ben" are not. */
const tolerance = '0.5'

/** Reads with this hospital's tolerance for typing mistakes, which the trigram index asks the setting for. */
export const tolerantly = <T>(ctx: Context, read: (ctx: Context) => Promise<T>): Promise<T> =>
  ctx.db.transaction(async (db) => {
    await db.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${tolerance}, true)`)
    return read({ ...ctx, db })
  })
