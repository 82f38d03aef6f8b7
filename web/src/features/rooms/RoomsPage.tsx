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
import { EditRoomDialog, NewRoomDialog } from './RoomDialog'
import {
  type Room_roomFragment,
  useRoomsPageChangesSubscription,
  useRoomsPageQuery,
  useUpdateRoomMutation,
} from './rooms.gen'

type Room = Room_roomFragment

/** The rooms of the current location, as the administrator keeps them. */
export function RoomsPage() {
  const location = useCurrentLocation()
  const variables = { locationId: location.id }
  const { data, error, loading, refetch } = useRoomsPageQuery({ variables, fetchPolicy: 'cache-and-network' })
  useRoomsPageChangesSubscription({ variables, onData: () => void refetch() })
  const [update] = useUpdateRoomMutation()
  const setActive = useRetire(async (input) => (await update({ variables: { input } })).data?.updateRoom, {
    retired: 'is retired: nothing new is booked into it',
    back: 'can be booked again',
  })
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
          <RetireButton thing={room} onClick={() => void setActive(room)} />
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
