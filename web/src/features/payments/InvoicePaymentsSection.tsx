import PointOfSale from '@mui/icons-material/PointOfSaleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { useShortcut } from '../../ui/shortcuts'
import { Tag } from '../../ui/Tag'
import { useCan } from '../../ui/viewer'
import {
  type InvoicePaymentsSectionQuery,
  useInvoiceMoneyChangedSubscription,
  useInvoicePaymentsSectionQuery,
} from './payments.gen'
import { methods, statuses } from './paymentWords'
import { TakePaymentDialog } from './TakePaymentDialog'
import { UsableDeposits } from './UsableDeposits'

type Invoice = NonNullable<InvoicePaymentsSectionQuery['invoice']>

/** What was paid of an invoice, what is due, and the way to take it; kept up to date while it is open. */
export function InvoicePaymentsSection({ invoiceId }: { invoiceId: string }) {
  const { data, error, refetch } = useInvoicePaymentsSectionQuery({
    variables: { id: invoiceId },
    fetchPolicy: 'cache-and-network',
  })
  // What changed is in the cache by its id.
  useInvoiceMoneyChangedSubscription({ variables: { id: invoiceId }, ignoreResults: true })
  const mayTake = useCan('payment:take')
  const invoice = data?.invoice
  if (error) return <ErrorView error={error} onRetry={() => void refetch()} form="line" />
  if (!invoice || invoice.status === 'DRAFT' || invoice.status === 'VOID') return null
  return (
    <Section
      title="Payments"
      id="payments"
      actions={mayTake && invoice.due.amount > 0 && <TakePayment invoice={invoice} />}
    >
      <Payments invoice={invoice} />
      {mayTake && <UsableDeposits invoice={invoice} onUsed={() => void refetch()} />}
    </Section>
  )
}

function TakePayment({ invoice: { id, owner, location, due, gap } }: { invoice: Invoice }) {
  const [open, setOpen] = useState(false)
  useShortcut('mod+Enter', 'Take a payment for the open invoice', () => setOpen(true))
  if (!owner || !location) return null
  return (
    <>
      <Button variant="contained" startIcon={<PointOfSale />} onClick={() => setOpen(true)}>
        Take payment
      </Button>
      {open && (
        <TakePaymentDialog
          ownerId={owner.id}
          locationId={location.id}
          invoiceId={id}
          due={gap.amount > 0 ? gap : due}
          credit={owner.credit}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function Payments({ invoice: { id, payments, due, gap, currency } }: { invoice: Invoice }) {
  return (
    <>
      {payments.length > 0 && (
        <Box component="ul" aria-label="Payments" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {payments.map(({ id: paymentId, method, status, receivedOn, reference, allocations }) => (
            <Box
              component="li"
              key={paymentId}
              sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', py: 0.75 }}
            >
              <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                <Link component={RouterLink} underline="always" to={`/payments?payment=${paymentId}`}>
                  {methods[method].label}
                </Link>{' '}
                <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
                  {formatDay(receivedOn, 'dated')}
                  {reference && `, ${reference}`}
                </Typography>{' '}
                {status !== 'TAKEN' && <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>}
              </Box>
              <Money
                value={
                  allocations.find(({ invoice }) => invoice?.id === id)?.amount ?? { amount: 0, currency }
                }
              />
            </Box>
          ))}
        </Box>
      )}
      <Typography
        component="div"
        role="status"
        sx={{ display: 'flex', justifyContent: 'space-between', fontSize: '1.125rem', fontWeight: 700 }}
      >
        <span>{due.amount === 0 ? 'Nothing is due' : 'Due'}</span>
        <Money value={due} />
      </Typography>
      {gap.amount !== due.amount && (
        <Typography
          component="div"
          sx={{ display: 'flex', justifyContent: 'space-between', color: 'text.secondary' }}
        >
          <span>Of it the client pays now</span>
          <Money value={gap} />
        </Typography>
      )}
    </>
  )
}
