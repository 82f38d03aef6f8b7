import { Tag, type Tone } from './Tag'

type InvoiceStatus = 'DRAFT' | 'FINALISED' | 'PAID' | 'VOID'

export const invoiceLooks: Record<InvoiceStatus, { label: string; tone: Tone }> = {
  DRAFT: { label: 'Draft', tone: 'warn' },
  FINALISED: { label: 'To be paid', tone: 'info' },
  PAID: { label: 'Paid', tone: 'good' },
  VOID: { label: 'Void', tone: 'neutral' },
}

export function InvoiceStatusTag({ status }: { status: InvoiceStatus }) {
  const { label, tone } = invoiceLooks[status]
  return <Tag tone={tone}>{label}</Tag>
}

/** Drafts have no number yet (B1). */
export const invoiceTitle = ({ number }: { number: string | null }): string =>
  number ? `Invoice ${number}` : 'Draft invoice'
