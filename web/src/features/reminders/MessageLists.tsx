import Button from '@mui/material/Button'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Unavailable } from '../../ui/Unavailable'
import { useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { reasons, statuses, stepWords } from './reminderWords'
import {
  type MessageRow_messageFragment,
  useDecidedMessagesQuery,
  usePlannedMessagesQuery,
  useStopMessageMutation,
} from './reminders.gen'

type Message = MessageRow_messageFragment

const about: Column<Message>[] = [
  { key: 'pet', label: 'Patient', render: ({ petName, what }) => `${petName}: ${what}` },
  {
    key: 'owner',
    label: 'Client',
    phone: 'hidden',
    render: ({ owner }) => owner?.name ?? <Unavailable what="Client" />,
  },
  {
    key: 'due',
    label: 'Due',
    phone: 'hidden',
    render: ({ dueAt, dueOn, step, location }) => (
      <>
        {dueAt ? <When at={dueAt} zone={location?.timeZone} /> : dueOn} ({stepWords(step)})
      </>
    ),
  },
]

/** What will go out, and can still be stopped. */
export function PlannedList({ hrefOf }: { hrefOf: (id: string) => string }) {
  const { data, error, loading, refetch, fetchMore } = usePlannedMessagesQuery({
    fetchPolicy: 'cache-and-network',
  })
  const [stop] = useStopMessageMutation({
    update: (cache) => {
      cache.evict({ fieldName: 'plannedMessages' })
      cache.evict({ fieldName: 'messages' })
    },
  })
  const toast = useToast()
  const mayStop = useCan('message:stop')
  const list = data?.plannedMessages
  const stopOne = async ({ id, petName }: Message) => {
    try {
      await stop({ variables: { id } })
      toast({ message: `The reminder for ${petName} is stopped.` })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  const columns: Column<Message>[] = [
    ...about,
    {
      key: 'at',
      label: 'Goes out',
      render: ({ sendAt, location }) => <When at={sendAt} zone={location?.timeZone} />,
    },
    {
      key: 'stop',
      label: 'Stop',
      align: 'right',
      phone: 'end',
      render: (message) =>
        mayStop && (
          <Button
            size="small"
            color="error"
            aria-label={`Stop ${message.petName}: ${message.what}`}
            onClick={(event) => {
              event.preventDefault()
              event.stopPropagation()
              void stopOne(message)
            }}
          >
            Stop
          </Button>
        ),
    },
  ]
  if (error && !list) return <ErrorView error={error} onRetry={() => void refetch()} />
  return (
    <DataTable
      label="Planned messages"
      columns={columns}
      rows={list?.nodes ?? []}
      rowKey={({ id }) => id}
      rowHref={({ id }) => hrefOf(id)}
      loading={loading}
      hasMore={list?.pageInfo.hasNextPage ?? false}
      onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } })}
      empty={<EmptyState title="Nothing is planned">No rule reaches anybody in the next 14 days.</EmptyState>}
    />
  )
}

/** What was sent or not, and why. */
export function DecidedList({ hrefOf }: { hrefOf: (id: string) => string }) {
  const { data, error, loading, refetch, fetchMore } = useDecidedMessagesQuery({
    fetchPolicy: 'cache-and-network',
  })
  const list = data?.messages
  const columns: Column<Message>[] = [
    ...about,
    {
      key: 'status',
      label: 'Status',
      phone: 'end',
      render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
    },
    { key: 'reason', label: 'Why', render: ({ reason }) => reason && reasons[reason] },
    { key: 'at', label: 'Decided', render: ({ decidedAt }) => decidedAt && <When at={decidedAt} /> },
  ]
  if (error && !list) return <ErrorView error={error} onRetry={() => void refetch()} />
  return (
    <DataTable
      label="Messages"
      columns={columns}
      rows={list?.nodes ?? []}
      rowKey={({ id }) => id}
      rowHref={({ id }) => hrefOf(id)}
      loading={loading}
      hasMore={list?.pageInfo.hasNextPage ?? false}
      onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } })}
      empty={
        <EmptyState title="Nothing was sent yet">What is sent, or not sent and why, stands here.</EmptyState>
      }
    />
  )
}
