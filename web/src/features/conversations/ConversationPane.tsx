import ArrowBack from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCan } from '../../ui/viewer'
import { AssignMenu } from './AssignMenu'
import { useConversationPaneQuery } from './conversations.gen'
import { Notes } from './Notes'
import { Thread } from './Thread'

/** One conversation at the desk: who answers it, what was written, and what colleagues noted. */
export function ConversationPane({ id, onClose }: { id: string; onClose: () => void }) {
  const mayWrite = useCan('conversation:write')
  const { data, error, refetch, fetchMore } = useConversationPaneQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  const conversation = data?.conversation
  if (error && !conversation) return <ErrorView error={error} onRetry={() => void refetch()} />
  if (data && !conversation) return <EmptyState title="There is no such conversation" />
  if (!conversation) return <Skeleton variant="rounded" height={240} sx={{ m: 2 }} />
  const { owner } = conversation
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 2,
          py: 1,
          minHeight: 56,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <IconButton
          aria-label="All conversations"
          onClick={onClose}
          edge="start"
          sx={{ display: { md: 'none' } }}
        >
          <ArrowBack fontSize="small" />
        </IconButton>
        <Typography variant="h2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {owner?.name ? (
            <Link component={RouterLink} to={`/clients/${owner.id}`} color="inherit">
              {owner.name}
            </Link>
          ) : (
            'A client'
          )}
        </Typography>
        <AssignMenu conversation={conversation} refetch={refetch} />
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexDirection: { xs: 'column', lg: 'row' },
          flex: 1,
          minHeight: 0,
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, minWidth: 0, p: 2 }}>
          {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
          <Thread
            conversation={conversation}
            side="HOSPITAL"
            ownerId={owner?.id ?? null}
            mayWrite={mayWrite && owner !== null}
            marksRead
            refetch={refetch}
            onMore={(after) => void fetchMore({ variables: { after } }).catch(() => {})}
            height="fill"
          />
        </Box>
        <Notes
          conversationId={id}
          notes={conversation.notes?.nodes ?? []}
          mayWrite={mayWrite}
          refetch={refetch}
        />
      </Box>
    </>
  )
}
