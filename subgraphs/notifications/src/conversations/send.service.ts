import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput, DomainError, ErrorCode, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { addMinutes } from '@vetgraph/kit/time'
import { audit } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { plan } from '@vetgraph/kit/work/work'
import { and, eq, gt } from 'drizzle-orm'
import { findMessage, tell } from './conversation.service.ts'
import {
  type ConversationMessageRow,
  conversationMessages,
  type ConversationRow,
  conversations,
  MessageSender,
} from './conversation.table.ts'
import type { SendMessageInput } from './conversation.types.ts'

/** How many messages an owner may send within an hour. */
const maxOwnerMessages = 20

/** For so long after a message of the hospital the client may read it here before an e-mail tells of it. */
export const minutesToRead = 5

/** Who writes to whom: an owner to the hospital, staff to the owner whom they name. */
function writerOf(ctx: Context, ownerId: string | null | undefined) {
  const viewer = requireViewer(ctx)
  const own = viewer.ownerId
  if (own && (!ownerId || ownerId === own) && can(viewer, 'own-household:read'))
    return { viewer, ownerId: own, sender: MessageSender.OWNER }
  authorize(ctx, 'conversation:write')
  if (!ownerId) throw badInput('ownerId', 'Say to whom you write.')
  return { viewer, ownerId: asId(ownerId), sender: MessageSender.HOSPITAL }
}

const lockOf = async (ctx: Context, ownerId: string): Promise<ConversationRow | undefined> =>
  (await ctx.db.select().from(conversations).where(eq(conversations.ownerId, ownerId)).for('update'))[0]

/** The conversation with a client, kept from others until the transaction ends; it begins with its first message. */
async function openConversation(ctx: Context, ownerId: string, lastMessageId: string) {
  const known = await lockOf(ctx, ownerId)
  if (known) return known
  const [owner] = await ctx.askPeer('Owner', [ownerId], 'id')
  if (!owner) throw notFound('owner', 'ownerId')
  const now = ctx.now()
  await ctx.db
    .insert(conversations)
    .values({
      ...{ id: newId(), ownerId, lastMessageId, lastMessageAt: now },
      ...{ version: 1, createdAt: now, updatedAt: now },
    })
    .onConflictDoNothing()
  return (await lockOf(ctx, ownerId))!
}

async function checkPace(ctx: Context, { id }: ConversationRow) {
  const lately = await ctx.db.$count(
    conversationMessages,
    and(
      eq(conversationMessages.conversationId, id),
      gt(conversationMessages.sentAt, addMinutes(ctx.now(), -60)),
      eq(conversationMessages.sender, MessageSender.OWNER),
    ),
  )
  if (lately >= maxOwnerMessages)
    throw new DomainError(
      ErrorCode.TOO_MANY_REQUESTS,
      `You can send ${maxOwnerMessages} messages an hour. If it is urgent, please call us.`,
      { field: 'text' },
    )
}

/** Sends a message to a client, or of a client to the hospital; the other side sees it at once. */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<ConversationMessageRow> {
  const { viewer, ownerId, sender } = writerOf(ctx, input.ownerId)
  const isOwner = sender === MessageSender.OWNER
  const sentId = await once(ctx, 'conversation.send', input, async (ctx) => {
    const id = newId()
    const conversation = await openConversation(ctx, ownerId, id)
    if (isOwner) await checkPace(ctx, conversation)
    const now = ctx.now()
    const isFirst = conversation.lastMessageId === id
    const sentAt = isFirst ? now : new Date(Math.max(now.getTime(), conversation.lastMessageAt.getTime() + 1))
    await ctx.db.insert(conversationMessages).values({
      ...{ id, conversationId: conversation.id, sender, authorId: viewer.userId, text: input.text, sentAt },
    })
    await ctx.db
      .update(conversations)
      .set({
        lastMessageId: id,
        lastMessageAt: sentAt,
        ...(isOwner ? { ownerWroteAt: sentAt } : { hospitalWroteAt: sentAt }),
      })
      .where(eq(conversations.id, conversation.id))
    await audit(ctx, 'conversation.send', {
      entity: 'Conversation',
      entityId: conversation.id,
      after: { messageId: id, sender },
    })
    await plan(
      ctx,
      'tell-of-message',
      { messageId: id },
      { key: id, at: isOwner ? now : addMinutes(now, minutesToRead) },
    )
    await tell(ctx, conversation, { messageId: id })
    return id
  })
  return (await findMessage(ctx, sentId))!
}
