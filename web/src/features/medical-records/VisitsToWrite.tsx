import type { VisitsToWriteQuery, useVisitsToWriteQuery } from './medical-records.gen'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { patientText } from '../../ui/patient'
import { Section } from '../../ui/Section'
import { StatusChip } from '../../ui/StatusChip'
import { When } from '../../ui/When'

type Visit = VisitsToWriteQuery['appointments']['nodes'][number]
type VisitOfPatient = Visit & { pet: NonNullable<Visit['pet']> }

const columns: readonly Column<VisitOfPatient>[] = [
  { key: 'patient', label: 'Patient', width: '30%', render: ({ pet }) => patientText(pet) },
  { key: 'reason', label: 'Reason', phone: 'hidden', render: ({ reason }) => reason || '–' },
  { key: 'type', label: 'Visit', phone: 'hidden', render: ({ type }) => type.name },
  {
    key: 'at',
    label: 'Time',
    phone: 'end',
    width: 90,
    render: ({ startsAt }) => <When at={startsAt} show="time" />,
  },
  { key: 'status', label: 'Status', width: 150, render: ({ status }) => <StatusChip status={status} /> },
]

/** Visits of which nobody has begun a record; one that was entered in error is none. */
const withoutRecord = ({ appointments }: VisitsToWriteQuery): VisitOfPatient[] =>
  appointments.nodes.flatMap((visit) =>
    visit.pet && visit.hasRecord === false ? [{ ...visit, pet: visit.pet }] : [],
  )

/** Today's own visits of which neither the vet nor a colleague has begun a record. */
export function VisitsToWrite({ data, error, loading, refetch }: ReturnType<typeof useVisitsToWriteQuery>) {
  return (
    <Section title="Today’s visits without a record" id="visits" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || loading) && (
        <DataTable
          label="Today’s visits without a record"
          columns={columns}
          rows={data ? withoutRecord(data) : []}
          rowKey={({ id }) => id}
          rowHref={({ id, pet }) => `/patients/${pet.id}?visit=${id}#records`}
          loading={loading}
          empty={
            <EmptyState title="No visit waits for its record">
              Your visits of today are listed here until you begin their records.
            </EmptyState>
          }
        />
      )}
    </Section>
  )
}
