import { type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm'

/** Lower case and without accents, by the database's own function, so that both sides fold alike. */
export const fold = (text: AnyColumn | Placeholder | SQL | string): SQL<string> =>
  sql<string>`clinical.fold(${text})`

/** The pattern by which `like` finds a text anywhere in a folded one. */
export const anywhere = (text: string): SQL<string> =>
  sql<string>`'%' || regexp_replace(${fold(text)}, '([%_\\\\])', '\\\\\\1', 'g') || '%'`
