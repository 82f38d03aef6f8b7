import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { Owner, User } from '../refs/stubs.ts'
import {
  type ConversationRow,
  type ConversationSignal,
  conversationOf,
  countUnread,
  findConversation,
  findMessage,
  getReceived,
  hearConversations,
  isStaff,
  isUnreadFor,
  listConversations,
  listMessages,
  listNotes,
} from './conversation.service.ts'
import {
  AddConversationNoteInput,
  AssignConversationInput,
  Conversation,
  ConversationConnection,
  ConversationFilter,
  ConversationMessage,
  ConversationMessageConnection,
  ConversationNote,
  ConversationNoteConnection,
  MessageReceived,
  MessageReceivedFilter,
  SendMessageInput,
} from './conversation.types.ts'
import { addNote, assignConversation, markConversationRead } from './handle.service.ts'
import { sendMessage } from './send.service.ts'

@Resolver(() => Conversation)
export class ConversationResolver {
  @Query(() => ConversationConnection, {
    description:
      'The conversations with owners, the one with the latest message first; the viewer’s own is not among them. Needs `conversation:read`.',
  })
  async conversations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ConversationFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: ConversationFilter | null,
    @Ctx() ctx: Context,
  ): Promise<ConversationConnection> {
    return new ConversationConnection(await listConversations(ctx, page, filter ?? {}))
  }

  @Query(() => Conversation, {
    nullable: true,
    description:
      'One conversation; null if there is none. Needs `conversation:read`; owners see their own only.',
  })
  conversation(
    @Arg('id', () => ID, { description: 'The conversation’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Conversation | null> {
    return findConversation(ctx, id)
  }

  @Query(() => Int, {
    description:
      'In how many conversations something waits to be read: for staff written by owners, for an owner by the hospital (0 or 1). At most 100 are counted.',
  })
  unreadConversationCount(@Ctx() ctx: Context): Promise<number> {
    return countUnread(ctx)
  }

  @Mutation(() => ConversationMessage, {
    description:
      'Sends a message: of staff with `conversation:write` to the owner named, or of an owner to the hospital. The other side sees it at once; an owner who has not read it within five minutes gets an e-mail that says nothing of its text. NOT_FOUND for an unknown owner; TOO_MANY_REQUESTS for more than 20 messages of an owner within an hour. Idempotent by `Idempotency-Key`.',
  })
  sendMessage(
    @Arg('input', () => SendMessageInput, { description: 'The message.' }) input: SendMessageInput,
    @Ctx() ctx: Context,
  ): Promise<ConversationMessage> {
    return sendMessage(ctx, input)
  }

  @Mutation(() => ConversationNote, {
    description:
      'Writes an internal note about a conversation, which owners never see. Needs `conversation:write`. Idempotent by `Idempotency-Key`.',
  })
  addConversationNote(
    @Arg('input', () => AddConversationNoteInput, { description: 'The note.' })
    input: AddConversationNoteInput,
    @Ctx() ctx: Context,
  ): Promise<ConversationNote> {
    return addNote(ctx, input)
  }

  @Mutation(() => Conversation, {
    description:
      'Assigns a conversation to a user who may answer owners, or to nobody; the user is notified of its new messages. Needs `conversation:write`. BAD_USER_INPUT at `userId` for a user without that permission.',
  })
  assignConversation(
    @Arg('input', () => AssignConversationInput, { description: 'The conversation and the user.' })
    input: AssignConversationInput,
    @Ctx() ctx: Context,
  ): Promise<Conversation> {
    return assignConversation(ctx, input)
  }

  @Mutation(() => Conversation, {
    description:
      'Marks a conversation as read up to a message: by an owner for the owner, by staff with `conversation:read` for all staff. What was sent later stays unread.',
  })
  markConversationRead(
    @Arg('messageId', () => ID, { description: 'The id of the last message that was read.' })
    messageId: string,
    @Ctx() ctx: Context,
  ): Promise<Conversation> {
    return markConversationRead(ctx, messageId)
  }

  @Subscription(() => MessageReceived, {
    description:
      'Messages as they are sent, and what else changes about conversations: for staff with `conversation:read` of all owners, for an owner the own conversation.',
    subscribe: hears(hearConversations),
  })
  messageReceived(
    @Root() change: ConversationSignal,
    @Arg('filter', () => MessageReceivedFilter, { nullable: true, description: 'Filters; all if omitted.' })
    _filter: MessageReceivedFilter | null,
    @Ctx() ctx: Context,
  ): Promise<MessageReceived> {
    return getReceived(ctx, change)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The owner; null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: ConversationRow): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who of the staff answers; null if nobody has taken it, for the owner, and while its subgraph is unavailable.',
  })
  assignedTo(@Root() conversation: ConversationRow, @Ctx() ctx: Context): User | null {
    const { assignedToId } = conversation
    return assignedToId && isStaff(ctx, conversation) ? { id: assignedToId } : null
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether something waits to be read: for staff a message of the owner, for the owner one of the hospital.',
  })
  unread(@Root() conversation: ConversationRow, @Ctx() ctx: Context): boolean {
    return isUnreadFor(ctx, conversation)
  }

  @FieldResolver(() => ConversationMessage, {
    nullable: true,
    description: 'The latest message; null once it was deleted after two years.',
  })
  lastMessage(
    @Root() { lastMessageId }: ConversationRow,
    @Ctx() ctx: Context,
  ): Promise<ConversationMessage | null> {
    return findMessage(ctx, lastMessageId)
  }

  @FieldResolver(() => ConversationMessageConnection, {
    description: 'The messages, the latest first. That staff read them is audited.',
  })
  async messages(
    @Root() conversation: ConversationRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<ConversationMessageConnection> {
    return new ConversationMessageConnection(await listMessages(ctx, conversation, page))
  }

  @FieldResolver(() => ConversationNoteConnection, {
    nullable: true,
    description: 'Internal notes of staff, the latest first; always null for the owner.',
  })
  async notes(
    @Root() conversation: ConversationRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<ConversationNoteConnection | null> {
    const notes = await listNotes(ctx, conversation, page)
    return notes && new ConversationNoteConnection(notes)
  }
}

@Resolver(() => ConversationMessage)
export class ConversationMessageResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who wrote it; null if the viewer may not see the account, and while its subgraph is unavailable.',
  })
  author(@Root() { authorId }: ConversationMessage): User {
    return { id: authorId }
  }
}

@Resolver(() => ConversationNote)
export class ConversationNoteResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null while its subgraph is unavailable.',
  })
  author(@Root() { authorId }: ConversationNote): User {
    return { id: authorId }
  }
}

@Resolver(() => Owner)
export class OwnerConversationResolver {
  @FieldResolver(() => Conversation, {
    nullable: true,
    description:
      'The conversation with the owner; null before its first message. Needs `conversation:read` or the viewer’s own household; null while its subgraph is unavailable.',
  })
  conversation(@Root() { id }: Owner, @Ctx() ctx: Context): Promise<Conversation | null> {
    return conversationOf(ctx, id)
  }
}
