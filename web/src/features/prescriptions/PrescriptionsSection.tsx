import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import {
  type Prescription_prescriptionFragment,
  usePrescriptionsChangedSubscription,
  usePrescriptionsSectionQuery,
} from './prescriptions.gen'
import type { PrescriptionStatus } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Section } from '../../ui/Section'
import { Tag, type Tone } from '../../ui/Tag'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { CancelDialog } from './CancelDialog'
import { DispenseDialog } from './DispenseDialog'
import { LabelButton } from './LabelButton'
import { PrescribeDialog } from './PrescribeDialog'
import { RefillDialog } from './RefillDialog'
import { UpdateDialog } from './UpdateDialog'

type Prescription = Prescription_prescriptionFragment

const looks: Readonly<Record<PrescriptionStatus, { label: string; tone: Tone }>> = {
  ACTIVE: { label: 'Active', tone: 'good' },
  USED_UP: { label: 'Used up', tone: 'neutral' },
  EXPIRED: { label: 'Expired', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'bad' },
}

/** Whether the last repeat is all that is left. */
const runsOut = ({ status, repeats, remaining, quantity }: Prescription) =>
  status === 'ACTIVE' && repeats > 0 && remaining <= quantity

const columns: readonly Column<Prescription>[] = [
  {
    key: 'drug',
    label: 'Medicine',
    render: ({ drug, dose, unit, frequency, overrides }) => (
      <Box component="span" sx={{ display: 'block', py: 0.5 }}>
        <b>{drug}</b>
        <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
          {dose !== null && `${dose} ${unit} `}
          {frequency}
        </Box>
        {overrides.map(({ message, reason }) => (
          <Box component="span" key={message} sx={{ display: 'block', color: 'warning.main' }}>
            {message} – {reason}
          </Box>
        ))}
      </Box>
    ),
  },
  {
    key: 'status',
    label: 'Status',
    phone: 'end',
    render: (prescription) =>
      runsOut(prescription) ? (
        <Tag tone="warn">Repeats run out</Tag>
      ) : (
        <Tag tone={looks[prescription.status].tone}>{looks[prescription.status].label}</Tag>
      ),
  },
  {
    key: 'left',
    label: 'Left',
    align: 'right',
    render: ({ remaining, authorised, unit }) => (
      <span className="tabular">
        {remaining} of {authorised} {unit}
      </span>
    ),
  },
  { key: 'until', label: 'Valid until', render: ({ expiresOn }) => formatDay(expiresOn, 'dated') },
  {
    key: 'by',
    label: 'Prescribed',
    render: ({ prescribedAt, prescriber }) => (
      <>
        <When at={prescribedAt} show="day" /> {prescriber && `by ${prescriber.name}`}
      </>
    ),
  },
]

/** What was prescribed for a patient, what is left of it and how it is handed out, on the chart. */
export function PrescriptionsSection({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = usePrescriptionsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  usePrescriptionsChangedSubscription({ variables: { petId }, ignoreResults: true })
  const [writing, setWriting] = useState(false)
  const [handedOut, setHandedOut] = useState<Prescription | null>(null)
  const [changing, setChanging] = useState<Prescription | null>(null)
  const [cancelling, setCancelling] = useState<Prescription | null>(null)
  const pet = data?.pet
  const actions: Column<Prescription> = {
    key: 'actions',
    label: 'Change',
    align: 'right',
    render: (prescription) =>
      prescription.status === 'ACTIVE' && (
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
          <Can do="prescription:dispense">
            <Button
              size="small"
              aria-label={`${prescription.item ? 'Dispense' : 'Refill'} ${prescription.drug}`}
              onClick={() => setHandedOut(prescription)}
            >
              {prescription.item ? 'Dispense' : 'Refill'}
            </Button>
            <LabelButton prescription={prescription} />
          </Can>
          <Can do="prescription:write">
            {prescription.remaining === prescription.authorised && (
              <Button
                size="small"
                color="inherit"
                aria-label={`Change ${prescription.drug}`}
                onClick={() => setChanging(prescription)}
              >
                Change
              </Button>
            )}
            <Button
              size="small"
              color="inherit"
              aria-label={`Cancel ${prescription.drug}`}
              onClick={() => setCancelling(prescription)}
            >
              Cancel
            </Button>
          </Can>
        </Box>
      ),
  }
  return (
    <Section
      title="Prescriptions"
      id="prescriptions"
      flush
      actions={
        pet?.status === 'ACTIVE' && (
          <Can do="prescription:write">
            <Button startIcon={<Add />} onClick={() => setWriting(true)}>
              Prescribe
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={120} />}
      {pet && (
        <DataTable
          label="Prescriptions"
          columns={[...columns, actions]}
          rows={pet.prescriptions.nodes}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={pet.prescriptions.pageInfo.hasNextPage}
          onMore={() =>
            void fetchMore({ variables: { after: pet.prescriptions.pageInfo.endCursor } }).catch(() => {})
          }
          empty={
            <EmptyState title="Nothing is prescribed">
              Medicines, refills and what is left of them appear here.
            </EmptyState>
          }
        />
      )}
      {pet && writing && <PrescribeDialog pet={pet} onClose={() => setWriting(false)} />}
      {handedOut?.item && (
        <DispenseDialog
          prescription={handedOut}
          itemId={handedOut.item.id}
          onClose={() => setHandedOut(null)}
        />
      )}
      {handedOut && !handedOut.item && (
        <RefillDialog prescription={handedOut} onClose={() => setHandedOut(null)} />
      )}
      {changing && <UpdateDialog prescription={changing} onClose={() => setChanging(null)} />}
      {cancelling && <CancelDialog prescription={cancelling} onClose={() => setCancelling(null)} />}
    </Section>
  )
}
