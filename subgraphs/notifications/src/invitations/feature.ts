import type { Feature } from '@vetgraph/kit/contracts/feature'
import { invitationMessages } from './invitation.messages.ts'
import { sendInvitations, sweepInvitations } from './send.service.ts'

export const feature: Feature = {
  resolvers: [],
  messages: invitationMessages,
  work: { 'send-invitations': sendInvitations, 'sweep-invitations': sweepInvitations },
  crons: { 'sweep-invitations': '55 3 * * *' },
}
