import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Context } from '../context.ts'
import { transact } from '../database/db.ts'
import { badInput, conflict } from '../errors.ts'
import { requireViewer } from '../access/authorize.ts'
import { sweep } from './sweep.ts'

const maxKey = 200

/** For how long a repetition is known to be one, in hours: over a weekend without a connection. */
const keptHours = 72

const keysOf = (ctx: Context) => sql`${sql.identifier(ctx.subgraph)}.idempotency_keys`

/** Forgets the keys that nobody repeats any more. */
export const sweepIdempotencyKeys = (ctx: Context) =>
  sweep(
    ctx,
    keysOf(ctx),
    sql`created_at < ${ctx.now().toISOString()}::timestamptz - ${keptHours} * interval '1 hour'`,
  )

/**
 * Runs a verb at most once per viewer and `Idempotency-Key`. The key stands in the same transaction
 * as what the verb writes: a repetition answers the id of the first result, another input under the
 * same key is refused, and a failed attempt leaves the key free.
 * A verb authorizes before it and checks everything else in `work`: a repetition is answered before
 * anything is checked, because what was true then may have changed since.
 */
export async function once(
  ctx: Context,
  verb: string,
  input: unknown,
  work: (ctx: Context) => Promise<string>,
): Promise<string> {
  return transact(ctx, async (ctx) => {
    const key = ctx.idempotencyKey
    if (key === null) return work(ctx)
    if (key.length === 0 || key.length > maxKey) {
      throw badInput('Idempotency-Key', `The Idempotency-Key must have 1 to ${maxKey} characters.`)
    }
    const actorId = requireViewer(ctx).userId
    const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
    const keys = keysOf(ctx)
    const taken = await ctx.db.execute(sql`
      insert into ${keys} (actor_id, key, verb, input_hash, created_at)
      values (${actorId}, ${key}, ${verb}, ${inputHash}, ${ctx.now().toISOString()})
      on conflict do nothing returning key`)
    if (taken.length === 0) {
      const [earlier] = await ctx.db.execute<{ verb: string; input_hash: string; result_id: string }>(
        sql`select verb, input_hash, result_id from ${keys} where actor_id = ${actorId} and key = ${key}`,
      )
      if (earlier?.verb === verb && earlier.input_hash === inputHash) return earlier.result_id
      throw conflict('This Idempotency-Key was used for something else.', { field: 'Idempotency-Key' })
    }
    const resultId = await work(ctx)
    await ctx.db.execute(
      sql`update ${keys} set result_id = ${resultId} where actor_id = ${actorId} and key = ${key}`,
    )
    return resultId
  })
}
