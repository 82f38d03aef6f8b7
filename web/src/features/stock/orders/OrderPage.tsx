import { useApolloClient } from '@apollo/client/react'
import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { useDownload } from '../../../ui/documents'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { Facts } from '../../../ui/Facts'
import { Money } from '../../../ui/Money'
import { Page } from '../../../ui/Page'
import { ReasonDialog } from '../../../ui/ReasonDialog'
import { RecordPage } from '../../../ui/RecordPage'
import { Section } from '../../../ui/Section'
import { Tag } from '../../../ui/Tag'
import { useToast } from '../../../ui/toasts'
import { useTitle } from '../../../ui/useTitle'
import { Can, useCan } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { LineDialog, lineInputs } from './LineDialog'
import { LinesTable } from './LinesTable'
import {
  type Order_orderFragment,
  OrderDocumentDocument,
  type OrderLine_lineFragment,
  useCancelPurchaseOrderMutation,
  useClosePurchaseOrderMutation,
  useOrderPageQuery,
  useOrdersChangedSubscription,
  useUpdatePurchaseOrderMutation,
} from './orders.gen'
import { orderName, statuses } from './orderWords'
import { ReceiveLineDialog } from './ReceiveLineDialog'
import { SendDialog } from './SendDialog'

type Order = Order_orderFragment
type Line = OrderLine_lineFragment
type Open = 'send' | 'cancel' | 'close' | 'add' | { change: Line } | { receive: Line } | null

export function OrderPage() {
  const { id = '' } = useParams()
  return <OrderOf key={id} id={id} />
}

function OrderOf({ id }: { id: string }) {
  const { data, error, refetch } = useOrderPageQuery({ variables: { id }, fetchPolicy: 'cache-and-network' })
  useOrdersChangedSubscription({
    onData: ({ data: { data: told } }) => {
      if (told?.purchaseOrderChanged.id === id) void refetch()
    },
  })
  const [open, setOpen] = useState<Open>(null)
  const toast = useToast()
  const [update] = useUpdatePurchaseOrderMutation()
  const mayWrite = useCan('purchase-order:write')
  const mayReceive = useCan('inventory:receive')
  const order = data?.purchaseOrder
  useTitle(order ? orderName(order) : 'Purchase order')
  if (error && !order)
    return (
      <Page title="Purchase order">
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !order)
    return (
      <Page title="Purchase order">
        <EmptyState title="There is no such order">The link may be old.</EmptyState>
      </Page>
    )
  const close = () => setOpen(null)
  const isDraft = order?.status === 'DRAFT'
  const takes = order && ['SENT', 'PARTLY_RECEIVED', 'RECEIVED'].includes(order.status)
  const remove = async ({ id: lineId, description }: Line) => {
    if (!order) return
    const lines = lineInputs(order.lines.filter((line) => line.id !== lineId))
    await update({ variables: { input: { id, version: order.version, lines } } }).then(
      () => toast({ message: `${description} is not ordered.` }),
      () => void refetch(),
    )
  }
  return (
    <>
      <RecordPage
        back={{ to: '/stock/orders', label: 'All orders' }}
        error={error}
        onRetry={() => void refetch()}
        head={order && <Head order={order} onOpen={setOpen} />}
        aside={order && <Details order={order} />}
        asideLast
      >
        {order && (
          <Section
            title="Lines"
            flush
            actions={
              isDraft &&
              mayWrite && (
                <Button size="small" variant="outlined" startIcon={<Add />} onClick={() => setOpen('add')}>
                  Add line
                </Button>
              )
            }
          >
            <LinesTable
              lines={order.lines}
              onChange={isDraft && mayWrite ? (line) => setOpen({ change: line }) : null}
              onRemove={isDraft && mayWrite ? (line) => void remove(line) : null}
              onReceive={takes && mayReceive ? (line) => setOpen({ receive: line }) : null}
            />
          </Section>
        )}
      </RecordPage>
      {order && open === 'send' && <SendDialog order={order} onClose={close} />}
      {order && open === 'add' && <LineDialog order={order} line={null} onClose={close} />}
      {order && (open === 'cancel' || open === 'close') && (
        <EndDialog order={order} way={open} onClose={close} />
      )}
      {order && open !== null && typeof open === 'object' && 'change' in open && (
        <LineDialog order={order} line={open.change} onClose={close} />
      )}
      {order && open !== null && typeof open === 'object' && 'receive' in open && (
        <ReceiveLineDialog
          order={order}
          line={open.receive}
          onReceived={() => void refetch()}
          onClose={close}
        />
      )}
    </>
  )
}

