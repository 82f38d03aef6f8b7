import { type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm'

/** Lower case and without accents, by the database's own function, so that both sides fold alike. */
export const fold = (text: AnyColumn | Placeholder | SQL | string): SQL<string> =>
  sql<string>`clinical.fold(${text})`
