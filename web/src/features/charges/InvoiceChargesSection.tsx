import { skipToken } from '@apollo/client/react'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { formatDay } from '../../ui/format'
import { Section } from '../../ui/Section'
import { ActButtons } from './ActButtons'
import { actKinds, actText } from './actWords'
import { useInvoiceChargesQuery, useUnbilledPageQuery } from './charges.gen'

/** What was done for the owner of an invoice and is not charged yet: nobody leaves before it is (B13). */
export function InvoiceChargesSection({ invoiceId }: { invoiceId: string }) {
  const navigate = useNavigate()
  const { data } = useInvoiceChargesQuery({ variables: { id: invoiceId } })
  const invoice = data?.invoice
  const ownerId = invoice?.owner?.id
  const locationId = invoice?.location?.id
  const { data: list, refetch } = useUnbilledPageQuery(
    ownerId && locationId
      ? { variables: { filter: { ownerId, locationId } }, fetchPolicy: 'cache-and-network' }
      : skipToken,
  )
  const acts = list?.unbilledActs.nodes ?? []
  if (!invoice || acts.length === 0) return null
  const draft = invoice.status === 'DRAFT' ? invoice : null
  return (
    <Section title="Not charged yet" id="unbilled">
      <Box component="ul" aria-label="Not charged yet" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {acts.map((act) => (
          <Box
            component="li"
            key={act.id}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', py: 0.75 }}
          >
            <Box sx={{ flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' }}>
              {actText(act)}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {actKinds[act.kind]}, {act.petName}, {formatDay(act.day, 'dated')}
              </Typography>
            </Box>
            <ActButtons
              act={act}
              draft={draft}
              onDone={(chargedOn) => {
                void refetch()
                if (chargedOn && chargedOn !== invoiceId) void navigate(`/invoices/${chargedOn}`)
              }}
            />
          </Box>
        ))}
      </Box>
    </Section>
  )
}
