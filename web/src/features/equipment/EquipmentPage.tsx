import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { equipmentWords } from '../../ui/equipment'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { RetireButton, useRetire } from '../../ui/retire'
import { Tag } from '../../ui/Tag'
import { NewEquipmentDialog, RenameEquipmentDialog } from './EquipmentDialog'
import {
  type Equipment_equipmentFragment,
  useEquipmentPageChangesSubscription,
  useEquipmentPageQuery,
  useUpdateEquipmentMutation,
} from './equipment.gen'

type Equipment = Equipment_equipmentFragment

/** The equipment of the current location, as the administrator keeps them. */
export function EquipmentPage() {
  const location = useCurrentLocation()
  const variables = { locationId: location.id }
  const { data, error, loading, refetch } = useEquipmentPageQuery({
    variables,
    fetchPolicy: 'cache-and-network',
  })
  useEquipmentPageChangesSubscription({ variables, onData: () => void refetch() })
  const [update] = useUpdateEquipmentMutation()
  const setActive = useRetire(
    async (input) => (await update({ variables: { input } })).data?.updateEquipment,
    { retired: 'is retired: nothing new is booked with it', back: 'can be booked again' },
  )
  const [isNew, setIsNew] = useState(false)
  const [editing, setEditing] = useState<Equipment | null>(null)
  const latest = async (id: string) =>
    (await refetch()).data?.equipment.find((piece) => piece.id === id) ?? null
  const columns: Column<Equipment>[] = [
    { key: 'name', label: 'Equipment', render: ({ name }) => name },
    { key: 'kind', label: 'Kind', render: ({ kind }) => equipmentWords[kind] },
    {
      key: 'state',
      label: 'Booking',
      render: ({ active }) => (active ? 'Can be booked' : <Tag>Retired</Tag>),
    },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (piece) => (
        <>
          <Button size="small" onClick={() => setEditing(piece)} aria-label={`Rename ${piece.name}`}>
            Rename
          </Button>
          <RetireButton thing={piece} onClick={() => void setActive(piece)} />
        </>
      ),
    },
  ]
  return (
    <Page
      title="Equipment"
      subtitle={`What visits use at ${location.name}, one at a time. Retired equipment keeps the visits it has.`}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
          New equipment
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Equipment"
          columns={columns}
          rows={data?.equipment ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={
            <EmptyState title="No equipment yet">
              Add what visits need beside a vet and a room, such as an ultrasound scanner.
            </EmptyState>
          }
        />
      )}
      {isNew && <NewEquipmentDialog onClose={() => setIsNew(false)} />}
      {editing && (
        <RenameEquipmentDialog
          equipment={editing}
          latest={() => latest(editing.id)}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}
