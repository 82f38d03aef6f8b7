import Typography from '@mui/material/Typography'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay, formatMoney } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import {
  type MyPaymentsPageQuery,
  useMyPaymentsPageQuery,
  usePaymentsChangedSubscription,
} from './payments.gen'
import { methods, statuses } from './paymentWords'
import { PayOnlineButton } from './PayOnlineButton'
import { ReceiptButton } from './ReceiptButton'
import { StatementButton } from './StatementButton'

type Invoice = MyPaymentsPageQuery['invoices']['nodes'][number]
type Payment = MyPaymentsPageQuery['payments']['nodes'][number]

/** How far an insurance claim is, as its owner reads it. */
function claimWords({ status, insurer, claimed, settled }: Invoice['insuranceClaims'][number]): string {
  if (settled) return `${insurer} has paid ${formatMoney(settled)} of ${formatMoney(claimed)}`
  return status === 'REJECTED'
    ? `${insurer} has rejected the claim of ${formatMoney(claimed)}`
    : `${formatMoney(claimed)} claimed from ${insurer}`
}

const invoiceColumns: Column<Invoice>[] = [
  {
    key: 'number',
    label: 'Invoice',
    render: ({ number, insuranceClaims }) => (
      <>
        {number}
        {insuranceClaims.map((claim) => (
          <Typography key={claim.id} component="div" variant="body2" sx={{ color: 'text.secondary' }}>
            {claimWords(claim)}
          </Typography>
        ))}
      </>
    ),
  },
  { key: 'dueOn', label: 'Please pay by', render: ({ dueOn }) => dueOn && formatDay(dueOn, 'dated') },
  {
    key: 'total',
    label: 'Total',
    align: 'right',
    phone: 'hidden',
    render: ({ total }) => <Money value={total} />,
  },
  { key: 'due', label: 'Due', align: 'right', phone: 'end', render: ({ gap }) => <Money value={gap} /> },
  {
    key: 'pay',
    label: 'Pay',
    render: ({ id, number, payableOnline, gap }) =>
      payableOnline && gap.amount > 0 && <PayOnlineButton invoiceId={id} number={number} />,
  },
]

const paymentColumns: Column<Payment>[] = [
  { key: 'receivedOn', label: 'Date', render: ({ receivedOn }) => formatDay(receivedOn, 'dated') },
  { key: 'method', label: 'Method', render: ({ method }) => methods[method].label },
  {
    key: 'status',
    label: 'Status',
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  {
    key: 'amount',
    label: 'Amount',
    align: 'right',
    phone: 'end',
    render: ({ amount }) => <Money value={amount} />,
  },
  { key: 'receipt', label: 'Receipt', render: ({ id }) => <ReceiptButton paymentId={id} /> },
]

const standing = (owner: NonNullable<MyPaymentsPageQuery['me']>['owner'] | undefined): string => {
  if (!owner?.balance) return ' '
  if (owner.balance.amount > 0) return `You owe ${formatMoney(owner.balance)}`
  return owner.credit && owner.credit.amount > 0
    ? `You have a credit of ${formatMoney(owner.credit)}`
    : 'Everything is paid'
}

/** What a client owes and has paid, in the portal. */
export function MyPaymentsPage() {
  const { data, loading, error, refetch, fetchMore } = useMyPaymentsPageQuery({
    fetchPolicy: 'cache-and-network',
  })
  usePaymentsChangedSubscription({ ignoreResults: true, onData: () => void refetch() })
  const payments = data?.payments
  const owner = data?.me?.owner
  const after = payments?.pageInfo.endCursor
  return (
    <Page
      title="Payments"
      subtitle={standing(data?.me?.owner)}
      actions={
        owner &&
        payments &&
        payments.totalCount > 0 && (
          <StatementButton ownerId={owner.id} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone} />
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(!error || data) && (
        <>
          <Section title="To be paid" flush>
            <DataTable
              label="To be paid"
              columns={invoiceColumns}
              rows={data?.invoices.nodes ?? []}
              rowKey={({ id }) => id}
              loading={loading}
              empty={
                <EmptyState title="Nothing is due">Invoices that are not paid yet stand here.</EmptyState>
              }
            />
          </Section>
          <Section title="Paid" flush>
            <DataTable
              label="Paid"
              columns={paymentColumns}
              rows={payments?.nodes ?? []}
              rowKey={({ id }) => id}
              loading={loading}
              hasMore={payments?.pageInfo.hasNextPage}
              onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
              empty={<EmptyState title="No payments yet">What you have paid stands here.</EmptyState>}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
