import type { Feature } from '@vetgraph/kit/contracts/feature'
import { planReminders } from './plan.service.ts'
import { reminderMessages } from './reminder.messages.ts'
import { MessageResolver, ReminderRuleResolver } from './reminder.resolver.ts'
import { sendReminders } from './send.service.ts'
import { sweepReminders } from './sweep.service.ts'

export const feature: Feature = {
  resolvers: [ReminderRuleResolver, MessageResolver],
  messages: reminderMessages,
  work: {
    'plan-reminders': planReminders,
    'send-reminders': sendReminders,
    'sweep-reminders': sweepReminders,
  },
  crons: {
    'plan-reminders': '30 2 * * *',
    'send-reminders': '*/5 * * * *',
    'sweep-reminders': '50 3 * * *',
  },
  permissions: {
    'message:read': {
      allows: 'See which reminders are planned and sent, and why',
      roles: ['VET', 'RECEPTIONIST'],
    },
    'message:stop': { allows: 'Stop planned reminders', roles: ['RECEPTIONIST'] },
    'reminder-rule:write': { allows: 'Decide what clients are reminded of, and when', hospitalWide: true },
  },
}