function Head({ order, onOpen }: { order: Order; onOpen: (open: Open) => void }) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const { status, number } = order
  const { label, tone } = statuses[status]
  const print = () =>
    download(async () => {
      const { data } = await client.query({
        query: OrderDocumentDocument,
        variables: { id: order.id },
        fetchPolicy: 'network-only',
      })
      const url = data?.purchaseOrder?.documentUrl
      return url ? { url, fileName: `${number ?? 'order'}.pdf` } : null
    })
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <Box
        sx={{ flex: 1, minWidth: 220, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.25 }}
      >
        <Typography variant="h1" sx={{ fontSize: '1.5rem' }}>
          {orderName(order)}
        </Typography>
        <Tag tone={tone}>{label}</Tag>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {number && (
          <Button variant="outlined" color="inherit" disabled={loading} onClick={() => void print()}>
            Download PDF
          </Button>
        )}
        <Can do="purchase-order:write">
          {status === 'DRAFT' && (
            <Button variant="contained" disabled={order.lines.length === 0} onClick={() => onOpen('send')}>
              Send
            </Button>
          )}
          {['SENT', 'PARTLY_RECEIVED'].includes(status) && (
            <Button variant="outlined" color="inherit" onClick={() => onOpen('close')}>
              Close
            </Button>
          )}
          {['DRAFT', 'SENT'].includes(status) && (
            <Button variant="outlined" color="inherit" onClick={() => onOpen('cancel')}>
              Cancel order
            </Button>
          )}
        </Can>
      </Box>
    </Box>
  )
}

interface EndProps {
  order: Order
  way: 'cancel' | 'close'
  onClose: () => void
}

function EndDialog({ order, way, onClose }: EndProps) {
  const [cancel] = useCancelPurchaseOrderMutation()
  const [end] = useClosePurchaseOrderMutation()
  return (
    <ReasonDialog
      title={way === 'cancel' ? `Cancel ${orderName(order)}` : `Close ${orderName(order)}`}
      submitLabel={way === 'cancel' ? 'Cancel order' : 'Close order'}
      danger
      lead={
        way === 'cancel'
          ? 'Nothing of it will be received. Tell the supplier if it was sent.'
          : 'What has not arrived is not awaited any more.'
      }
      usual={way === 'cancel' ? ['Ordered twice', 'Not needed'] : ['Not available', 'Ordered elsewhere']}
      onSave={async (reason) => {
        const variables = { input: { id: order.id, version: order.version, reason } }
        await (way === 'cancel' ? cancel({ variables }) : end({ variables }))
        onClose()
      }}
      onClose={onClose}
    />
  )
}

function Details({ order }: { order: Order }) {
  const { supplier, location, total, sentAt, sentTo, note, endReason } = order
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Facts
        facts={[
          [
            'Supplier',
            <Link key="supplier" component={RouterLink} to={`/stock/suppliers/${supplier.id}`}>
              {supplier.name}
            </Link>,
          ],
          ['For', location?.name],
          ['Total before tax', <Money key="total" value={total} />],
          ['Sent', sentAt && <When at={sentAt} />],
          ['By e-mail to', sentTo],
          ['Note', note],
          ...(endReason ? ([['Reason', endReason]] as const) : []),
        ]}
      />
    </Paper>
  )
}
