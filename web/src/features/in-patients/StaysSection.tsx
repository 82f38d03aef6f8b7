import Hotel from '@mui/icons-material/HotelOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { AdmitDialog } from './AdmitDialog'
import { type InPatient_inPatientFragment, useStaysSectionQuery } from './in-patients.gen'
import { cageText } from './words'

type Stay = InPatient_inPatientFragment

const columns: readonly Column<Stay>[] = [
  {
    key: 'since',
    label: 'Admitted',
    width: '22%',
    render: ({ admittedAt, location }) => <When at={admittedAt} zone={location?.timeZone} />,
  },
  {
    key: 'until',
    label: 'Discharged',
    width: '22%',
    phone: 'end',
    render: ({ dischargedAt, cage, location }) =>
      dischargedAt ? (
        <When at={dischargedAt} zone={location?.timeZone} />
      ) : (
        <Tag tone="info">In {cageText(cage)}</Tag>
      ),
  },
  { key: 'reason', label: 'Reason', render: ({ reason }) => reason },
  {
    key: 'home',
    label: 'Instructions for home',
    render: ({ instructions }) => <Box sx={{ whiteSpace: 'pre-line' }}>{instructions ?? '–'}</Box>,
  },
]

/** A patient's stays in the hospital, and the way in. */
export function StaysSection({ petId }: { petId: string }) {
  const { data, error, refetch, fetchMore } = useStaysSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const [admitting, setAdmitting] = useState(false)
  const navigate = useNavigate()
  const pet = data?.pet
  const stays = data?.inPatients.nodes ?? []
  const isIn = stays.some(({ dischargedAt }) => !dischargedAt)
  return (
    <Section
      title="Stays"
      id="stays"
      flush
      actions={
        pet?.status === 'ACTIVE' &&
        !isIn && (
          <Can do="in-patient:write">
            <Button startIcon={<Hotel />} onClick={() => setAdmitting(true)}>
              Admit
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {!data && !error && <Skeleton variant="rounded" height={80} />}
      {data && (
        <DataTable
          label="Stays"
          columns={columns}
          rows={stays}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/ward/${id}`}
          hasMore={data.inPatients.pageInfo.hasNextPage}
          onMore={() =>
            void fetchMore({ variables: { after: data.inPatients.pageInfo.endCursor } }).catch(() => {})
          }
          empty={<EmptyState title="It has not stayed in the hospital" />}
        />
      )}
      {pet && admitting && (
        <AdmitDialog
          pet={pet}
          onAdmitted={(id) => void navigate(`/ward/${id}`)}
          onClose={() => setAdmitting(false)}
        />
      )}
    </Section>
  )
}
