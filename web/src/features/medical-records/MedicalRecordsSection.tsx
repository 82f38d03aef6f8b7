import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { useMedicalRecordsSectionQuery } from '../../gql/hooks'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Can, useCan, useViewer } from '../../ui/viewer'
import { DraftEditor } from './DraftEditor'
import { unsavedOf } from './draftStore'
import { RecordCard } from './RecordCard'

/** What was found and done, the latest first, on the patient's chart. */
export function MedicalRecordsSection({ petId }: { petId: string }) {
  const viewer = useViewer()
  const mayWrite = useCan('medical-record:write')
  const { data, loading, error, refetch, fetchMore } = useMedicalRecordsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  // What a closed browser had not saved opens by itself.
  const [writing, setWriting] = useState<string | 'new' | null>(() =>
    mayWrite && unsavedOf(viewer.id, null, petId) ? 'new' : null,
  )
  const list = data?.pet?.medicalRecords
  const after = list?.pageInfo.endCursor
  const close = () => {
    if (writing === 'new') void refetch()
    setWriting(null)
  }
  return (
    <Section
      title="Medical records"
      id="records"
      flush
      actions={
        writing !== 'new' && (
          <Can do="medical-record:write">
            <Button startIcon={<Add />} onClick={() => setWriting('new')}>
              New record
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {!list && !error && <Skeleton variant="rounded" height={150} />}
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {writing === 'new' && <DraftEditor petId={petId} record={null} onDone={close} />}
        {list?.nodes.length === 0 && writing !== 'new' && (
          <Paper variant="outlined">
            <EmptyState title="Nothing is written about this patient yet">
              A record holds what was found and done at a visit.
            </EmptyState>
          </Paper>
        )}
        {list?.nodes.map((record) =>
          writing === record.id ? (
            <DraftEditor key={record.id} petId={petId} record={record} onDone={close} />
          ) : (
            <RecordCard key={record.id} record={record} onEdit={() => setWriting(record.id)} />
          ),
        )}
        {list?.pageInfo.hasNextPage && (
          <Button
            variant="outlined"
            color="inherit"
            loading={loading}
            onClick={() => void fetchMore({ variables: { after } }).catch(() => {})}
            sx={{ justifySelf: 'center' }}
          >
            Older records
          </Button>
        )}
      </Box>
    </Section>
  )
}
