import type { Feature } from '@vetgraph/kit/contracts/feature'
import { letterMessages } from './letter.messages.ts'
import { InvoiceLetterResolver, InvoiceLettersResolver } from './letter.resolver.ts'
import { planReminders, remindByItself } from './remind.service.ts'

export const feature: Feature = {
  resolvers: [InvoiceLettersResolver, InvoiceLetterResolver],
  messages: letterMessages,
  work: { 'plan-reminders': planReminders, remind: remindByItself },
  crons: { 'plan-reminders': '0 6 * * *' },
  permissions: {
    'invoice:send': { allows: 'Send invoices and reminders by e-mail', roles: ['RECEPTIONIST'] },
    'invoice:dispute': {
      allows: 'Note that an owner does not accept an invoice, and settle it',
      roles: ['RECEPTIONIST'],
    },
  },
}
