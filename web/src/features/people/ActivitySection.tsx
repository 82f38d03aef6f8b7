import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { When } from '../../ui/When'
import { actionText } from '../../ui/activity'
import { usePersonActivityQuery } from './people.gen'

/** What somebody did, latest first. */
export function ActivitySection({ userId }: { userId: string }) {
  const { data, error, loading, refetch, fetchMore } = usePersonActivityQuery({
    variables: { id: userId },
    fetchPolicy: 'cache-and-network',
  })
  const list = data?.user?.activity
  return (
    <Section title="Activity" id="activity">
      {error && !list && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {!list && loading && <Skeleton variant="rounded" height={120} />}
      {list?.nodes.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>Nothing was done with this account yet.</Typography>
      )}
      <Box component="ul" aria-label="Activity" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {list?.nodes.map(({ id, at, action, ip }) => (
          <Box
            component="li"
            key={id}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: '190px minmax(0, 1fr) auto' },
              columnGap: 2,
              py: 0.5,
              borderBottom: 1,
              borderColor: 'divider',
              '&:last-of-type': { borderBottom: 0 },
            }}
          >
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <When at={at} />
            </Box>
            <span>{actionText(action)}</span>
            <Box component="span" className="tabular" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {ip}
            </Box>
          </Box>
        ))}
      </Box>
      {list?.pageInfo.hasNextPage && (
        <Button
          disabled={loading}
          onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})}
          sx={{ mt: 1 }}
        >
          Show more
        </Button>
      )}
    </Section>
  )
}
