import NotificationsNone from '@mui/icons-material/NotificationsNone'
import Badge from '@mui/material/Badge'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import { lazy, Suspense, useId, useState } from 'react'
import { Hidden } from '../../ui/Hidden'
import {
  NotificationBellDocument,
  useNotificationBellQuery,
  useNotificationReceivedSubscription,
} from './bell.gen'

const NotificationList = lazy(async () => ({
  default: (await import('./NotificationList')).NotificationList,
}))

/** How many notifications are unread, as it is now on every device of this person (N6). */
export function NotificationBell() {
  const { data } = useNotificationBellQuery({ fetchPolicy: 'cache-and-network' })
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [heard, setHeard] = useState('')
  const titleId = useId()
  useNotificationReceivedSubscription({
    onData: ({ client, data: event }) => {
      const received = event.data?.notificationReceived
      if (!received) return
      client.cache.writeQuery({
        query: NotificationBellDocument,
        data: { unreadNotificationCount: received.unreadCount },
      })
      if (!received.notification) return
      client.cache.evict({ fieldName: 'notifications' })
      setHeard(`New notification: ${received.notification.title}`)
    },
  })
  const unread = data?.unreadNotificationCount ?? 0
  return (
    <>
      <IconButton
        aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Badge badgeContent={unread > 0 ? unread : null} max={99} color="error" overlap="circular">
          <NotificationsNone fontSize="small" />
        </Badge>
      </IconButton>
      <Hidden role="status">{heard}</Hidden>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -6, horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-labelledby': titleId,
            sx: {
              width: { xs: 'calc(100vw - 24px)', sm: 400 },
              maxHeight: 'min(560px, 80dvh)',
              display: 'flex',
              flexDirection: 'column',
              border: '1px solid var(--vg-palette-divider)',
              boxShadow: '0 16px 40px -14px rgb(10 30 28 / 0.4)',
            },
          },
        }}
      >
        <Suspense fallback={null}>
          <NotificationList titleId={titleId} unread={unread} onClose={() => setAnchor(null)} />
        </Suspense>
      </Popover>
    </>
  )
}
