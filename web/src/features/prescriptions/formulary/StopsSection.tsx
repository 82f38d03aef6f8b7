import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { problemOf } from '../../../ui/errors'
import { ErrorView } from '../../../ui/ErrorView'
import { Section } from '../../../ui/Section'
import { useToast } from '../../../ui/toasts'
import {
  type Stop_drugStopFragment,
  useAddDrugStopMutation,
  useFormularyStopsQuery,
  useRemoveDrugStopMutation,
} from './formulary.gen'
import { StopDialog } from './StopDialog'

const aboutOf = ({ species, otherSubstance }: Stop_drugStopFragment) =>
  species ? `not for a ${species.name.toLowerCase()}` : `not with ${otherSubstance?.name}`

/** What is not prescribed without a reason; allergies and maximum doses stop too, by the chart and the doses. */
export function StopsSection() {
  const [adding, setAdding] = useState(false)
  const toast = useToast()
  const query = useFormularyStopsQuery({ fetchPolicy: 'cache-and-network' })
  const [remove, removing] = useRemoveDrugStopMutation()
  const [add] = useAddDrugStopMutation()
  const list = query.data?.drugStops
  const attempt = (work: () => Promise<unknown>) =>
    work().then(
      () => query.refetch(),
      (failure: unknown) => toast({ message: problemOf(failure).message, severity: 'error' }),
    )
  const takeOut = (stop: Stop_drugStopFragment) =>
    attempt(async () => {
      await remove({ variables: { id: stop.id } })
      const { substance, species, otherSubstance, reason } = stop
      const input = {
        substanceId: substance.id,
        speciesId: species?.id ?? null,
        otherSubstanceId: otherSubstance?.id ?? null,
        reason,
      }
      toast({
        message: `${substance.name}, ${aboutOf(stop)}: removed.`,
        action: { label: 'Undo', run: () => void attempt(() => add({ variables: { input } })) },
      })
    })
  const columns: Column<Stop_drugStopFragment>[] = [
    { key: 'substance', label: 'Substance', width: '22%', render: ({ substance }) => substance.name },
    { key: 'about', label: 'Stop', width: '22%', render: aboutOf },
    { key: 'reason', label: 'Why', render: ({ reason }) => reason },
    {
      key: 'change',
      label: 'Change',
      phone: 'end',
      align: 'right',
      width: 100,
      render: (stop) => (
        <Button
          size="small"
          color="error"
          disabled={removing.loading}
          aria-label={`Remove ${stop.substance.name}, ${aboutOf(stop)}`}
          onClick={() => void takeOut(stop)}
        >
          Remove
        </Button>
      ),
    },
  ]
  return (
    <Section
      title="Stops"
      id="stops"
      flush
      actions={
        <Button startIcon={<Add />} onClick={() => setAdding(true)}>
          New stop
        </Button>
      }
    >
      {query.error && (
        <ErrorView error={query.error} onRetry={() => void query.refetch()} form={list ? 'line' : 'page'} />
      )}
      {(list || !query.error) && (
        <DataTable
          label="Stops"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={query.loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() =>
            void query.fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => {})
          }
          empty={
            <EmptyState title="No stops yet">
              What a species must not have, and substances that are not given together.
            </EmptyState>
          }
        />
      )}
      {adding && (
        <StopDialog
          onSaved={() => {
            setAdding(false)
            void query.refetch()
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  )
}
