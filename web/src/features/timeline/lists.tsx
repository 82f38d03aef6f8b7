import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import Event from '@mui/icons-material/EventOutlined'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import type { TimelineKind } from '../../gql/types'
import { InvoiceStatusTag } from '../../ui/InvoiceStatusTag'
import { Money } from '../../ui/Money'
import { StatusChip } from '../../ui/StatusChip'
import { When } from '../../ui/When'
import { Entry, RecordEntry } from './Entry'
import { EntryRow } from './EntryRow'
import { EntryList } from './EntryList'
import {
  useTimelineInvoicesQuery,
  useTimelinePetChangedSubscription,
  useTimelineRecordChangedSubscription,
  useTimelineSearchQuery,
  useTimelineSectionQuery,
  useTimelineVaccinationChangedSubscription,
  useTimelineVisitsQuery,
} from './timeline.gen'

/** What clinical keeps of a patient; it follows what colleagues do, and a draft that is being typed by itself. */
export function Entries({ petId, kinds }: { petId: string; kinds: readonly TimelineKind[] | null }) {
  const asked = useTimelineSectionQuery({
    variables: { petId, kinds: kinds && [...kinds] },
    fetchPolicy: 'cache-and-network',
  })
  const look = { variables: { petId }, ignoreResults: true, onData: () => void asked.refetch() }
  useTimelinePetChangedSubscription(look)
  useTimelineVaccinationChangedSubscription(look)
  useTimelineRecordChangedSubscription({
    variables: { petId },
    ignoreResults: true,
    onData: ({ data: { data } }) => data?.medicalRecordChanged.kind === 'BEGUN' && void asked.refetch(),
  })
  return (
    <EntryList list={asked.data?.pet?.timeline} asked={asked} empty="Nothing of this kind is on the chart.">
      {(entry) => <Entry key={entry.entityId} entry={entry} />}
    </EntryList>
  )
}

interface Sought {
  petId: string
  search: string
  diagnosis: string
}

/** The records that contain every word and have the diagnosis. */
export function FoundRecords({ petId, search, diagnosis }: Sought) {
  const asked = useTimelineSearchQuery({
    variables: { petId, search: search || null, diagnosis: diagnosis || null },
    fetchPolicy: 'cache-and-network',
  })
  return (
    <EntryList
      list={asked.data?.medicalRecords}
      asked={asked}
      empty={
        diagnosis
          ? 'No record of this patient has this diagnosis.'
          : 'No record of this patient has these words.'
      }
    >
      {(record) => <RecordEntry key={record.id} record={record} />}
    </EntryList>
  )
}

/** Scheduling's part: a list of its own, whose pages do not end where clinical's do. */
export function Visits({ petId }: { petId: string }) {
  const asked = useTimelineVisitsQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  return (
    <EntryList list={asked.data?.pet?.appointments} asked={asked} empty="No visits yet.">
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

/** Billing's part: invoices of the patient's visits, and those with a line for it. */
export function Invoices({ petId }: { petId: string }) {
  const asked = useTimelineInvoicesQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  return (
    <EntryList list={asked.data?.invoices} asked={asked} empty="No invoices yet.">
      {({ id, number, status, total, createdAt, location }) => (
        <EntryRow
          key={id}
          icon={Receipt}
          kind="Invoice"
          day={<When at={createdAt} show="day" zone={location?.timeZone} />}
          title={
            <Link component={RouterLink} to={`/invoices/${id}`}>
              {number ?? 'Draft'}
            </Link>
          }
          detail={<Money value={total} />}
          over={status === 'VOID'}
          tags={<InvoiceStatusTag status={status} />}
        />
      )}
    </EntryList>
  )
}
