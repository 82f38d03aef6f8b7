import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { eq } from 'drizzle-orm'
import { keepMail } from '../mails/mail.service.ts'
import { notify } from '../notifications/notification.service.ts'
import { NotificationKind } from '../notifications/notification.table.ts'
import { isWanted } from '../preferences/preference.service.ts'
import { NotificationChannel, NotificationReason } from '../preferences/preference.table.ts'
import {
  type ConversationMessageRow,
  conversationMessages,
  type ConversationRow,
  conversations,
  MessageSender,
} from './conversation.table.ts'

interface Owner {
  name: string
  email: string | null
  archivedAt: string | null
}

async function notifyColleague(ctx: Context, owner: Owner, conversation: ConversationRow, messageId: string) {
  if (!conversation.assignedToId) return
  await notify(ctx, {
    recipientId: conversation.assignedToId,
    kind: NotificationKind.MESSAGE,
    title: `New message from ${owner.name}`,
    body: 'Open the conversation to read and answer it.',
    link: `/conversations?conversation=${conversation.id}`,
    appointmentId: null,
    dedupeKey: `message:${messageId}`,
  })
}

/** One e-mail tells of all messages that were written before it, and says nothing of what is in them (N6). */
const mailOwner = (ctx: Context, { name, email, archivedAt }: Owner, message: ConversationMessageRow) =>
  transact(ctx, async (ctx) => {
    const [conversation] = await ctx.db
      .select()
      .from(conversations)
      .where(eq(conversations.id, message.conversationId))
      .for('update')
    const { ownerReadAt, mailedAt } = conversation!
    const isOver = (moment: Date | null) => moment !== null && moment >= message.sentAt
    if (isOver(ownerReadAt) || isOver(mailedAt) || !email || archivedAt) return
    const wanted = await isWanted(ctx, {
      ...{ recipientId: conversation!.ownerId, reason: NotificationReason.MESSAGES },
      channel: NotificationChannel.EMAIL,
    })
    if (!wanted) return
    await keepMail(ctx, { id: message.id, template: 'new-message', to: email, name })
    await ctx.db
      .update(conversations)
      .set({ mailedAt: ctx.now() })
      .where(eq(conversations.id, message.conversationId))
  })

/**
 * Tells whoever answers a conversation that the client has written; tells a client by e-mail who has not read
 * meanwhile what the hospital wrote.
 * no authorization: it is the hospital's own work. no audit: the e-mail and the notification are the record.
 */
export async function tellOfMessage(ctx: Context, { messageId }: { messageId: string }) {
  const [found] = await ctx.db
    .select({ message: conversationMessages, conversation: conversations })
    .from(conversationMessages)
    .innerJoin(conversations, eq(conversations.id, conversationMessages.conversationId))
    .where(eq(conversationMessages.id, messageId))
  if (!found) return
  const { message, conversation } = found
  const [asked] = await ctx.askPeer('Owner', [conversation.ownerId], 'id name email archivedAt')
  const owner = asked as unknown as Owner | null
  if (!owner) return
  if (message.sender === MessageSender.OWNER) await notifyColleague(ctx, owner, conversation, messageId)
  else await mailOwner(ctx, owner, message)
}
