import type { BulkMessagePurpose, BulkMessageStatus, LeftOutReason, MessageStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'
import type { BulkMessage_messageFragment } from './bulk-messages.gen'

export const purposes: Record<BulkMessagePurpose, string> = {
  SERVICE: 'About a visit or treatment',
  NEWS: 'News and offers',
}

export const statuses: Record<BulkMessageStatus, { label: string; tone: Tone }> = {
  SENDING: { label: 'Being sent', tone: 'info' },
  FINISHED: { label: 'Sent', tone: 'good' },
  STOPPED: { label: 'Stopped', tone: 'neutral' },
}

export const decisions: Record<MessageStatus, { label: string; tone: Tone }> = {
  PLANNED: { label: 'Waits', tone: 'info' },
  SENT: { label: 'Sent', tone: 'good' },
  NOT_SENT: { label: 'Left out', tone: 'warn' },
  STOPPED: { label: 'Stopped', tone: 'neutral' },
}

export const reasons: Record<LeftOutReason, string> = {
  PATIENT_INACTIVE: 'The patient comes no more',
  OWNER_INACTIVE: 'The client is archived',
  NO_CONSENT: 'No consent to news by e-mail',
  NO_ADDRESS: 'No e-mail address',
  ADDRESS_REFUSED: 'The address refused the last e-mail',
}

export const clients = (count: number) => (count === 1 ? 'one client' : `${count} clients`)

/** How far it is, in words. */
export function progressOf(message: BulkMessage_messageFragment): string {
  const { recipients, sent, leftOut, stopped, failed } = message
  const parts: Array<[number, string]> = [
    [sent, 'sent'],
    [failed, 'of them failed'],
    [leftOut, 'left out'],
    [stopped, 'stopped'],
    [recipients - sent - leftOut - stopped, 'to go'],
  ]
  return parts
    .filter(([count], place) => place === 0 || count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}
