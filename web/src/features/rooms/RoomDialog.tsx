import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type Room_roomFragment, useCreateRoomMutation, useUpdateRoomMutation } from './rooms.gen'

const labels = { name: 'Name' }
type Values = Record<keyof typeof labels, string>

export function NewRoomDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateRoomMutation({ update: (cache) => void cache.evict({ fieldName: 'rooms' }) })
  const form = useSave<Values>({
    labels,
    start: { name: '' },
    save: async ({ name }, { headersFor }) => {
      const input = { locationId: location.id, name }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${name.trim()} can be booked now.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`New room at ${location.name}`}
      submitLabel="Add room"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="name" required autoFocus placeholder="Room 3" />
    </SaveDialog>
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
  const form = useSave<Values, Room_roomFragment>({
    labels,
    thing: room,
    valuesOf: ({ name }) => ({ name }),
    latest,
    save: async ({ name }, { version }) => {
      await update({ variables: { input: { id: room.id, version, name } } })
      toast({ message: `${name.trim()} is saved.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Rename ${room.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <Field<Values> name="name" required autoFocus />
    </SaveDialog>
  )
}
