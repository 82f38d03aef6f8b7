import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import { useEffect, useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Can, useCan, useViewer } from '../../ui/viewer'
import { DraftEditor } from './DraftEditor'
import { unsavedOf } from './draftStore'
import { useMedicalRecordsSectionQuery } from './medical-records.gen'
import { RecordCard } from './RecordCard'

/** What was found and done, the latest first, on the patient's chart. */
export function MedicalRecordsSection({ petId }: { petId: string }) {
  const viewer = useViewer()
  const mayWrite = useCan('medical-record:write')
  const { data, loading, error, refetch, fetchMore } = useMedicalRecordsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const [writing, setWriting] = useState<string | null | undefined>(undefined)
  const [started, setStarted] = useState<string | null>(null)
  const list = data?.pet?.medicalRecords
  const after = list?.pageInfo.endCursor
  // What a closed browser had not saved opens by itself, until somebody opens or closes something.
  const unsaved = (id: string | null) => mayWrite && unsavedOf(viewer.id, id, petId) !== null
  const left = () =>
    unsaved(null) ? 'new' : list?.nodes.find(({ id, status }) => status === 'DRAFT' && unsaved(id))?.id
  const found = writing === undefined ? left() : undefined
  useEffect(() => {
    if (found) setWriting(found)
  }, [found])
  const open = writing ?? null
  const close = () => {
    if (open === 'new') void refetch()
    setStarted(null)
    setWriting(null)
  }
  const records = list?.nodes.filter(({ id }) => open !== 'new' || id !== started)
  return (
    <Section
      title="Medical records"
      id="records"
      flush
      actions={
        open !== 'new' && (
          <Can do="medical-record:write">
            <Button startIcon={<Add />} onClick={() => setWriting('new')}>
              New record
            </Button>
          </Can>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
        {!list && !error && <Skeleton variant="rounded" height={150} />}
        {open === 'new' && <DraftEditor petId={petId} record={null} onDone={close} onStarted={setStarted} />}
        {records?.length === 0 && open !== 'new' && (
          <Paper variant="outlined">
            <EmptyState title="Nothing is written about this patient yet">
              A record holds what was found and done at a visit.
            </EmptyState>
          </Paper>
        )}
        {records?.map((record) =>
          open === record.id ? (
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
