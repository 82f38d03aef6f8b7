import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { formatDay, formatMoney } from '../../ui/format'
import { Money } from '../../ui/Money'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { SidePanel } from '../../ui/SidePanel'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Unavailable } from '../../ui/Unavailable'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { AllocateDialog } from './AllocateDialog'
import { useCashTill } from './CashTill'
import { type PaymentPanelQuery, usePaymentPanelQuery, useReversePaymentMutation } from './payments.gen'
import { methods, statuses } from './paymentWords'
import { ReceiptButton } from './ReceiptButton'
import { RefundDialog } from './RefundDialog'

type Payment = NonNullable<PaymentPanelQuery['payment']>

/** One payment: what it paid, what was given back, and what can be done with it. */
export function PaymentPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = usePaymentPanelQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  const payment = data?.payment
  return (
    <SidePanel
      title={
        payment
          ? `${formatMoney(payment.amount)} by ${methods[payment.method].label.toLowerCase()}`
          : 'Payment'
      }
      tag={payment && <Tag tone={statuses[payment.status].tone}>{statuses[payment.status].label}</Tag>}
      onClose={onClose}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={payment ? 'line' : 'page'} />}
      {payment ? (
        <>
          <Sheet payment={payment} />
          <Actions payment={payment} onChanged={() => void refetch()} />
        </>
      ) : data && !error ? (
        <EmptyState title="There is no such payment">The link may be old.</EmptyState>
      ) : (
        !error && <Skeleton variant="rounded" height={220} />
      )}
    </SidePanel>
  )
}

function Sheet({ payment }: { payment: Payment }) {
  const { owner, location, takenBy, allocations, refunds, rounding, change, tendered, unallocated } = payment
  return (
    <Facts
      wide
      facts={[
        [
          'Client',
          owner ? (
            <Link key="owner" component={RouterLink} to={`/clients/${owner.id}#account`}>
              {owner.name}
            </Link>
          ) : (
            <Unavailable key="owner" what="Client" />
          ),
        ],
        ['Received on', formatDay(payment.receivedOn, 'dated')],
        ['Recorded', <When key="at" at={payment.createdAt} />],
        ['At', location?.name],
        ['By', takenBy?.name],
        ['Reference', payment.reference],
        ...(tendered && change
          ? ([
              ['Cash received', <Money key="tendered" value={tendered} />],
              ['Change', <Money key="change" value={change} />],
            ] as const)
          : []),
        ...(rounding.amount === 0
          ? []
          : ([['Cash rounding', <Money key="rounding" value={rounding} />]] as const)),
        ...allocations.map(
          ({ invoice, amount }, index) =>
            [
              index === 0 ? 'Pays' : `Pays also (${index + 1})`,
              <span key={invoice?.id ?? index}>
                {invoice && (
                  <Link component={RouterLink} underline="always" to={`/invoices/${invoice.id}`}>
                    {invoice.number}
                  </Link>
                )}{' '}
                <Money value={amount} />
              </span>,
            ] as const,
        ),
        ...(unallocated.amount === 0
          ? []
          : ([['Pays no invoice yet', <Money key="unallocated" value={unallocated} />]] as const)),
        ...refunds.map(
          ({ id, method, amount, reason, createdAt }, index) =>
            [
              index === 0 ? 'Refunded' : `Refunded before (${index + 1})`,
              <span key={id}>
                <Money value={amount} /> by {methods[method].label.toLowerCase()},{' '}
                <When at={createdAt} show="day" />
                {reason && `: ${reason}`}
              </span>,
            ] as const,
        ),
        ...(payment.reversalReason ? ([['Reversed because', payment.reversalReason]] as const) : []),
      ]}
    />
  )
}

function Actions({ payment, onChanged }: { payment: Payment; onChanged: () => void }) {
  const [open, setOpen] = useState<'allocate' | 'refund' | 'reverse' | null>(null)
  const mayRefund = useCan('payment:refund')
  const mayTake = useCan('payment:take')
  const [reverse] = useReversePaymentMutation()
  const { tillId, choice } = useCashTill(mayRefund ? payment.location?.id : undefined, payment.method)
  const toast = useToast()
  const close = () => setOpen(null)
  const divisible =
    payment.method !== 'CREDIT' && (payment.status === 'TAKEN' || payment.status === 'PARTLY_REFUNDED')
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <ReceiptButton paymentId={payment.id} />
      <ReceiptButton paymentId={payment.id} paper="ROLL" label="Receipt, 80 mm" />
      {mayTake && divisible && (
        <Button variant="outlined" onClick={() => setOpen('allocate')}>
          Change what it pays
        </Button>
      )}
      {mayRefund && payment.refundable.amount > 0 && (
        <Button variant="outlined" onClick={() => setOpen('refund')}>
          Refund
        </Button>
      )}
      {mayRefund && payment.status === 'TAKEN' && payment.method !== 'ONLINE' && (
        <Button color="error" onClick={() => setOpen('reverse')}>
          Reverse
        </Button>
      )}
      {open === 'allocate' && <AllocateDialog payment={payment} onDone={onChanged} onClose={close} />}
      {open === 'refund' && <RefundDialog payment={payment} onDone={onChanged} onClose={close} />}
      {open === 'reverse' && (
        <ReasonDialog
          title="Reverse this payment?"
          lead="For a payment that was recorded by mistake. It stays visible, and what it paid is due again."
          submitLabel="Reverse"
          danger
          about={choice}
          usual={['Wrong client', 'Wrong amount', 'Declined by the terminal']}
          onSave={async (reason, { headersFor }) => {
            const input = { paymentId: payment.id, reason, tillId }
            await reverse({ variables: { input }, context: headersFor(input) })
            toast({ message: 'The payment is reversed.' })
            onChanged()
            close()
          }}
          onClose={close}
        />
      )}
    </Box>
  )
}
