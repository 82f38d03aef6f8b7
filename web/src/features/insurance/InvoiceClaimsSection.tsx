import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { useCan } from '../../ui/viewer'
import { ClaimActions } from './ClaimActions'
import { ClaimDialog } from './ClaimDialog'
import { ClaimStatusTag } from './ClaimStatusTag'
import { claimableOf, policiesOf } from './claimable'
import { useInvoiceClaimsChangedSubscription, useInvoiceClaimsSectionQuery } from './insurance.gen'

/** What insurers are asked for of an invoice; there when one of its pets is insured. */
export function InvoiceClaimsSection({ invoiceId }: { invoiceId: string }) {
  const { data, error, refetch } = useInvoiceClaimsSectionQuery({
    variables: { id: invoiceId },
    fetchPolicy: 'cache-and-network',
  })
  useInvoiceClaimsChangedSubscription({
    variables: { id: invoiceId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [making, setMaking] = useState(false)
  const mayWrite = useCan('insurance:write')
  const invoice = data?.invoice
  if (error) return <ErrorView error={error} onRetry={() => void refetch()} form="line" />
  if (!invoice || invoice.status === 'DRAFT' || invoice.status === 'VOID') return null
  const { insuranceClaims: claims } = invoice
  const canClaim = policiesOf(invoice).length > 0 && claimableOf(invoice).length > 0
  if (claims.length === 0 && !canClaim) return null
  return (
    <Section
      title="Insurance"
      id="insurance"
      actions={
        mayWrite &&
        canClaim && (
          <Button variant="outlined" onClick={() => setMaking(true)}>
            Claim from insurer
          </Button>
        )
      }
    >
      {claims.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>Nothing was claimed yet.</Typography>
      ) : (
        <Box
          component="ul"
          aria-label="Claims"
          sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}
        >
          {claims.map((claim) => (
            <Box component="li" key={claim.id} sx={{ display: 'grid', gap: 0.5 }}>
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
                <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  {claim.insurer} <ClaimStatusTag status={claim.status} />
                </Box>
                <Money value={claim.claimed} />
              </Box>
              <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                Policy {claim.policyNumber}
                {claim.submittedOn && `, submitted on ${formatDay(claim.submittedOn, 'dated')}`}
                {claim.rejectionReason && `, rejected: ${claim.rejectionReason}`}
                {claim.settled && (
                  <>
                    , paid <Money value={claim.settled} />
                  </>
                )}
              </Typography>
              <ClaimActions claim={claim} onDone={() => void refetch()} />
            </Box>
          ))}
        </Box>
      )}
      {making && (
        <ClaimDialog
          invoice={invoice}
          onClose={() => {
            setMaking(false)
            void refetch()
          }}
        />
      )}
    </Section>
  )
}
