import type { Context } from '@vetgraph/kit/context'
import { sweep } from '@vetgraph/kit/work/sweep'
import { sql } from 'drizzle-orm'
import { bulkMessages } from './bulk-message.table.ts'

/** For how long a bulk message says to whom it was sent. */
const keptYears = 2

/**
 * Forgets what was sent long ago, with its recipients.
 * no authorization: it is the hospital's own work. no audit: the retention is the rule.
 */
export const sweepBulkMessages = (ctx: Context) =>
  sweep(
    ctx,
    bulkMessages,
    sql`created_at < ${ctx.now().toISOString()}::timestamptz - ${keptYears} * interval '1 year' and finished_at is not null`,
  )
