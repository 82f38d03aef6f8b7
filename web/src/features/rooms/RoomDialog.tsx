import { useCurrentLocation } from '../../ui/location'
import { NewNameDialog, RenameDialog } from '../../ui/NameDialog'
import { useToast } from '../../ui/toasts'
import { type Room_roomFragment, useCreateRoomMutation, useUpdateRoomMutation } from './rooms.gen'

export function NewRoomDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateRoomMutation({ update: (cache) => void cache.evict({ fieldName: 'rooms' }) })
  return (
    <NewNameDialog
      title={`New room at ${location.name}`}
      submitLabel="Add room"
      placeholder="Room 3"
      onClose={onClose}
      onSave={async (name, { headersFor }) => {
        const input = { locationId: location.id, name }
        await create({ variables: { input }, context: headersFor(input) })
        toast({ message: `${name.trim()} can be booked now.` })
        onClose()
      }}
    />
  )
}

interface Props {
  room: Room_roomFragment
  /** Fetches the room anew when somebody else was faster. */
  latest: () => Promise<Room_roomFragment | null>
  onClose: () => void
}

export function EditRoomDialog({ room, latest, onClose }: Props) {
  const toast = useToast()
  const [update] = useUpdateRoomMutation()
  return (
    <RenameDialog
      thing={room}
      latest={latest}
      onClose={onClose}
      onSave={async (name, { version }) => {
        await update({ variables: { input: { id: room.id, version, name } } })
        toast({ message: `${name.trim()} is saved.` })
        onClose()
      }}
    />
  )
}
