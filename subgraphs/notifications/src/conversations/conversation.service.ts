import { authorize, can, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import { groupLoaderOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { auditRead } from '@vetgraph/kit/work/audit'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import {
  type ConversationMessageRow,
  conversationMessages,
  type ConversationNoteRow,
  conversationNotes,
  type ConversationRow,
  conversations,
} from './conversation.table.ts'
import type { ConversationFilter, MessageReceived, MessageReceivedFilter } from './conversation.types.ts'

export type { ConversationRow }

export interface ConversationSignal extends Signal {
  conversationId: string
  ownerId: string
  /** The new message; null for other changes. */
  messageId: string | null
  /** Whether it concerns staff only. */
  internal: boolean
}

const topic = 'conversation'

/** Tells open screens that a conversation has changed. */
export const tell = (
  ctx: Context,
  { id, ownerId }: Pick<ConversationRow, 'id' | 'ownerId'>,
  { messageId = null, internal = false }: { messageId?: string | null; internal?: boolean },
) => signal(ctx, topic, { conversationId: id, ownerId, messageId, internal } satisfies ConversationSignal)

/** Whether the viewer is the client of the conversation, whatever else the viewer may do here. */
export const isClient = ({ viewer }: Context, { ownerId }: { ownerId: string }): boolean =>
  viewer?.ownerId === ownerId

/** Whether the viewer answers for the hospital: staff who are clients too read their own conversation as clients. */
export const isStaff = (ctx: Context, conversation: { ownerId: string }): boolean =>
  can(ctx.viewer, 'conversation:read') && !isClient(ctx, conversation)

/** Staff see every conversation, an owner the own one (AU4). */
function visible(ctx: Context): SQL | undefined {
  const sight = sightOf(ctx, 'conversation:read')
  return sight.all ? undefined : eq(conversations.ownerId, sight.ownerId)
}

/** Conversations by id, those that the viewer may see. */
export const readConversations = (ctx: Context, ids: readonly string[]): Promise<ConversationRow[]> =>
  ctx.db
    .select()
    .from(conversations)
    .where(and(inArray(conversations.id, [...ids]), visible(ctx)))

export const findConversation = (ctx: Context, id: string): Promise<ConversationRow | null> =>
  loaderOf(ctx, readConversations).load(id)

async function readByOwner(ctx: Context, ownerIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(conversations)
    .where(and(inArray(conversations.ownerId, [...ownerIds]), visible(ctx)))
  return rows.map((row): [string, ConversationRow] => [row.ownerId, row])
}

/** The conversation with a client; null before the first message, and for another household. */
export async function conversationOf(ctx: Context, ownerId: string): Promise<ConversationRow | null> {
  sightOf(ctx, 'conversation:read')
  const [known] = await groupLoaderOf(ctx, readByOwner).load(ownerId)
  return known ?? null
}

/** As the index of unread conversations has it. */
const isUnread = sql`owner_wrote_at > coalesce(hospital_read_at, 'epoch')`

/** The conversations of the hospital, the latest first; one's own with the hospital is not among them. */
export function listConversations(
  ctx: Context,
  page: PageArgs,
  { unread, mine, unassigned }: ConversationFilter,
): Promise<Page<ConversationRow>> {
  const { userId, ownerId } = authorize(ctx, 'conversation:read')
  const wanted = and(
    ownerId ? ne(conversations.ownerId, ownerId) : undefined,
    unread ? isUnread : undefined,
    mine ? eq(conversations.assignedToId, userId) : undefined,
    unassigned ? isNull(conversations.assignedToId) : undefined,
  )
  return pageOf<ConversationRow>(page, {
    key: conversations.lastMessageAt,
    id: conversations.id,
    direction: 'desc',
    keyOf: ({ lastMessageAt }) => lastMessageAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(conversations)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(conversations, wanted),
  })
}

/** Whether the viewer's side has not read what the other wrote. */
export function isUnreadFor(ctx: Context, conversation: ConversationRow): boolean {
  const { ownerWroteAt, hospitalWroteAt, ownerReadAt, hospitalReadAt } = conversation
  const [wrote, read] = isStaff(ctx, conversation)
    ? [ownerWroteAt, hospitalReadAt]
    : [hospitalWroteAt, ownerReadAt]
  return wrote !== null && (read === null || wrote > read)
}

const maxCounted = 100

/** In how many conversations something waits for the viewer to be read; counted up to a hundred. */
export async function countUnread(ctx: Context): Promise<number> {
  const { ownerId } = requireViewer(ctx)
  const sight = sightOf(ctx, 'conversation:read')
  if (!sight.all) {
    const own = await conversationOf(ctx, sight.ownerId)
    return own && isUnreadFor(ctx, own) ? 1 : 0
  }
  const waiting = await ctx.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(isUnread, ownerId ? ne(conversations.ownerId, ownerId) : undefined))
    .limit(maxCounted)
  return waiting.length
}

const readMessages = (ctx: Context, ids: readonly string[]): Promise<ConversationMessageRow[]> =>
  ctx.db
    .select()
    .from(conversationMessages)
    .where(inArray(conversationMessages.id, [...ids]))

/** A message by id, for who may see its conversation; null after its retention. */
export const findMessage = (ctx: Context, id: string): Promise<ConversationMessageRow | null> =>
  loaderOf(ctx, readMessages).load(id)

/** What was written, the latest first; staff who read it leave an audit entry (C1). */
export async function listMessages(
  ctx: Context,
  conversation: ConversationRow,
  page: PageArgs,
): Promise<Page<ConversationMessageRow>> {
  const { id } = conversation
  if (isStaff(ctx, conversation))
    await auditRead(ctx, 'conversation.read', [{ entity: 'Conversation', entityId: id }])
  const wanted = eq(conversationMessages.conversationId, id)
  return pageOf<ConversationMessageRow>(page, {
    key: conversationMessages.sentAt,
    id: conversationMessages.id,
    direction: 'desc',
    keyOf: ({ sentAt }) => sentAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(conversationMessages)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(conversationMessages, wanted),
  })
}

/** What staff noted for each other, the latest first; null for the client. */
export async function listNotes(
  ctx: Context,
  conversation: ConversationRow,
  page: PageArgs,
): Promise<Page<ConversationNoteRow> | null> {
  if (!isStaff(ctx, conversation)) return null
  const wanted = eq(conversationNotes.conversationId, conversation.id)
  return pageOf<ConversationNoteRow>(page, {
    key: conversationNotes.createdAt,
    id: conversationNotes.id,
    direction: 'desc',
    keyOf: ({ createdAt }) => createdAt,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(conversationNotes)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(conversationNotes, wanted),
  })
}

/** Changes of conversations: for staff those of all clients, for a client those of the own one that staff show. */
export function hearConversations(ctx: Context, filter: MessageReceivedFilter | null) {
  const sight = sightOf(ctx, 'conversation:read')
  const { ownerId } = filter ?? {}
  return heard<ConversationSignal>(
    ctx.live,
    topic,
    (change) =>
      (sight.all || change.ownerId === sight.ownerId) &&
      (isStaff(ctx, change) || !change.internal) &&
      (!ownerId || ownerId === change.ownerId),
  )
}

/** A change of which the viewer was told, as things are now. */
export async function getReceived(
  ctx: Context,
  { conversationId, messageId }: ConversationSignal,
): Promise<MessageReceived> {
  const conversation = await findConversation(ctx, conversationId)
  if (!conversation) throw notFound('conversation', 'id')
  const message = messageId ? await findMessage(ctx, messageId) : null
  return { conversation, message, unreadCount: await countUnread(ctx) }
}
