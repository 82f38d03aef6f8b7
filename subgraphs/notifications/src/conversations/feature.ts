import type { Feature } from '@vetgraph/kit/contracts/feature'
import { conversationMessageTemplates } from './conversation.messages.ts'
import {
  ConversationMessageResolver,
  ConversationNoteResolver,
  ConversationResolver,
  OwnerConversationResolver,
} from './conversation.resolver.ts'
import { readConversations } from './conversation.service.ts'
import { sweepConversations } from './sweep.service.ts'
import { tellOfMessage } from './tell.service.ts'

export const feature: Feature = {
  resolvers: [
    ConversationResolver,
    ConversationMessageResolver,
    ConversationNoteResolver,
    OwnerConversationResolver,
  ],
  entities: { Conversation: readConversations },
  messages: conversationMessageTemplates,
  work: { 'tell-of-message': tellOfMessage, 'sweep-conversations': sweepConversations },
  crons: { 'sweep-conversations': '55 3 * * *' },
  permissions: {
    'conversation:read': {
      allows: 'Read what clients and the hospital write to each other',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'conversation:write': {
      allows: 'Write to clients, take conversations and note what colleagues should know',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
  },
}
