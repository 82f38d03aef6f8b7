import PointOfSale from '@mui/icons-material/PointOfSaleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { Can } from '../../ui/viewer'
import {
  type OwnerAccountSectionQuery,
  useOwnerAccountSectionQuery,
  usePaymentsChangedSubscription,
} from './payments.gen'
import { entryKinds, methods } from './paymentWords'
import { AgeingFacts } from './AgeingSection'
import { StopCreditButton } from './CreditStop'
import { HeldDeposits } from './HeldDeposits'
import { StatementButton } from './StatementButton'
import { TakeDepositDialog } from './TakeDepositDialog'
import { TakePaymentDialog } from './TakePaymentDialog'

type Entry = OwnerAccountSectionQuery['accountStatement']['nodes'][number]

const wordsOf = ({ kind, invoice, payment }: Entry): string =>
  [
    entryKinds[kind],
    invoice?.number,
    payment && kind !== 'REVERSAL' && `by ${methods[payment.method].label.toLowerCase()}`,
    payment?.reference,
  ]
    .filter(Boolean)
    .join(' ')

const columns: Column<Entry>[] = [
  { key: 'what', label: 'Entry', width: '45%', render: wordsOf },
  { key: 'day', label: 'Date', render: ({ day }) => formatDay(day, 'dated') },
  { key: 'change', label: 'Amount', align: 'right', render: ({ change }) => <Money value={change} /> },
  {
    key: 'balance',
    label: 'Balance',
    align: 'right',
    phone: 'end',
    render: ({ balance }) => <Money value={balance} />,
  },
]

const hrefOf = ({ invoice, payment }: Entry): string =>
  invoice ? `/invoices/${invoice.id}` : payment ? `/payments?payment=${payment.id}` : '#account'

/** What a client owes, and how it came to that. */
export function OwnerAccountSection({ ownerId }: { ownerId: string }) {
  const here = useCurrentLocation()
  const [open, setOpen] = useState(false)
  const [deposit, setDeposit] = useState(false)
  const { data, loading, error, refetch, fetchMore } = useOwnerAccountSectionQuery({
    variables: { ownerId },
    fetchPolicy: 'cache-and-network',
  })
  usePaymentsChangedSubscription({
    variables: { filter: { ownerId } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const owner = data?.owner
  const list = data?.accountStatement
  const after = list?.pageInfo.endCursor
  const { balance = null, credit = null } = owner ?? {}
  const overdue = (owner?.ageing ?? []).filter(({ inTime, total }) => inTime.amount !== total.amount)
  return (
    <Section
      title="Account"
      id="account"
      flush
      actions={
        balance && (
          <>
            <StopCreditButton ownerId={ownerId} />
            {list && list.nodes.length > 0 && <StatementButton ownerId={ownerId} timeZone={here.timeZone} />}
            <Can do="payment:take">
              <Button onClick={() => setDeposit(true)}>Take deposit</Button>
              <Button startIcon={<PointOfSale />} onClick={() => setOpen(true)}>
                Take payment
              </Button>
            </Can>
          </>
        )
      }
    >
      {balance && (
        <Box sx={{ display: 'flex', gap: 3, mb: 1, flexWrap: 'wrap' }}>
          <Typography component="div">
            {balance.amount < 0 ? 'In the client’s favour: ' : 'Owes: '}
            <strong>
              <Money value={{ ...balance, amount: Math.abs(balance.amount) }} />
            </strong>
          </Typography>
          {credit && credit.amount > 0 && (
            <Typography component="div">
              Account credit: <Money value={credit} />
            </Typography>
          )}
        </Box>
      )}
      {overdue.length > 0 && (
        <Box sx={{ mb: 1.5 }}>
          <AgeingFacts ageing={overdue} />
        </Box>
      )}
      <HeldDeposits deposits={owner?.deposits ?? []} onChanged={() => void refetch()} />
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(!error || list) && (
        <DataTable
          label="Account"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={hrefOf}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="No entries">Finalised invoices and payments stand here.</EmptyState>}
        />
      )}
      {deposit && (
        <TakeDepositDialog
          ownerId={ownerId}
          onTaken={() => void refetch()}
          onClose={() => setDeposit(false)}
        />
      )}
      {open && balance && (
        <TakePaymentDialog
          ownerId={ownerId}
          locationId={here.id}
          due={{ ...balance, amount: balance.amount + (credit?.amount ?? 0) }}
          credit={credit}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  )
}
