import type { InsuranceClaimStatus } from '../../gql/types'
import { Tag, type Tone } from '../../ui/Tag'

export const claimLooks: Record<InsuranceClaimStatus, { label: string; tone: Tone }> = {
  DRAFT: { label: 'Draft', tone: 'warn' },
  SUBMITTED: { label: 'Submitted', tone: 'info' },
  SETTLED: { label: 'Settled', tone: 'good' },
  REJECTED: { label: 'Rejected', tone: 'bad' },
}

export function ClaimStatusTag({ status }: { status: InsuranceClaimStatus }) {
  const { label, tone } = claimLooks[status]
  return <Tag tone={tone}>{label}</Tag>
}
