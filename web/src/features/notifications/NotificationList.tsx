import Campaign from '@mui/icons-material/CampaignOutlined'
import Event from '@mui/icons-material/EventOutlined'
import Forum from '@mui/icons-material/ForumOutlined'
import NotificationsActive from '@mui/icons-material/NotificationsActiveOutlined'
import NotificationsNone from '@mui/icons-material/NotificationsNone'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import type { NotificationKind } from '../../gql/types'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { problemOf } from '../../ui/errors'
import { useToast } from '../../ui/toasts'
import { useNow } from '../../ui/useNow'
import { When } from '../../ui/When'
import { NotificationBellDocument } from './bell.gen'
import {
  type NotificationItem_notificationFragment,
  useMarkAllNotificationsReadMutation,
  useMarkNotificationReadMutation,
  useNotificationListQuery,
} from './notifications.gen'

const icons: Record<NotificationKind, typeof Event> = {
  APPOINTMENT: Event,
  REMINDER: NotificationsActive,
  ALERT: Campaign,
  MESSAGE: Forum,
}

interface Props {
  titleId: string
  unread: number
  onClose: () => void
}

export function NotificationList({ titleId, unread, onClose }: Props) {
  const { data, previousData, loading, error, refetch, fetchMore } = useNotificationListQuery({
    fetchPolicy: 'cache-and-network',
  })
  const navigate = useNavigate()
  const toast = useToast()
  const [markRead] = useMarkNotificationReadMutation()
  const [markAll, { loading: marking }] = useMarkAllNotificationsReadMutation({
    update: (cache) => {
      cache.writeQuery({ query: NotificationBellDocument, data: { unreadNotificationCount: 0 } })
      cache.evict({ fieldName: 'notifications' })
    },
  })
  const complain = (failure: unknown) => toast({ severity: 'error', message: problemOf(failure).message })
  const list = (data ?? previousData)?.notifications
  const after = list?.pageInfo.endCursor

  const open = ({ id, readAt, link }: NotificationItem_notificationFragment) => {
    if (!readAt) {
      void markRead({
        variables: { id },
        optimisticResponse: { markNotificationRead: { id, readAt: new Date().toISOString() } },
        update: (cache) =>
          void cache.writeQuery({
            query: NotificationBellDocument,
            data: { unreadNotificationCount: Math.max(0, unread - 1) },
          }),
      }).catch(complain)
    }
    // Only a path of ours: a notification must not lead out of the hospital.
    if (!link?.startsWith('/') || /^\/[/\\]/.test(link)) return
    onClose()
    void navigate(link)
  }
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 2,
          minHeight: 52,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography id={titleId} variant="h2" sx={{ flex: 1 }}>
          Notifications
        </Typography>
        {unread > 0 && (
          <Button size="small" loading={marking} onClick={() => void markAll().catch(complain)}>
            Mark all read
          </Button>
        )}
      </Box>
      <Box sx={{ overflowY: 'auto', flex: 1 }}>
        {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
        {!list && !error && (
          <Box role="status" aria-label="Loading notifications" sx={{ p: 2 }}>
            {[0, 1, 2].map((index) => (
              <Skeleton key={index} height={52} />
            ))}
          </Box>
        )}
        {list?.nodes.length === 0 && (
          <EmptyState title="All quiet" icon={<NotificationsNone />}>
            Bookings, reminders and alerts for you appear here.
          </EmptyState>
        )}
        <Box component="ul" aria-label="Notifications" sx={{ listStyle: 'none', m: 0, p: 0.75 }}>
          {list?.nodes.map((notification) => (
            <li key={notification.id}>
              <Item notification={notification} onOpen={() => open(notification)} />
            </li>
          ))}
        </Box>
        {list?.pageInfo.hasNextPage && (
          <Box sx={{ textAlign: 'center', pb: 1 }}>
            <Button
              onClick={() => void fetchMore({ variables: { after } }).catch(complain)}
              disabled={loading}
            >
              Older ones
            </Button>
          </Box>
        )}
      </Box>
    </>
  )
}

function Item({
  notification,
  onOpen,
}: {
  notification: NotificationItem_notificationFragment
  onOpen: () => void
}) {
  const Icon = icons[notification.kind]
  const unread = notification.readAt === null
  return (
    <ButtonBase
      onClick={onOpen}
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1.5,
        width: '100%',
        textAlign: 'left',
        p: 1.25,
        borderRadius: 2,
        '&:hover': { backgroundColor: 'action.hover' },
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 20, mt: 0.25, color: unread ? 'primary.main' : 'text.secondary' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: unread ? 680 : 500 }}>{notification.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {notification.body}
        </Typography>
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary', mt: 0.25 }}>
          <Ago at={notification.createdAt} />
          {unread && ' · unread'}
        </Typography>
      </Box>
      {unread && (
        <Box
          aria-hidden
          sx={{ width: 8, height: 8, mt: 0.875, borderRadius: '50%', backgroundColor: 'secondary.main' }}
        />
      )}
    </ButtonBase>
  )
}

function Ago({ at }: { at: string }) {
  const minutes = Math.floor((useNow() - Date.parse(at)) / 60_000)
  if (minutes >= 60) return <When at={at} />
  return <time dateTime={at}>{minutes < 1 ? 'Just now' : `${minutes} min ago`}</time>
}
