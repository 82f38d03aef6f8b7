import Badge from '@mui/material/Badge'
import { Hidden } from '../../ui/Hidden'
import {
  UnreadConversationsDocument,
  useUnreadConversationsChangedSubscription,
  useUnreadConversationsQuery,
} from './unread.gen'

/** In how many conversations something waits to be read, as it is now. */
export function UnreadBadge() {
  const { data } = useUnreadConversationsQuery({ fetchPolicy: 'cache-and-network' })
  useUnreadConversationsChangedSubscription({
    onData: ({ client, data: event }) => {
      const received = event.data?.messageReceived
      if (!received) return
      client.cache.writeQuery({
        query: UnreadConversationsDocument,
        data: { unreadConversationCount: received.unreadCount },
      })
    },
  })
  const count = data?.unreadConversationCount ?? 0
  if (count === 0) return null
  return (
    <>
      <Badge
        aria-hidden
        badgeContent={count}
        max={99}
        color="error"
        sx={{ position: 'absolute', top: 14, left: 'calc(50% + 14px)' }}
      />
      <Hidden>{count} unread</Hidden>
    </>
  )
}
