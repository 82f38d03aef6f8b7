import ContentCopy from '@mui/icons-material/ContentCopy'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'
import { useCopy } from '../../ui/useCopy'
import { When } from '../../ui/When'
import {
  useCalendarFeedsQuery,
  useCreateCalendarFeedMutation,
  useRevokeCalendarFeedMutation,
} from './calendar-feeds.gen'

interface Props {
  /** Null for one’s own. */
  locationId: string | null
  whose: string
}

/** Makes and revokes the private address at which calendar programs read appointments. */
export function CalendarAddress({ locationId, whose }: Props) {
  const toast = useToast()
  const copy = useCopy()
  const { headersFor, done } = useIdempotencyKey()
  const { data, error, refetch } = useCalendarFeedsQuery({
    variables: { locationId },
    fetchPolicy: 'cache-and-network',
  })
  const [create, { loading: making }] = useCreateCalendarFeedMutation({ fetchPolicy: 'no-cache' })
  const [revoke, { loading: revoking }] = useRevokeCalendarFeedMutation()
  const [url, setUrl] = useState<string | null>(null)
  const feed = data?.calendarFeeds[0]

  const run = async (work: () => Promise<void>) => {
    try {
      await work()
      await refetch()
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  const make = () =>
    run(async () => {
      const input = { locationId }
      const answer = await create({ variables: { input }, context: headersFor(input) })
      done()
      setUrl(answer.data?.createCalendarFeed.url ?? null)
    })
  const end = (id: string) =>
    run(async () => {
      await revoke({ variables: { id } })
      setUrl(null)
      toast({ message: 'The address is revoked: nothing is found there any more.' })
    })

  if (error && !data) return <ErrorView error={error} onRetry={() => void refetch()} form="line" />
  if (!data) return <Skeleton variant="rounded" height={72} />
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <Typography sx={{ maxWidth: '65ch' }}>
        Calendar programs can show {whose} from a private address: times, kind of visit, patient and room,
        never reasons or notes. Whoever has the address can read them.
      </Typography>
      {url && (
        <Box sx={{ display: 'grid', gap: 1.5, width: '100%', maxWidth: 720 }}>
          <Alert severity="warning">Copy it now: it is not shown again.</Alert>
          <TextField label="Address" value={url} slotProps={{ htmlInput: { readOnly: true } }} />
          <Button
            startIcon={<ContentCopy />}
            sx={{ justifySelf: 'start' }}
            onClick={() => void copy(url, 'Address copied.')}
          >
            Copy
          </Button>
        </Box>
      )}
      {feed ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
          <span>
            There is an address since <When at={feed.createdAt} />.
          </span>
          <Button color="error" disabled={revoking} onClick={() => void end(feed.id)}>
            Revoke
          </Button>
        </Box>
      ) : (
        <Button variant="contained" disabled={making} onClick={() => void make()}>
          Get an address
        </Button>
      )}
    </Box>
  )
}
