import type { Context } from '@vetgraph/kit/context'
import { sweep } from '@vetgraph/kit/work/sweep'
import { lt, sql } from 'drizzle-orm'
import { reminderDues, reminders } from './reminder.table.ts'

/** For how long a message says why it was sent or not. */
const keptYears = 2

/**
 * Forgets what was decided long ago, and what was due even longer ago: no message is planned for it any more.
 * no authorization: it is the hospital's own work. no audit: the retention is the rule.
 */
export async function sweepReminders(ctx: Context) {
  const before = sql`${ctx.now().toISOString()}::timestamptz - ${keptYears} * interval '1 year'`
  await sweep(ctx, reminders, sql`status <> 'PLANNED' and ${lt(sql`decided_at`, before)}`)
  await sweep(ctx, reminderDues, sql`kind = 'APPOINTMENT' and ${lt(sql`due_on`, before)}`)
}
