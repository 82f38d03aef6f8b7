import Box from '@mui/material/Box'
import {
  useDraftsToSignQuery,
  useMedicalRecordChangedSubscription,
  useVisitsToWriteQuery,
  useVisitToWriteChangedSubscription,
} from './medical-records.gen'
import type { LoadedSection } from '../../ui/feature'
import { addDays, startOfDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { useNow } from '../../ui/useNow'
import { useViewer } from '../../ui/viewer'
import { DraftsToSign } from './DraftsToSign'
import { VisitsToWrite } from './VisitsToWrite'

interface PatientProps {
  petId: string
  onChange: () => void
}

/** Follows the records of one patient; saved texts reach the lists by themselves. */
function FollowRecords({ petId, onChange }: PatientProps) {
  useMedicalRecordChangedSubscription({
    variables: { filter: { petId } },
    ignoreResults: true,
    onData: ({ data: { data } }) => {
      const kind = data?.medicalRecordChanged.kind
      if (kind === 'BEGUN' || kind === 'SIGNED' || kind === 'RETRACTED') onChange()
    },
  })
  return null
}

/** What a vet still has to write, to sign and to look at. */
export function ToDoPage({ sections }: { sections: readonly LoadedSection<'toDo'>[] }) {
  const viewer = useViewer()
  const { timeZone } = useCurrentLocation()
  useNow()
  const today = todayIn(timeZone)
  const drafts = useDraftsToSignQuery({
    variables: { authorId: viewer.id },
    fetchPolicy: 'cache-and-network',
  })
  const visits = useVisitsToWriteQuery({
    variables: {
      vetId: viewer.id,
      from: startOfDay(today, timeZone),
      to: startOfDay(addDays(today, 1), timeZone),
    },
    fetchPolicy: 'cache-and-network',
  })
  useVisitToWriteChangedSubscription({
    variables: { vetId: viewer.id },
    ignoreResults: true,
    onData: () => void visits.refetch(),
  })
  const reload = () => {
    void drafts.refetch()
    void visits.refetch()
  }
  const petIds = new Set([
    ...(drafts.data?.medicalRecords.nodes.map(({ pet }) => pet.id) ?? []),
    ...(visits.data?.appointments.nodes.flatMap(({ pet }) => pet?.id ?? []) ?? []),
  ])
  const hours = drafts.data?.medicalRecordSettings.lockAfterHours ?? 24
  return (
    <Page title="To do" subtitle={`Drafts are locked ${hours} hours after they were begun.`}>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <DraftsToSign {...drafts} />
        <VisitsToWrite {...visits} />
        {sections.map(({ key, Component }) => (
          <Component key={key} vetId={viewer.id} />
        ))}
      </Box>
      {[...petIds].map((petId) => (
        <FollowRecords key={petId} petId={petId} onChange={reload} />
      ))}
    </Page>
  )
}
