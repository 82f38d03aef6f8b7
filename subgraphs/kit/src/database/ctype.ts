import type postgres from 'postgres'
import { connect } from './connect.ts'

/** The character classes by which pg_trgm tells letters from other signs; with `C` it knows ASCII only. */
export const unicodeCtype = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'

/** Whether searches find names in all scripts: Петров has as many trigrams as Petrov. */
export async function knowsAllScripts(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`select cardinality(show_trgm('Петров')) > 0 as known`
  return row!['known'] as boolean
}

const trigramIndexes = `
  select distinct indexrelid::regclass::text as name
  from pg_index, unnest(indclass) class join pg_opclass on pg_opclass.oid = class
  where opcname in ('gin_trgm_ops', 'gist_trgm_ops')`

/**
 * Gives a database of our own that was made with LC_CTYPE `C`, as all were until 2026-11-29, the character classes of
 * Unicode. The order of texts stays as it is, so that only the trigram indexes are made anew.
 */
export async function learnAllScripts(url: string) {
  const before = connect(url, { max: 1, onnotice: () => {} })
  await before`create extension if not exists pg_trgm`
  const known = await knowsAllScripts(before)
  if (!known)
    await before`update pg_database set datctype = ${unicodeCtype} where datname = current_database()`
  await before.end()
  if (known) return
  // Character classes are read when a connection is opened.
  const after = connect(url, { max: 1, onnotice: () => {} })
  for (const { name } of await after.unsafe(trigramIndexes)) await after.unsafe(`reindex index ${name}`)
  await after.end()
}
