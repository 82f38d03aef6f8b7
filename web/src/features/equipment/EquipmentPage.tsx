import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { equipmentWords } from '../../ui/equipment'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { NewEquipmentDialog, RenameEquipmentDialog } from './EquipmentDialog'
import {
  type Equipment_equipmentFragment,
  useEquipmentPageChangesSubscription,
  useEquipmentPageQuery,
  useUpdateEquipmentMutation,
} from './equipment.gen'

type Equipment = Equipment_equipmentFragment

/** Retires equipment or brings it back, at once and with an undo. */
function useActive() {
  const toast = useToast()
  const [update] = useUpdateEquipmentMutation()
  return async function setActive({ id, version, name, active }: Equipment, undoable = true): Promise<void> {
    try {
      const { data } = await update({ variables: { input: { id, version, active: !active } } })
      const changed = data?.updateEquipment
      toast({
        message: active
          ? `${name} is retired: nothing new is booked with it.`
          : `${name} can be booked again.`,
        ...(undoable && changed && { action: { label: 'Undo', run: () => void setActive(changed, false) } }),
      })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
}

/** The equipment of the current location, as the administrator keeps them. */
export function EquipmentPage() {
  const location = useCurrentLocation()
  const variables = { locationId: location.id }
  const { data, error, loading, refetch } = useEquipmentPageQuery({
    variables,
    fetchPolicy: 'cache-and-network',
  })
  useEquipmentPageChangesSubscription({ variables, onData: () => void refetch() })
  const setActive = useActive()
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
          <Button
            size="small"
            color={piece.active ? 'error' : 'primary'}
            onClick={() => void setActive(piece)}
            aria-label={`${piece.active ? 'Retire' : 'Bring back'} ${piece.name}`}
          >
            {piece.active ? 'Retire' : 'Bring back'}
          </Button>
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
