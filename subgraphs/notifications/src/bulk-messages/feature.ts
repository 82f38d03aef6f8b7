import type { Feature } from '@vetgraph/kit/contracts/feature'
import { bulkMessageTemplates } from './bulk-message.messages.ts'
import { BulkMessageRecipientResolver, BulkMessageResolver } from './bulk-message.resolver.ts'
import { deliverBulkMessage } from './deliver.service.ts'
import { sweepBulkMessages } from './sweep.service.ts'

export const feature: Feature = {
  resolvers: [BulkMessageResolver, BulkMessageRecipientResolver],
  messages: bulkMessageTemplates,
  work: { 'send-bulk-message': deliverBulkMessage, 'sweep-bulk-messages': sweepBulkMessages },
  crons: { 'sweep-bulk-messages': '58 3 * * *' },
  permissions: {
    'bulk-message:send': {
      allows: 'Write one message to many clients, and stop it',
      roles: ['RECEPTIONIST'],
    },
  },
}
