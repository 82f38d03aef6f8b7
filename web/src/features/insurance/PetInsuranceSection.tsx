import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { useCan } from '../../ui/viewer'
import { type Policy_insurancePolicyFragment, usePetInsuranceSectionQuery } from './insurance.gen'
import { EditPolicyDialog, NewPolicyDialog } from './PolicyDialog'

type Policy = Policy_insurancePolicyFragment

const columns: readonly Column<Policy>[] = [
  { key: 'insurer', label: 'Insurer', width: '26%', render: ({ insurer }) => <b>{insurer}</b> },
  { key: 'number', label: 'Policy', render: ({ number }) => number },
  {
    key: 'valid',
    label: 'Valid',
    phone: 'end',
    render: ({ validFrom, validUntil }) =>
      validUntil
        ? `${formatDay(validFrom, 'dated')} – ${formatDay(validUntil, 'dated')}`
        : `from ${formatDay(validFrom, 'dated')}`,
  },
  {
    key: 'cover',
    label: 'Cover',
    render: ({ coverPercent }) => (coverPercent === null ? '–' : `${coverPercent} %`),
  },
  {
    key: 'excess',
    label: 'Excess',
    align: 'right',
    render: ({ excess }) => (excess ? <Money value={excess} /> : '–'),
  },
]

/** By whom a patient is insured. */
export function PetInsuranceSection({ petId }: { petId: string }) {
  const { data, error, loading, refetch } = usePetInsuranceSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const [open, setOpen] = useState<'new' | Policy | null>(null)
  const mayWrite = useCan('insurance:write')
  const pet = data?.pet
  const policies = pet?.insurancePolicies ?? []
  const latest = async (id: string) =>
    (await refetch()).data?.pet?.insurancePolicies?.find((policy) => policy.id === id) ?? null
  const close = () => {
    setOpen(null)
    void refetch()
  }
  const actions: Column<Policy> = {
    key: 'actions',
    label: 'Change',
    align: 'right',
    render: (policy) => (
      <Button size="small" aria-label={`Edit policy ${policy.number}`} onClick={() => setOpen(policy)}>
        Edit
      </Button>
    ),
  }
  return (
    <Section
      title="Insurance"
      id="insurance"
      flush
      actions={
        mayWrite && (
          <Button startIcon={<Add />} onClick={() => setOpen('new')}>
            Add policy
          </Button>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={80} />}
      {pet && (
        <DataTable
          label="Insurance policies"
          columns={mayWrite ? [...columns, actions] : columns}
          rows={policies}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="No policy noted">
              With a policy, lines of the patient’s invoices can be claimed from the insurer.
            </EmptyState>
          }
        />
      )}
      {pet && open === 'new' && <NewPolicyDialog pet={pet} onClose={close} />}
      {open !== null && open !== 'new' && (
        <EditPolicyDialog policy={open} latest={() => latest(open.id)} onClose={close} />
      )}
    </Section>
  )
}
