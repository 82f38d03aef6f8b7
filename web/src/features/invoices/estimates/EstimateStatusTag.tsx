import type { EstimateStatus } from '../../../gql/types'
import { formatMoney, type MoneyValue } from '../../../ui/format'
import { Tag, type Tone } from '../../../ui/Tag'

export const estimateLooks: Record<EstimateStatus, { label: string; tone: Tone }> = {
  DRAFT: { label: 'Draft', tone: 'warn' },
  SENT: { label: 'Sent', tone: 'info' },
  ACCEPTED: { label: 'Accepted', tone: 'good' },
  DECLINED: { label: 'Declined', tone: 'bad' },
  EXPIRED: { label: 'Expired', tone: 'neutral' },
  CONVERTED: { label: 'Invoiced', tone: 'neutral' },
}

export function EstimateStatusTag({ status }: { status: EstimateStatus }) {
  const { label, tone } = estimateLooks[status]
  return <Tag tone={tone}>{label}</Tag>
}

/** `€10.00 – €30.00`, or one amount where both are the same. */
export const rangeOf = (low: MoneyValue, high: MoneyValue): string =>
  low.amount === high.amount ? formatMoney(high) : `${formatMoney(low)} – ${formatMoney(high)}`
