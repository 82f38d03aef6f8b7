import type { JournalEntryKind, PaymentMethod, PaymentStatus } from '../../gql/types'
import type { Tone } from '../../ui/Tag'

/** The methods, each with the key that chooses it while the amount is typed. */
export const methods: Record<PaymentMethod, { label: string; key: string }> = {
  CARD: { label: 'Card', key: 'd' },
  CASH: { label: 'Cash', key: 'c' },
  TRANSFER: { label: 'Transfer', key: 't' },
  CREDIT: { label: 'Account credit', key: 'a' },
  ONLINE: { label: 'Online', key: '' },
  INSURER: { label: 'Insurer', key: '' },
}

export const statuses: Record<PaymentStatus, { label: string; tone: Tone }> = {
  TAKEN: { label: 'Taken', tone: 'good' },
  PARTLY_REFUNDED: { label: 'Partly refunded', tone: 'warn' },
  REFUNDED: { label: 'Refunded', tone: 'neutral' },
  REVERSED: { label: 'Reversed', tone: 'neutral' },
}

export const entryKinds: Record<JournalEntryKind, string> = {
  INVOICE: 'Invoice',
  CREDIT_NOTE: 'Credit note',
  PAYMENT: 'Payment',
  ALLOCATION: 'Allocation',
  REFUND: 'Refund',
  REVERSAL: 'Payment reversed',
  TILL_DIFFERENCE: 'Till difference',
  BANKING: 'Taken to the bank',
}
