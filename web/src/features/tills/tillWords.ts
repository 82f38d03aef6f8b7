import type { PaymentMethod, TillSessionStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

export const methods: Record<PaymentMethod, string> = {
  CARD: 'Card',
  CASH: 'Cash',
  TRANSFER: 'Transfer',
  CREDIT: 'Account credit',
  ONLINE: 'Online',
  INSURER: 'Insurer',
}

export const statuses: Record<TillSessionStatus, { label: string; tone: Tone }> = {
  OPEN: { label: 'Open', tone: 'good' },
  COUNTING: { label: 'Being counted', tone: 'warn' },
  CLOSED: { label: 'Closed', tone: 'neutral' },
}
