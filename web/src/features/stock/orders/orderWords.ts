import type { PurchaseOrderStatus } from '../../../gql/types'
import type { Tone } from '../../../ui/Tag'

export const statuses: Record<PurchaseOrderStatus, { label: string; tone: Tone }> = {
  DRAFT: { label: 'Draft', tone: 'neutral' },
  SENT: { label: 'Sent', tone: 'info' },
  PARTLY_RECEIVED: { label: 'Partly received', tone: 'warn' },
  RECEIVED: { label: 'Received', tone: 'good' },
  CLOSED: { label: 'Closed', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'bad' },
}

/** What an order is called: by its number, which it has once it is sent. */
export const orderName = ({ number, supplier }: { number: string | null; supplier: { name: string } }) =>
  number ?? `Draft to ${supplier.name}`
