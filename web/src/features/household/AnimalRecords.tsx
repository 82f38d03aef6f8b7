import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import {
  type AnimalRecord_recordFragment,
  useAnimalRecordChangedSubscription,
  useAnimalRecordsQuery,
} from './animal.gen'

const parts = [
  ['subjective', 'What you told us'],
  ['objective', 'What we found'],
  ['assessment', 'What we think it is'],
  ['plan', 'What was done and comes next'],
] as const

/** The released records of an animal, the latest first; what is released or withdrawn meanwhile follows by itself. */
export function AnimalRecords({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = useAnimalRecordsQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useAnimalRecordChangedSubscription({
    variables: { petId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = data?.pet?.medicalRecords
  return (
    <Section title="Visits and findings" id="records" flush>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }} aria-busy={loading}>
        {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
        {!list && !error && <Skeleton variant="rounded" height={160} />}
        {list?.nodes.length === 0 && (
          <Paper variant="outlined">
            <EmptyState title="Nothing to read yet">
              What your vet writes for you after a visit appears here.
            </EmptyState>
          </Paper>
        )}
        {list?.nodes.map((record) => (
          <AnimalRecord key={record.id} record={record} />
        ))}
        {list?.pageInfo.hasNextPage && (
          <Button
            variant="outlined"
            color="inherit"
            loading={loading}
            onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})}
            sx={{ justifySelf: 'center' }}
          >
            Earlier ones
          </Button>
        )}
      </Box>
    </Section>
  )
}

const plain = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

function AnimalRecord({ record }: { record: AnimalRecord_recordFragment }) {
  return (
    <Paper
      component="article"
      variant="outlined"
      aria-labelledby={`record-${record.id}`}
      sx={{ p: { xs: 1.5, md: 2 }, display: 'grid', gap: 1.25 }}
    >
      <Box>
        <Typography variant="h3" id={`record-${record.id}`}>
          <When at={record.occurredAt} show="day" />
          {record.appointment && ` · ${record.appointment.type.name}`}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {record.author ? record.author.name : <Unavailable what="Vet" />}
        </Typography>
        {record.diagnoses.length > 0 && (
          <Typography>{record.diagnoses.map(({ text }) => text).join(', ')}</Typography>
        )}
      </Box>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1.25 }}>
        {parts
          .filter(([part]) => record[part].trim() !== '')
          .map(([part, label]) => (
            <Box key={part} sx={{ minWidth: 0 }}>
              <Box component="dt" sx={{ fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}>
                {label}
              </Box>
              <Box component="dd" sx={{ m: 0, ...plain }}>
                {record[part]}
              </Box>
            </Box>
          ))}
      </Box>
      {record.addenda.map(({ id, text, createdAt, author }) => (
        <Box key={id} sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            Added <When at={createdAt} show="day" />
            {author && ` by ${author.name}`}
          </Typography>
          <Box sx={plain}>{text}</Box>
        </Box>
      ))}
    </Paper>
  )
}
