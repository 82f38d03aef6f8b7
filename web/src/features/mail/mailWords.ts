import type { MailStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

export const mailStatuses: Record<MailStatus, { label: string; tone: Tone }> = {
  QUEUED: { label: 'Waiting', tone: 'info' },
  SENDING: { label: 'Sending', tone: 'info' },
  SENT: { label: 'Sent', tone: 'good' },
  UNCERTAIN: { label: 'Uncertain', tone: 'warn' },
  FAILED: { label: 'Failed', tone: 'bad' },
  KEPT: { label: 'Kept here', tone: 'neutral' },
}

/** What somebody should know of a mail that did not simply go out. */
export const explanations: Partial<Record<MailStatus, string>> = {
  UNCERTAIN:
    'The mail server may have taken it but did not say so. Send it again only if it did not arrive: it could arrive twice.',
  FAILED: 'It was not delivered.',
  KEPT: 'No mail server is set up, so it was never sent. Tell the recipient what it says, or set SMTP_URL and send it.',
}
