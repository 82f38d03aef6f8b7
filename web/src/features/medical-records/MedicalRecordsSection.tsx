import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import { useEffect, useState } from 'react'
import { skipToken } from '@apollo/client/react'
import { useSearchParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Can, useCan, useViewer } from '../../ui/viewer'
import { DraftEditor } from './DraftEditor'
import { unsavedOf } from './draftStore'
import {
  useMedicalRecordChangedSubscription,
  useMedicalRecordsSectionQuery,
  useVisitDraftQuery,
} from './medical-records.gen'
import { useWritingAidsQuery } from './record-templates.gen'
import { RecordCard } from './RecordCard'

/** What was found and done, the latest first, on the patient's chart. */
export function MedicalRecordsSection({ petId }: { petId: string }) {
  const viewer = useViewer()
  const mayWrite = useCan('medical-record:write')
  const { data, loading, error, refetch, fetchMore } = useMedicalRecordsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useMedicalRecordChangedSubscription({
    variables: { filter: { petId } },
    ignoreResults: true,
    // What is shown changes by itself; a record that is new comes with the list.
    onData: ({ data: { data } }) => data?.medicalRecordChanged.kind === 'BEGUN' && void refetch(),
  })
  const [params] = useSearchParams()
  const [visitId, recordId] = [params.get('visit'), params.get('record')]
  const { data: visit, error: visitError } = useVisitDraftQuery(
    visitId !== null && mayWrite
      ? { variables: { petId, appointmentId: visitId, authorId: viewer.id }, fetchPolicy: 'network-only' }
      : skipToken,
  )
  const { data: aids, error: aidsError } = useWritingAidsQuery(mayWrite ? {} : skipToken)
  const visitTypeId = visit?.appointment?.type.id
  const template = aids?.recordTemplates.find(({ appointmentType }) => appointmentType?.id === visitTypeId)
  const visitDraft = visit?.medicalRecords.nodes[0]
  const [writing, setWriting] = useState<string | null | undefined>(undefined)
  const [started, setStarted] = useState<string | null>(null)
  const list = data?.pet?.medicalRecords
  const after = list?.pageInfo.endCursor
  // What a closed browser had not saved opens by itself, until somebody opens or closes something.
  const unsaved = (id: string | null) => mayWrite && unsavedOf(viewer.id, id, petId) !== null
  const left = () => (unsaved(null) ? 'new' : list?.nodes.find(({ id }) => unsaved(id))?.id)
  // Then what an address asks for: a certain record, or the draft of a visit, which is begun when there is none.
  const asked = () =>
    list?.nodes.find(({ id, status }) => id === recordId && status === 'DRAFT')?.id ??
    (visit && (aids || aidsError)
      ? (visitDraft?.id ?? 'new')
      : visitError && visitId !== null
        ? 'new'
        : undefined)
  const found = writing === undefined && list ? (left() ?? asked()) : undefined
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
  // A draft of a visit long ago is not on the first page.
  const isListed = records?.some(({ id }) => id === open) ?? false
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
        {open === 'new' && (
          <DraftEditor
            petId={petId}
            record={null}
            visit={visit?.appointment ?? null}
            template={visitTypeId === undefined ? null : (template ?? null)}
            onDone={close}
            onStarted={setStarted}
            started={list?.nodes.find(({ id }) => id === started) ?? null}
          />
        )}
        {visitDraft && open === visitDraft.id && !isListed && (
          <DraftEditor petId={petId} record={visitDraft} onDone={close} />
        )}
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
            <RecordCard key={record.id} petId={petId} record={record} onEdit={() => setWriting(record.id)} />
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
