import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { maxMessage, MessageSender } from './conversation.table.ts'

registerEnumType(MessageSender, {
  name: 'MessageSender',
  description: 'Who wrote a message of a conversation.',
  valuesConfig: {
    OWNER: { description: 'The owner.' },
    HOSPITAL: { description: 'Somebody of the hospital’s staff.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'The conversation of the hospital with one owner; each owner has at most one. Co-owners of a pet see their own only.',
})
export class Conversation {
  @Id()
  id!: string

  ownerId!: string
  assignedToId!: string | null
  lastMessageId!: string
  ownerWroteAt!: Date | null
  hospitalWroteAt!: Date | null
  hospitalReadAt!: Date | null

  @Field(() => Date, { description: 'When the latest message was sent.' })
  lastMessageAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'The owner has read what was sent up to this moment; null if nothing yet.',
  })
  ownerReadAt!: Date | null

  @Version()
  version!: number
}

@ObjectType({ description: 'A message between the hospital and an owner. It is never changed.' })
export class ConversationMessage {
  @Id()
  id!: string

  conversationId!: string
  authorId!: string

  @Field(() => MessageSender, { description: 'Which side wrote it.' })
  sender!: MessageSender

  @Field(() => String, { description: 'The text.' })
  text!: string

  @Field(() => Date, { description: 'When it was sent; no two messages of a conversation at one moment.' })
  sentAt!: Date
}

@ObjectType({ description: 'A note of staff about a conversation. Owners never see it.' })
export class ConversationNote {
  @Id()
  id!: string

  authorId!: string

  @Field(() => String, { description: 'The text.' })
  text!: string

  @Field(() => Date, { description: 'When it was written.' })
  createdAt!: Date
}

export const ConversationConnection = connectionOf(() => Conversation, 'Conversation', 'conversations')
export type ConversationConnection = InstanceType<typeof ConversationConnection>

export const ConversationMessageConnection = connectionOf(
  () => ConversationMessage,
  'ConversationMessage',
  'messages',
)
export type ConversationMessageConnection = InstanceType<typeof ConversationMessageConnection>

export const ConversationNoteConnection = connectionOf(
  () => ConversationNote,
  'ConversationNote',
  'internal notes',
)
export type ConversationNoteConnection = InstanceType<typeof ConversationNoteConnection>

@ObjectType({ description: 'A change of a conversation.' })
export class MessageReceived {
  @Field(() => Conversation, { description: 'The conversation as it is now.' })
  conversation!: Conversation

  @Field(() => ConversationMessage, {
    nullable: true,
    description: 'The new message; null if the conversation was only read, assigned or given a note.',
  })
  message!: ConversationMessage | null

  @Field(() => Int, { description: 'The viewer’s `unreadConversationCount` now.' })
  unreadCount!: number
}

@InputType({ description: 'Filters of the list of conversations, which all must fit; all if omitted.' })
export class ConversationFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those with a message of the owner that nobody of the hospital has read.',
  })
  unread?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'True: only those assigned to the viewer.' })
  mine?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'True: only those assigned to nobody.' })
  unassigned?: boolean | null
}

@InputType({
  description: 'Filters of the changes of conversations; all that the viewer may see if omitted.',
})
export class MessageReceivedFilter {
  @Field(() => ID, { nullable: true, description: 'Only the conversation with this owner.' })
  ownerId?: string | null
}

@InputType({ description: 'A message to send.' })
export class SendMessageInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The owner to whom staff write; owners leave it out.',
  })
  ownerId?: string | null

  @Text({ description: 'The text.', max: maxMessage })
  text!: string
}

@InputType({ description: 'A note of staff about a conversation.' })
export class AddConversationNoteInput {
  @Field(() => ID, { description: 'The conversation’s id.' })
  conversationId!: string

  @Text({ description: 'The text.', max: maxMessage })
  text!: string
}

@InputType({ description: 'Who is to answer a conversation.' })
export class AssignConversationInput {
  @Field(() => ID, { description: 'The conversation’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => ID, { nullable: true, description: 'The user who answers; null for nobody in particular.' })
  userId!: string | null
}
