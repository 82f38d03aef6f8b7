import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { Can, useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { AddProblemDialog } from './AddProblemDialog'
import {
  type Problem_problemFragment,
  useProblemsChangedSubscription,
  useProblemsSectionQuery,
  useReopenProblemMutation,
  useResolveProblemMutation,
  useRetractProblemMutation,
} from './problems.gen'

type Problem = Problem_problemFragment

const columns: readonly Column<Problem>[] = [
  {
    key: 'problem',
    label: 'Problem',
    width: '34%',
    render: ({ text, code }) => (
      <>
        <b>{text}</b> {code && <Tag>{code}</Tag>}
      </>
    ),
  },
  {
    key: 'status',
    label: 'Status',
    phone: 'end',
    render: ({ status }) =>
      status === 'ACTIVE' ? <Tag tone="warn">Active</Tag> : <Tag tone="neutral">Resolved</Tag>,
  },
  { key: 'onset', label: 'Since', render: ({ onsetOn }) => (onsetOn ? formatDay(onsetOn, 'dated') : '–') },
  {
    key: 'resolved',
    label: 'Resolved',
    phone: 'hidden',
    render: ({ resolvedAt }) => (resolvedAt ? <When at={resolvedAt} /> : '–'),
  },
  { key: 'by', label: 'Entered by', phone: 'hidden', render: ({ addedBy }) => addedBy?.name ?? '–' },
]

/** What a patient suffers from over more than one visit. */
export function ProblemsSection({ petId }: { petId: string }) {
  const { data, error, loading, refetch } = useProblemsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useProblemsChangedSubscription({ variables: { petId } })
  const [adding, setAdding] = useState(false)
  const [retracting, setRetracting] = useState<Problem | null>(null)
  const [resolve, resolving] = useResolveProblemMutation()
  const [reopen, reopening] = useReopenProblemMutation()
  const [retract] = useRetractProblemMutation()
  const mayWrite = useCan('medical-record:write')
  const toast = useToast()
  const pet = data?.pet
  const turn = async ({ id, version, text, status }: Problem) => {
    const variables = { input: { id, version } }
    try {
      await (status === 'ACTIVE' ? resolve({ variables }) : reopen({ variables }))
      toast({ message: status === 'ACTIVE' ? `${text} is resolved.` : `${text} is active again.` })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
    await refetch()
  }
  const actions: Column<Problem> = {
    key: 'actions',
    label: 'Change',
    align: 'right',
    render: (problem) => (
      <Box component="span" sx={{ display: 'inline-flex', gap: 0.5 }}>
        <Button
          size="small"
          disabled={resolving.loading || reopening.loading}
          aria-label={`${problem.status === 'ACTIVE' ? 'Resolve' : 'Reopen'} ${problem.text}`}
          onClick={() => void turn(problem)}
        >
          {problem.status === 'ACTIVE' ? 'Resolve' : 'Reopen'}
        </Button>
        <Button
          size="small"
          color="inherit"
          aria-label={`Retract ${problem.text}`}
          onClick={() => setRetracting(problem)}
        >
          Retract
        </Button>
      </Box>
    ),
  }
  return (
    <Section
      title="Problems"
      id="problems"
      flush
      actions={
        <Can do="medical-record:write">
          <Button startIcon={<Add />} onClick={() => setAdding(true)}>
            Add problem
          </Button>
        </Can>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={80} />}
      {pet && (
        <DataTable
          label="Problems"
          columns={mayWrite ? [...columns, actions] : columns}
          rows={pet.problems}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="No problems on the list">
              What goes on over more than one visit: diabetes, an allergy of the skin, a heart murmur.
            </EmptyState>
          }
        />
      )}
      {pet && adding && (
        <AddProblemDialog
          pet={pet}
          onClose={() => {
            setAdding(false)
            void refetch()
          }}
        />
      )}
      {retracting && (
        <ReasonDialog
          title={`Retract ${retracting.text}?`}
          submitLabel="Retract"
          danger
          lead="It was entered in error. The audit log keeps it with the reason."
          onSave={async (reason) => {
            const { id, version } = retracting
            await retract({ variables: { input: { id, version, reason } } })
            setRetracting(null)
            await refetch()
          }}
          onClose={() => setRetracting(null)}
        />
      )}
    </Section>
  )
}
