import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import type { ConversationFilter } from '../../gql/types'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { dateIn, todayIn } from '../../ui/format'
import { Hidden } from '../../ui/Hidden'
import { useCurrentLocation } from '../../ui/location'
import { When } from '../../ui/When'
import {
  type ConversationRow_conversationFragment,
  useConversationsPageQuery,
  useMessageReceivedSubscription,
} from './conversations.gen'

interface Props {
  filter: ConversationFilter
  opened: string | null
  hrefOf: (id: string) => string
}

/** The conversations, the one with the latest message first. */
export function ConversationList({ filter, opened, hrefOf }: Props) {
  const { data, error, loading, refetch, fetchMore } = useConversationsPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  useMessageReceivedSubscription({ ignoreResults: true, onData: () => void refetch() })
  const list = data?.conversations
  if (error && !list) return <ErrorView error={error} onRetry={() => void refetch()} />
  return (
    <Paper variant="outlined" sx={{ minHeight: 0, overflowY: 'auto' }} aria-busy={loading}>
      {!list && [0, 1, 2, 3, 4].map((key) => <Skeleton key={key} height={64} sx={{ mx: 2 }} />)}
      {list?.nodes.length === 0 && (
        <EmptyState title="Nothing here">No conversation fits this filter.</EmptyState>
      )}
      <Box component="ul" aria-label="Conversations" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {list?.nodes.map((conversation) => (
          <Row
            key={conversation.id}
            conversation={conversation}
            href={hrefOf(conversation.id)}
            isOpened={conversation.id === opened}
          />
        ))}
      </Box>
      {list?.pageInfo.hasNextPage && (
        <Box sx={{ textAlign: 'center', p: 1 }}>
          <Button
            disabled={loading}
            onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})}
          >
            Show more
          </Button>
        </Box>
      )}
    </Paper>
  )
}

interface RowProps {
  conversation: ConversationRow_conversationFragment
  href: string
  isOpened: boolean
}

const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

function Row({ conversation, href, isOpened }: RowProps) {
  const { owner, lastMessage, lastMessageAt, unread, assignedTo } = conversation
  const { timeZone } = useCurrentLocation()
  const isToday = dateIn(lastMessageAt, timeZone) === todayIn(timeZone)
  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: 'divider' }}>
      <Box
        component={RouterLink}
        to={href}
        aria-current={isOpened || undefined}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) auto',
          columnGap: 1,
          px: 2,
          py: 1.25,
          color: 'inherit',
          textDecoration: 'none',
          backgroundColor: isOpened
            ? 'color-mix(in srgb, var(--vg-palette-primary-main) 12%, transparent)'
            : undefined,
          '&:hover': { backgroundColor: 'action.hover' },
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Typography sx={{ fontWeight: unread ? 680 : 500, ...oneLine }}>
          {unread && (
            <Box
              component="span"
              aria-hidden
              sx={{
                display: 'inline-block',
                width: 8,
                height: 8,
                mr: 0.75,
                borderRadius: '50%',
                backgroundColor: 'secondary.main',
              }}
            />
          )}
          {owner?.name ?? 'A client'}
          {unread && <Hidden>, unread</Hidden>}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary', justifySelf: 'end' }}>
          <When at={lastMessageAt} show={isToday ? 'time' : 'day'} />
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', ...oneLine }}>
          {lastMessage && `${lastMessage.sender === 'HOSPITAL' ? 'Sent: ' : ''}${lastMessage.text}`}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {assignedTo?.name}
        </Typography>
      </Box>
    </Box>
  )
}
