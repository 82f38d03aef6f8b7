import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { type Column, DataTable } from '../../ui/DataTable'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { SidePanel } from '../../ui/SidePanel'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Unavailable } from '../../ui/Unavailable'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import {
  type BulkMessagePanelQuery,
  useBulkMessageChangedSubscription,
  useBulkMessagePanelQuery,
  useStopBulkMessageMutation,
} from './bulk-messages.gen'
import { decisions, progressOf, purposes, reasons, statuses } from './bulkWords'

type Recipient = NonNullable<BulkMessagePanelQuery['bulkMessage']>['recipientList']['nodes'][number]

const columns: Column<Recipient>[] = [
  { key: 'owner', label: 'Client', render: ({ owner }) => owner?.name ?? <Unavailable what="Client" /> },
  {
    key: 'status',
    label: 'Status',
    phone: 'end',
    render: ({ status }) => <Tag tone={decisions[status].tone}>{decisions[status].label}</Tag>,
  },
  { key: 'reason', label: 'Why', render: ({ reason }) => reason && reasons[reason] },
]

/** One bulk message: how far it is, to whom it went or not and why, and the button that stops it. */
export function BulkMessagePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const toast = useToast()
  const { data, error, loading, refetch, fetchMore } = useBulkMessagePanelQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  useBulkMessageChangedSubscription({
    variables: { filter: { id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [stop, { loading: stopping }] = useStopBulkMessageMutation()
  const message = data?.bulkMessage
  const stopIt = () =>
    stop({ variables: { id } }).then(
      () => refetch(),
      (failure: unknown) => toast({ message: problemOf(failure).message, severity: 'error' }),
    )
  return (
    <SidePanel
      title={message?.subject ?? 'Bulk message'}
      tag={message && <Tag tone={statuses[message.status].tone}>{statuses[message.status].label}</Tag>}
      onClose={onClose}
    >
      {error && !message && <ErrorView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={200} />}
      {data && !message && <Typography>There is no such message.</Typography>}
      {message && (
        <>
          <div>
            <LinearProgress
              variant="determinate"
              aria-label="Progress"
              value={(100 * (message.sent + message.leftOut + message.stopped)) / message.recipients}
            />
            <Typography role="status" sx={{ mt: 1 }}>
              {progressOf(message)}
            </Typography>
          </div>
          {message.status === 'SENDING' && (
            <Can do="bulk-message:send">
              <Button variant="outlined" color="error" loading={stopping} onClick={() => void stopIt()}>
                Stop what was not sent yet
              </Button>
            </Can>
          )}
          <Facts
            wide
            facts={[
              ['Purpose', purposes[message.purpose]],
              ['Location', message.location?.name ?? <Unavailable key="location" what="Location" />],
              ['Written by', message.createdBy?.name],
              ['Written', <When key="at" at={message.createdAt} />],
              ...(message.stoppedBy ? [['Stopped by', message.stoppedBy.name] as const] : []),
            ]}
          />
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.body}</Typography>
          <DataTable
            label="Recipients"
            columns={columns}
            rows={message.recipientList.nodes}
            rowKey={({ owner, decidedAt }) => owner?.id ?? String(decidedAt)}
            loading={loading}
            hasMore={message.recipientList.pageInfo.hasNextPage}
            onMore={() =>
              void fetchMore({ variables: { after: message.recipientList.pageInfo.endCursor } }).catch(
                () => {},
              )
            }
          />
        </>
      )}
    </SidePanel>
  )
}
