import Skeleton from '@mui/material/Skeleton'
import Button from '@mui/material/Button'
import { Link } from 'react-router'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useCan } from '../../ui/viewer'
import { useOwnerConversationSectionQuery } from './conversations.gen'
import { Thread } from './Thread'

/** What was written to and by a client, on the client's page. */
export function OwnerConversationSection({ ownerId }: { ownerId: string }) {
  const mayWrite = useCan('conversation:write')
  const { data, error, refetch, fetchMore } = useOwnerConversationSectionQuery({
    variables: { ownerId },
    fetchPolicy: 'cache-and-network',
  })
  const conversation = data?.owner?.conversation ?? null
  return (
    <Section
      title="Messages"
      id="conversation"
      actions={
        conversation && (
          <Button component={Link} to={`/conversations?conversation=${conversation.id}`}>
            Open with internal notes
          </Button>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {!data && !error && <Skeleton variant="rounded" height={120} />}
      {data?.owner && (
        <Thread
          conversation={conversation}
          side="HOSPITAL"
          ownerId={ownerId}
          mayWrite={mayWrite}
          marksRead={false}
          refetch={refetch}
          onMore={(after) => void fetchMore({ variables: { after } }).catch(() => {})}
          height={320}
        />
      )}
    </Section>
  )
}
