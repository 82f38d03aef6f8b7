import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { RetireButton, useRetire } from '../../ui/retire'
import { Tag } from '../../ui/Tag'
import { EditTillDialog, NewTillDialog } from './TillDialog'
import {
  type Till_tillFragment,
  useTillChangesSubscription,
  useTillsPageQuery,
  useUpdateTillMutation,
} from './tills.gen'

type Till = Till_tillFragment

/** The tills of the current location, as the administrator keeps them. */
export function TillsPage() {
  const location = useCurrentLocation()
  const variables = { locationId: location.id }
  const { data, error, loading, refetch } = useTillsPageQuery({ variables, fetchPolicy: 'cache-and-network' })
  useTillChangesSubscription({ variables, onData: () => void refetch() })
  const [update] = useUpdateTillMutation()
  const setActive = useRetire(async (input) => (await update({ variables: { input } })).data?.updateTill, {
    retired: 'is retired',
    back: 'is in use again',
  })
  const [isNew, setIsNew] = useState(false)
  const [editing, setEditing] = useState<Till | null>(null)
  const latest = async (id: string) => (await refetch()).data?.tills.find((till) => till.id === id) ?? null
  const columns: Column<Till>[] = [
    { key: 'name', label: 'Till', render: ({ name }) => name },
    {
      key: 'state',
      label: 'State',
      render: ({ active }) => (active ? 'In use' : <Tag>Retired</Tag>),
    },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (till) => (
        <>
          <Button size="small" onClick={() => setEditing(till)} aria-label={`Rename ${till.name}`}>
            Rename
          </Button>
          <RetireButton thing={till} onClick={() => void setActive(till)} />
        </>
      ),
    },
  ]
  return (
    <Page
      title="Tills"
      subtitle={`The drawers for cash at ${location.name}. While there is one, cash is taken only when a till is open.`}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
          New till
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Tills"
          columns={columns}
          rows={data?.tills ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={<EmptyState title="No tills yet">Add the drawers into which cash is taken.</EmptyState>}
        />
      )}
      {isNew && <NewTillDialog onClose={() => setIsNew(false)} />}
      {editing && (
        <EditTillDialog till={editing} latest={() => latest(editing.id)} onClose={() => setEditing(null)} />
      )}
    </Page>
  )
}
