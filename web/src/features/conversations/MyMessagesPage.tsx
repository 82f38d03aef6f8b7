import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { useMyMessagesPageQuery } from './conversations.gen'
import { Thread } from './Thread'

/** What a client and the hospital write to each other. */
export function MyMessagesPage() {
  const { data, error, refetch, fetchMore } = useMyMessagesPageQuery({ fetchPolicy: 'cache-and-network' })
  const owner = data?.me?.owner
  return (
    <Page title="Messages" subtitle="We answer during opening hours. In an emergency, call us." fill>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={owner ? 'line' : 'page'} />}
      {!data && !error && <Skeleton variant="rounded" height={240} />}
      {data && !error && !owner && (
        <EmptyState title="We are looking for your animals">
          You can write to us as soon as somebody at the desk has connected them with this account.
        </EmptyState>
      )}
      {owner && (
        <Box sx={{ display: 'flex', flex: 1, minHeight: 0, maxWidth: 820 }}>
          <Thread
            conversation={owner.conversation ?? null}
            side="OWNER"
            ownerId={null}
            mayWrite
            marksRead
            refetch={refetch}
            onMore={(after) => void fetchMore({ variables: { after } }).catch(() => {})}
            height="fill"
          />
        </Box>
      )}
    </Page>
  )
}
