import type { Context } from '@vetgraph/kit/context'
import { sweep } from '@vetgraph/kit/work/sweep'
import { lt, sql } from 'drizzle-orm'
import { conversationMessages, conversationNotes, conversations } from './conversation.table.ts'

/** For how long messages and internal notes are kept. */
const keptYears = 2

/**
 * Deletes messages and notes after their retention, and conversations of which nothing is left.
 * no authorization: it is the hospital's own work. no audit: the retention is the rule.
 */
export async function sweepConversations(ctx: Context) {
  const before = sql`${ctx.now().toISOString()}::timestamptz - ${keptYears} * interval '1 year'`
  await sweep(ctx, conversationMessages, lt(sql`sent_at`, before))
  await sweep(ctx, conversationNotes, lt(sql`created_at`, before))
  await sweep(
    ctx,
    conversations,
    sql`${lt(sql`last_message_at`, before)} and not exists (
      select from ${conversationNotes} note where note.conversation_id = conversations.id)`,
  )
}
