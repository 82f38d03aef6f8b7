import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { FormDialog } from '../../../ui/FormDialog'
import { useCurrentLocation } from '../../../ui/location'
import { useRoomPickerQuery } from './drawer.gen'

interface Props {
  current: string | null
  petName: string
  onClose: () => void
  onChoose: (roomId: string | undefined) => void
}

export function RoomDialog({ current, petName, onClose, onChoose }: Props) {
  const { id: locationId } = useCurrentLocation()
  const { data, error } = useRoomPickerQuery({ variables: { locationId } })
  const [roomId, setRoomId] = useState(current)
  return (
    <FormDialog
      open
      title={`Which room for ${petName}?`}
      onClose={onClose}
      onSubmit={() => onChoose(roomId ?? undefined)}
      submitLabel="Bring in"
      error={error}
      width="xs"
    >
      {!data && !error && <Skeleton variant="rounded" height={96} />}
      <RadioGroup aria-label="Room" value={roomId ?? ''} onChange={(event) => setRoomId(event.target.value)}>
        {data?.rooms.map((room, index) => (
          <FormControlLabel
            key={room.id}
            value={room.id}
            // On the chosen one Enter brings in and the arrows choose another.
            control={<Radio autoFocus={current === null ? index === 0 : room.id === current} />}
            label={room.name}
          />
        ))}
      </RadioGroup>
    </FormDialog>
  )
}
