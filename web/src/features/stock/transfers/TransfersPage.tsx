import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import type { Column } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ListPage, StatusFilter } from '../../../ui/ListPage'
import { useCurrentLocation } from '../../../ui/location'
import { Tag } from '../../../ui/Tag'
import { Unavailable } from '../../../ui/Unavailable'
import { useListParams } from '../../../ui/useListParams'
import { Can } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { StockLinks } from '../StockLinks'
import { among } from '../words'
import { ReceiveTransferDialog } from './ReceiveTransferDialog'
import { TakeBackDialog } from './TakeBackDialog'
import {
  type Transfer_transferFragment,
  useTransfersChangedSubscription,
  useTransfersPageQuery,
} from './transfers.gen'
import { lotText, quantityIn, statuses } from './transferWords'

type Row = Transfer_transferFragment

/** What became of it so far, in words. */
const progressOf = (row: Row): string =>
  [
    [row.received, 'received'],
    [row.inTransit, 'in transit'],
    [row.returned, 'taken back'],
    [row.writtenOff, 'written off'],
  ]
    .filter((part): part is [number, string] => part[0] !== 0)
    .map(([quantity, word]) => `${quantityIn(quantity, row)} ${word}`)
    .join(', ')

const columns = (here: string, onOpen: (row: Row) => void): Column<Row>[] => [
  {
    key: 'item',
    label: 'Item',
    render: (row) => (
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/stock/${row.item.id}`} sx={{ fontWeight: 600 }}>
          {row.item.name}
        </Link>
        <Box sx={{ fontWeight: 400, fontSize: '0.8125rem', color: 'text.secondary' }}>{lotText(row)}</Box>
      </Box>
    ),
  },
  {
    key: 'way',
    label: 'From and to',
    render: ({ from, to }) => (
      <>
        {from?.name ?? <Unavailable what="Location" />} → {to?.name ?? <Unavailable what="Location" />}
      </>
    ),
  },
  {
    key: 'status',
    label: 'Status',
    width: 140,
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  {
    key: 'progress',
    label: 'Quantity',
    render: (row) => (
      <Box className="tabular">
        {progressOf(row)}
        {row.differenceReason && (
          <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>“{row.differenceReason}”</Box>
        )}
      </Box>
    ),
  },
  {
    key: 'sent',
    label: 'Sent',
    width: 230,
    render: ({ createdAt, sentBy }) => (
      <>
        <When at={createdAt} />
        {sentBy && <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>by {sentBy.name}</Box>}
      </>
    ),
  },
  {
    key: 'action',
    label: 'Change',
    align: 'right',
    phone: 'end',
    width: 120,
    render: (row) => {
      if (row.inTransit === 0 || ![row.from?.id, row.to?.id].includes(here)) return null
      const arrives = row.to?.id === here
      return (
        <Can do={arrives ? 'inventory:receive' : 'inventory:transfer'}>
          <Button
            size="small"
            variant={arrives ? 'contained' : 'outlined'}
            aria-label={`${arrives ? 'Receive' : 'Take back'} ${row.item.name}`}
            onClick={() => onOpen(row)}
            sx={{ minHeight: { xs: 44, md: 'auto' } }}
          >
            {arrives ? 'Receive' : 'Take back'}
          </Button>
        </Can>
      )
    },
  },
]

/** What the current location has sent and what is on its way to it, the latest first. */
export function TransfersPage() {
  const location = useCurrentLocation()
  const params = useListParams()
  const [open, setOpen] = useState<Row | null>(null)
  const status = among(statuses, params.params.get('status'))
  const query = useTransfersPageQuery({
    variables: { filter: { locationId: location.id, ...(status && { status }) } },
    fetchPolicy: 'cache-and-network',
  })
  useTransfersChangedSubscription({
    variables: { locationId: location.id },
    ignoreResults: true,
    onData: () => void query.refetch(),
  })
  const Dialog = open?.to?.id === location.id ? ReceiveTransferDialog : TakeBackDialog
  return (
    <>
      <ListPage
        title="Transfers"
        counted={[`transfer from or to ${location.name}`, `transfers from or to ${location.name}`]}
        params={params}
        filters={<StatusFilter statuses={statuses} value={status} params={params} />}
        query={query}
        list={(query.data ?? query.previousData)?.stockTransfers}
        columns={columns(location.id, setOpen)}
        empty={
          <EmptyState title={status ? 'No transfer is in this state' : 'Nothing has been sent yet'}>
            {status ? 'Choose another.' : 'Open an item and send some of it to another location.'}
          </EmptyState>
        }
      >
        <StockLinks />
      </ListPage>
      {open && <Dialog transfer={open} onClose={() => setOpen(null)} />}
    </>
  )
}
