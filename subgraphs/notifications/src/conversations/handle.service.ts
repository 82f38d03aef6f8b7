import { authorize, requireViewer, sightOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { audit } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { findConversation, findMessage, isStaff, tell } from './conversation.service.ts'
import {
  type ConversationNoteRow,
  conversationNotes,
  type ConversationRow,
  conversations,
} from './conversation.table.ts'
import type { AddConversationNoteInput, AssignConversationInput } from './conversation.types.ts'

const saved = writing({
  table: conversations,
  type: 'Conversation',
  noun: 'conversation',
  values: ({ assignedToId }) => ({ assignedToId }),
  announce: (ctx, row) => tell(ctx, row, { internal: true }),
})

async function getOfStaff(ctx: Context, id: string, field: string): Promise<ConversationRow> {
  const conversation = await findConversation(ctx, id)
  if (!conversation || !isStaff(ctx, conversation)) throw notFound('conversation', field)
  return conversation
}

interface Colleague {
  active: boolean
  roles: Array<{ role: { permissions: string[] | null } }>
}

/** Only who may answer is given a conversation, so that no client is told of another's message. */
async function checkColleague(ctx: Context, userId: string) {
  const [found] = await ctx.askPeer('User', [asId(userId)], 'id active roles { role { permissions } }')
  const user = found as unknown as Colleague | null
  if (!user?.active || !user.roles.some(({ role }) => role.permissions?.includes('conversation:write')))
    throw badInput('userId', 'This person cannot answer clients.')
}

/** Says who answers a conversation. */
export async function assignConversation(
  ctx: Context,
  { id, version, userId }: AssignConversationInput,
): Promise<ConversationRow> {
  const viewer = authorize(ctx, 'conversation:write')
  await getOfStaff(ctx, id, 'id')
  if (userId !== null && userId !== viewer.userId) await checkColleague(ctx, userId)
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, id, version)
    return saved.change(ctx, before, { assignedToId: userId }, 'assign')
  })
}

/** Writes a note for colleagues; the client neither sees it nor learns that there is one. */
export async function addNote(ctx: Context, input: AddConversationNoteInput): Promise<ConversationNoteRow> {
  const viewer = authorize(ctx, 'conversation:write')
  const id = await once(ctx, 'conversation.add-note', input, async (ctx) => {
    const conversation = await getOfStaff(ctx, input.conversationId, 'conversationId')
    const id = newId()
    await ctx.db.insert(conversationNotes).values({
      ...{ id, conversationId: conversation.id, authorId: viewer.userId, text: input.text },
      createdAt: ctx.now(),
    })
    await audit(ctx, 'conversation.add-note', {
      entity: 'Conversation',
      entityId: conversation.id,
      after: { noteId: id },
    })
    await tell(ctx, conversation, { internal: true })
    return id
  })
  const [note] = await ctx.db.select().from(conversationNotes).where(eq(conversationNotes.id, id))
  return note!
}

/**
 * Marks a conversation as read on the viewer's side up to a message; what came later stays unread.
 * no audit: reading its messages is audited.
 */
export async function markConversationRead(ctx: Context, messageId: string): Promise<ConversationRow> {
  requireViewer(ctx)
  sightOf(ctx, 'conversation:read')
  return transact(ctx, async (ctx) => {
    const message = await findMessage(ctx, messageId)
    const conversation = message && (await findConversation(ctx, message.conversationId))
    if (!message || !conversation) throw notFound('message', 'messageId')
    const { sentAt } = message
    const staff = isStaff(ctx, conversation)
    const column = staff ? conversations.hospitalReadAt : conversations.ownerReadAt
    const [read] = await ctx.db
      .update(conversations)
      .set(staff ? { hospitalReadAt: sentAt } : { ownerReadAt: sentAt })
      .where(and(eq(conversations.id, conversation.id), or(isNull(column), lt(column, sentAt))))
      .returning()
    if (!read) return conversation
    await tell(ctx, read, { internal: staff })
    return read
  })
}
