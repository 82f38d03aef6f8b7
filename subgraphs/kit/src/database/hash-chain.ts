import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'

/** Each entry of a chain is hashed with the hash of the one before it, by the database itself. */
export const chainSchema = `
  create or replace function vetgraph.chained(before_it bytea, entry jsonb) returns bytea
    language sql immutable as $$ select sha256(before_it || convert_to(entry::text, 'UTF8')) $$;`

interface Chain {
  table: SQL
  /** The column of an entry's place in the chain, without gaps from 1 on. */
  place: 'position' | 'number'
  /** The function that hashes an entry with the hash before it. */
  hash: 'identity.audit_hash' | 'inventory.register_hash'
  /** Which entries are of the chain, when the table has several. */
  of?: SQL
}

export interface Stretch {
  entries: number
  last: number
  missing: number | null
  changed: number | null
}

/** Recomputes the hashes of the entries after a place, each with the hash of the previous one. */
export async function hashStretch(
  ctx: Context,
  { table, place, hash, of = sql`true` }: Chain,
  { after, hashBefore, limit }: { after: number; hashBefore: string; limit: number },
): Promise<Stretch> {
  const column = sql.identifier(place)
  const [stretch] = await ctx.db.execute<Record<keyof Stretch, number | null>>(sql`
    select count(*)::int as entries, max(place)::float as last,
      min(expected) filter (where place <> expected)::float as missing,
      min(place) filter (where hash <> computed)::float as changed
    from (
      select place, hash, ${after} + row_number() over placed as expected,
        ${sql.raw(hash)}(lag(hash, 1, decode(${hashBefore}, 'hex')) over placed, entry) as computed
      from (
        select entry.${column} as place, entry.hash, entry from ${table} entry
        where ${of} ${after > 0 ? sql`and entry.${column} > ${after}` : sql``}
        order by entry.${column} limit ${limit}
      ) stretch
      window placed as (order by place)
    ) hashed`)
  const { entries, last, missing, changed } = stretch!
  return { entries: entries ?? 0, last: last ?? after, missing: missing ?? null, changed: changed ?? null }
}
