import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { PreviewSeriesInput, SeriesChangeKind } from '../../../gql/types'
import { ErrorView } from '../../../ui/ErrorView'
import { formatDay, formatTime } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { useAppointmentChangedSubscription } from '../appointments.gen'
import { type SeriesPreviewQuery, useSeriesPreviewQuery } from './series.gen'

type Occurrence = SeriesPreviewQuery['previewSeries'][number]

/** What booking or changing a series would do, as long as it is not saved; follows what other desks book. */
export function useSeriesPreview(input: PreviewSeriesInput | null) {
  const { id: locationId } = useCurrentLocation()
  const { data, error, refetch } = useSeriesPreviewQuery(
    input
      ? { variables: { input }, fetchPolicy: 'network-only', notifyOnNetworkStatusChange: false }
      : skipToken,
  )
  useAppointmentChangedSubscription(
    input
      ? { variables: { filter: { locationId } }, ignoreResults: true, onData: () => void refetch() }
      : skipToken,
  )
  const occurrences = input ? data?.previewSeries : undefined
  const clashes = occurrences?.filter(({ problem }) => problem !== null) ?? []
  const placed = occurrences?.filter(({ change }) => change === 'BOOK' || change === 'MOVE') ?? []
  return {
    occurrences,
    error: input ? error : undefined,
    /** The days whose visit is not possible. */
    skip: clashes.map(({ date }) => date),
    possible: placed.length - clashes.length,
  }
}

const words: Record<SeriesChangeKind, string> = {
  BOOK: '',
  MOVE: 'moves here',
  KEEP: 'stays',
  CANCEL: 'is cancelled',
}

interface Props {
  preview: ReturnType<typeof useSeriesPreview>
  /** What becomes of a visit that is not possible: “left out”, “left where it is”. */
  otherwise: string
}

/** Each visit of a series with what happens to it, and why some are not possible. */
export function SeriesPreview({ preview: { occurrences, error, skip }, otherwise }: Props) {
  const { timeZone: zone } = useCurrentLocation()
  if (error) return <ErrorView error={error} form="line" />
  if (!occurrences) return <Skeleton variant="rounded" height={96} aria-label="Looking at each visit" />
  const note = ({ change, problem }: Occurrence) => problem ?? words[change]
  return (
    <Box component="section" aria-label="Visits of the series" sx={{ display: 'grid', gap: 1 }}>
      {skip.length > 0 && (
        <Alert severity="warning" role="status">
          {skip.length} of {occurrences.length} visits {skip.length === 1 ? 'is' : 'are'} not possible and
          will be {otherwise}.
        </Alert>
      )}
      <Box
        component="ol"
        // Firefox and Chromium scroll what has the focus with the arrow keys.
        tabIndex={0}
        aria-label="Visits"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          maxHeight: 220,
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        {occurrences.map((occurrence) => (
          <Box
            component="li"
            key={occurrence.number}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '28px 1fr', sm: '28px 190px 1fr' },
              columnGap: 1,
              px: 1.25,
              py: 0.5,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <Typography variant="body2" className="tabular" sx={{ color: 'text.secondary' }}>
              {occurrence.number}
            </Typography>
            <Typography
              variant="body2"
              className="tabular"
              sx={{ textDecoration: occurrence.problem ? 'line-through' : 'none' }}
            >
              {formatDay(occurrence.date, 'short')}, {formatTime(occurrence.startsAt, zone)}
            </Typography>
            <Typography
              variant="body2"
              sx={{
                color: occurrence.problem ? 'text.primary' : 'text.secondary',
                gridColumn: { xs: 2, sm: 'auto' },
              }}
            >
              {note(occurrence)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
