import Event from '@mui/icons-material/EventOutlined'
import type { TimelineKind } from '../../gql/types'
import { StatusChip } from '../../ui/StatusChip'
import { When } from '../../ui/When'
import { Entry, RecordEntry } from './Entry'
import { EntryRow } from './EntryRow'
import { EntryList } from './EntryList'
import {
  useTimelinePetChangedSubscription,
  useTimelineRecordChangedSubscription,
  useTimelineSearchQuery,
  useTimelineSectionQuery,
  useTimelineVaccinationChangedSubscription,
  useTimelineVisitsQuery,
} from './timeline.gen'

/** What clinical keeps of a patient; it follows what colleagues do, and a draft that is being typed by itself. */
export function Entries({ petId, kinds }: { petId: string; kinds: readonly TimelineKind[] | null }) {
  const { data, loading, error, refetch, fetchMore } = useTimelineSectionQuery({
    variables: { petId, kinds: kinds && [...kinds] },
    fetchPolicy: 'cache-and-network',
  })
  const look = { variables: { petId }, ignoreResults: true, onData: () => void refetch() }
  useTimelinePetChangedSubscription(look)
  useTimelineVaccinationChangedSubscription(look)
  useTimelineRecordChangedSubscription({
    variables: { petId },
    ignoreResults: true,
    onData: ({ data: { data } }) => data?.medicalRecordChanged.kind === 'BEGUN' && void refetch(),
  })
  const list = data?.pet?.timeline
  return (
    <EntryList
      list={list}
      loading={loading}
      error={error}
      onRetry={() => void refetch()}
      onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
      empty="Nothing of this kind is on the chart."
    >
      {(entry) => <Entry key={entry.entityId} entry={entry} />}
    </EntryList>
  )
}

/** The records that contain every word. */
export function FoundRecords({ petId, search }: { petId: string; search: string }) {
  const { data, loading, error, refetch, fetchMore } = useTimelineSearchQuery({
    variables: { petId, search },
    fetchPolicy: 'cache-and-network',
  })
  const list = data?.medicalRecords
  return (
    <EntryList
      list={list}
      loading={loading}
      error={error}
      onRetry={() => void refetch()}
      onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
      empty="No record of this patient has these words."
    >
      {(record) => <RecordEntry key={record.id} record={record} />}
    </EntryList>
  )
}

/** Scheduling's part: a list of its own, whose pages do not end where clinical's do. */
export function Visits({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = useTimelineVisitsQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const list = data?.pet?.appointments
  return (
    <EntryList
      list={list}
      loading={loading}
      error={error}
      onRetry={() => void refetch()}
      onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
      empty="No visits yet."
    >
      {({ id, startsAt, status, reason, type, vet, location }) => (
        <EntryRow
          key={id}
          icon={Event}
          kind="Visit"
          day={<When at={startsAt} show="day" zone={location?.timeZone} />}
          title={[type.name, reason].filter(Boolean).join(': ')}
          detail={vet?.name}
          tags={<StatusChip status={status} />}
        />
      )}
    </EntryList>
  )
}
