import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { patientText } from '../../ui/patient'
import { Section } from '../../ui/Section'
import { FollowUpDialog } from './FollowUpDialog'
import { declinedOf } from './planForm'
import { type PlansToFollowUpQuery, usePlansToFollowUpQuery } from './treatment-plans.gen'

type Plan = PlansToFollowUpQuery['treatmentPlansToFollowUp']['nodes'][number]

const columns = (onFollowUp: (plan: Plan) => void): Column<Plan>[] => [
  {
    key: 'patient',
    label: 'Patient',
    width: '26%',
    render: ({ pet }) => patientText(pet),
  },
  {
    key: 'declined',
    label: 'Declined',
    render: ({ title, lines }) =>
      `${title}: ${declinedOf(lines)
        .map(({ description }) => description)
        .join(', ')}`,
  },
  {
    key: 'day',
    label: 'Ask again on',
    phone: 'hidden',
    width: 130,
    render: ({ followUpOn }) => formatDay(followUpOn!, 'dated'),
  },
  {
    key: 'done',
    label: 'Done',
    phone: 'end',
    align: 'right',
    width: 120,
    render: (plan) => (
      <Button
        size="small"
        variant="outlined"
        aria-label={`Follow up ${plan.title} of ${plan.pet.name}`}
        onClick={() => onFollowUp(plan)}
      >
        Follow up
      </Button>
    ),
  },
]

/** The plans of a vet of which something was declined, and whose clients are to be asked again by now. */
export function PlansToFollowUp({ vetId }: { vetId: string }) {
  const { timeZone } = useCurrentLocation()
  const { data, error, loading, refetch, fetchMore } = usePlansToFollowUpQuery({
    variables: { vetId, until: todayIn(timeZone) },
    fetchPolicy: 'cache-and-network',
  })
  const [open, setOpen] = useState<Plan | null>(null)
  const list = data?.treatmentPlansToFollowUp
  return (
    <Section title="Declined treatment to ask about again" id="follow-up" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || loading) && (
        <DataTable
          label="Declined treatment to ask about again"
          columns={columns(setOpen)}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ pet }) => `/patients/${pet.id}#treatment-plans`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})}
          empty={
            <EmptyState title="Nobody is to be asked again">
              What a client declines of your plans stands here on the day that was chosen.
            </EmptyState>
          }
        />
      )}
      {open && (
        <FollowUpDialog
          plan={open}
          onClose={() => {
            setOpen(null)
            void refetch()
          }}
        />
      )}
    </Section>
  )
}
