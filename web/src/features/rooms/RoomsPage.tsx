import Add from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { EditRoomDialog, NewRoomDialog } from './RoomDialog'
import {
  type Room_roomFragment,
  useRoomsPageChangesSubscription,
  useRoomsPageQuery,
  useUpdateRoomMutation,
} from './rooms.gen'

type Room = Room_roomFragment

/** Retires a room or brings it back, at once and with an undo. */
function useActive() {
  const toast = useToast()
  const [update] = useUpdateRoomMutation()
  return async function setActive({ id, version, name, active }: Room, undoable = true): Promise<void> {
    try {
      const { data } = await update({ variables: { input: { id, version, active: !active } } })
      const changed = data?.updateRoom
      toast({
        message: active
          ? `${name} is retired: nothing new is booked into it.`
          : `${name} can be booked again.`,
        ...(undoable && changed && { action: { label: 'Undo', run: () => void setActive(changed, false) } }),
      })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
}

/** The rooms of the current location, as the administrator keeps them. */
export function RoomsPage() {
  const location = useCurrentLocation()
  const variables = { locationId: location.id }
  const { data, error, loading, refetch } = useRoomsPageQuery({ variables, fetchPolicy: 'cache-and-network' })
  useRoomsPageChangesSubscription({ variables, onData: () => void refetch() })
  const setActive = useActive()
  const [isNew, setIsNew] = useState(false)
  const [editing, setEditing] = useState<Room | null>(null)
  const latest = async (id: string) => (await refetch()).data?.rooms.find((room) => room.id === id) ?? null
  const columns: Column<Room>[] = [
    { key: 'name', label: 'Room', render: ({ name }) => name },
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
      render: (room) => (
        <>
          <Button size="small" onClick={() => setEditing(room)} aria-label={`Rename ${room.name}`}>
            Rename
          </Button>
          <Button
            size="small"
            color={room.active ? 'error' : 'primary'}
            onClick={() => void setActive(room)}
            aria-label={`${room.active ? 'Retire' : 'Bring back'} ${room.name}`}
          >
            {room.active ? 'Retire' : 'Bring back'}
          </Button>
        </>
      ),
    },
  ]
  return (
    <Page
      title="Rooms"
      subtitle={`Where visits take place at ${location.name}. A retired room keeps the visits it has.`}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
          New room
        </Button>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Rooms"
          columns={columns}
          rows={data?.rooms ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={<EmptyState title="No rooms yet">Add the rooms into which visits are booked.</EmptyState>}
        />
      )}
      {isNew && <NewRoomDialog onClose={() => setIsNew(false)} />}
      {editing && (
        <EditRoomDialog room={editing} latest={() => latest(editing.id)} onClose={() => setEditing(null)} />
      )}
    </Page>
  )
}
